import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { changes } from './support/changes-bed';
import { endsOf, type Listeners, listeners } from './support/ends';
import {
  type FlowNode,
  geojson,
  innerspace,
  inodeRequest,
  links,
  query,
  rdp,
  request,
} from './support/flow-nodes';
import { runtime } from './support/node-red';
import { useTestBed } from './support/test-bed';

const WIRES = [['one', 'two']];
const KINDS: readonly Listeners[] = ['both', 'catch', 'complete'];

/** JSON that Node-RED cannot copy, which does it level by level. */
const LEVELS = 20_000;
const NESTED = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
const nested = (): unknown => JSON.parse(NESTED);

/** Nodes that ask a service, and where the simulator has the answer. */
const ASKING: [name: string, node: FlowNode, path: string][] = [
  ['inode-links', links({ id: 'node', wires: WIRES }), '/api/v1/links/'],
  ['inode-links by item', links({ id: 'node', wires: WIRES, mode: 'items' }), '/api/v1/links/'],
  ['inode-request', inodeRequest({ id: 'node', wires: WIRES, path: 'v1/x/' }), '/api/v1/x/'],
  ['innerspace-query', query({ id: 'node', wires: WIRES, query: '{ a }' }), '/innerspace/'],
  ['rdp-request', request({ id: 'node', wires: WIRES, path: 'x' }), '/rdp/x'],
];

/** Nodes that take a list from a message. */
const TAKING: [name: string, nodes: FlowNode[]][] = [
  ['inode-changes', changes({ id: 'node', first: 'added', wires: [...WIRES, [], []] })],
  ['inode-geojson', [geojson({ id: 'node', wires: WIRES })]],
  ['inode-geojson for the map', [geojson({ id: 'node', wires: WIRES, output: 'worldmap' })]],
];

describe('a message that meets what Node-RED cannot copy', () => {
  const bed = useTestBed();

  async function deploy(nodes: readonly FlowNode[], kind: Listeners): Promise<void> {
    const { simulator } = bed;
    const { baseUrl, tokenUrl } = simulator.rdp;
    await bed.deploy(
      [
        innerspace({ baseUrl: simulator.innerspace.baseUrl }),
        rdp({ baseUrl, tokenUrl }),
        ...nodes,
        ...listeners('node', kind),
      ],
      { others: { innerspace: simulator.innerspace.account, rdp: simulator.rdp.account } },
    );
  }

  /** Gives a message to the node; it must end once, in an error that a Catch node or the log gets. */
  async function end(kind: Listeners, message: NodeMessage) {
    const ends = await endsOf(bed, 'node', message);
    const isHeard = kind !== 'complete';
    assert.equal(ends.done, 1);
    assert.equal(ends.completed.length, 0);
    assert.equal(ends.caught.length, isHeard ? 1 : 0);
    const logged = bed.observer.log.filter(
      ({ id, level }) => id === 'node' && level === runtime.log.ERROR,
    );
    assert.equal(logged.length, isHeard ? 0 : 1);
    const [caught] = ends.caught;
    return { ...ends, caught, code: Object(Object(caught).error).code };
  }

  for (const [name, node, path] of ASKING) {
    for (const kind of KINDS) {
      it(`ends once as ANSWER_INVALID where the answer to ${name} is nested too deep, heard by ${kind}`, async () => {
        await deploy([node], kind);
        const body = path === '/innerspace/' ? `{"data":${NESTED}}` : `[{"id":1,"x":${NESTED}}]`;
        const fault = { kind: 'answer', status: 200, body } as const;
        bed.simulator.faults.add({ on: { path }, fault });
        const { code, caught, sent } = await end(kind, { _msgid: 'a', topic: 'x' });
        assert.equal(sent.length, 0);
        if (caught) assert.deepEqual([code, caught.topic], ['ANSWER_INVALID', 'x']);
      });
    }
  }

  for (const [name, nodes] of TAKING) {
    for (const kind of KINDS) {
      it(`ends once as LIST_INVALID where the list for ${name} is nested too deep, heard by ${kind}`, async () => {
        await deploy(nodes, kind);
        const payload = [{ id: 1, lat: 45, lon: -75, x: nested() }];
        const { code, caught, sent } = await end(kind, { _msgid: 'a', topic: 'x', payload });
        assert.equal(sent.length, 0);
        // What Node-RED cannot copy is not among what the Catch node gets.
        if (caught) assert.deepEqual([code, 'payload' in caught], ['LIST_INVALID', false]);
        if (caught) assert.deepEqual([caught.topic, caught._msgid], ['x', 'a']);
      });
    }
  }

  it('ends once as LIST_INVALID where the devices for inode-geojson are nested too deep', async () => {
    await deploy([geojson({ id: 'node', wires: WIRES })], 'both');
    const devices = [{ id: 1, x: nested() }];
    const { code } = await end('both', Object.assign({ _msgid: 'a', payload: [] }, { devices }));
    assert.equal(code, 'LIST_INVALID');
  });

  for (const kind of KINDS) {
    it(`ends once as MESSAGE_INVALID where it brought that itself, heard by ${kind}`, async () => {
      await deploy([links({ id: 'node', wires: WIRES })], kind);
      const { code, caught } = await end(kind, Object.assign({ _msgid: 'a' }, { x: nested() }));
      if (caught) assert.deepEqual([code, 'x' in caught], ['MESSAGE_INVALID', false]);
      assert.equal(bed.observer.statusesOf('node').at(-1), 'red ring message invalid');
    });
  }

  it('ends once where it is sent without a copy, and cannot be copied for the Complete node', async () => {
    await deploy([links({ id: 'node', wires: [['one']] })], 'both');
    const { code, sent } = await end('both', Object.assign({ _msgid: 'a' }, { x: nested() }));
    assert.equal(sent.length, 1);
    assert.equal(code, 'MESSAGE_INVALID');
  });

  const GETTER = {
    enumerable: true,
    get(): never {
      throw new Error('no');
    },
  };
  const TRAPS: [what: string, make: () => object][] = [
    ['a getter that throws', () => Object.defineProperty({}, 'a', GETTER)],
    ['a proxy that was revoked', revoked],
    ['a list with a proxy that was revoked', () => [revoked()]],
  ];
  const PLACES = ['payload', 'query', 'parts', 'inode', 'devices', 'topic', 'x', 'statusCode'];
  const NODES: [name: string, nodes: FlowNode[]][] = [
    ...ASKING.slice(0, 1).map(([name, node]): [string, FlowNode[]] => [name, [node]]),
    ...TAKING.slice(0, 2),
  ];
  for (const [name, nodes] of NODES) {
    for (const [what, make] of TRAPS) {
      it(`ends once at ${name} with ${what} anywhere`, async () => {
        await deploy(nodes, 'both');
        for (const place of PLACES) {
          const message = Object.assign({ _msgid: 'a', payload: [] }, { [place]: make() });
          const { done, completed, caught } = await endsOf(bed, 'node', message);
          assert.equal(done, 1, place);
          assert.equal(completed.length + caught.length, 1, place);
          const { code } = Object(Object(caught[0]).error);
          assert.notEqual(code, 'INTERNAL', place);
        }
      });
    }
  }
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
