import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { asRecord } from '../../src/json-value';
import { pause, until } from '../support/clock';
import { useFolder } from '../support/use-folder';
import { type ContextStore, closeStores, openStores, storeModule } from './support/changes-context';
import { assertBrokenOff, assertFailed, assertSent } from './support/failure';
import { devices, type FlowNode, inodeRequest, links, onTab } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { Backlog, tickProvider } from './support/tick-provider';
import { warningsOf } from './support/warnings-of';

const SINCE = { field: 'at', parameter: 'since', overlap: '2', store: '' };

interface Item {
  readonly id: number;
  readonly at: number;
}

describe('only what is new of a list', () => {
  afterEach(closeStores);
  const inFolder = useFolder();
  const bed = useTestBed();
  /** What the service has; it ignores what it is asked for. */
  let items: Item[];

  /** Has the service answer the next request. */
  function serve(): void {
    const body = JSON.stringify(items);
    bed.simulator.faults.add({
      on: { method: 'GET' },
      fault: { kind: 'answer', status: 200, body },
    });
  }

  /** Triggers a node, and returns the payloads that it sent. */
  async function poll(id = 'links', message?: NodeMessage): Promise<unknown[]> {
    serve();
    return assertSent(await bed.trigger(id, message)).map(({ payload }) => payload);
  }

  const asked = (): (string | null)[] =>
    bed.simulator.requests
      .filter(({ method }) => method === 'GET')
      .map(({ search }) => new URLSearchParams(search).get('since'));

  const flows: [id: string, node: (changes?: object) => FlowNode][] = [
    ['links', (changes) => links({ since: SINCE, ...changes })],
    ['devices', (changes) => devices({ since: SINCE, ...changes })],
    [
      'request',
      (changes) => inodeRequest({ path: 'v1/x/', mode: 'list', since: SINCE, ...changes }),
    ],
  ];

  for (const [id, node] of flows) {
    it(`is asked for and sent by inode-${id}, and starts over with msg.reset`, async () => {
      await bed.deploy([node()]);
      items = [
        { id: 1, at: 5 },
        { id: 2, at: 9 },
      ];
      assert.deepEqual(await poll(id), [items]);
      items.push({ id: 3, at: 8 }, { id: 4, at: 9 });
      assert.deepEqual(await poll(id), [items.slice(2)]);
      assert.deepEqual(await poll(id), [[]]);
      assert.deepEqual(assertSent(await bed.trigger(id, Object.assign({}, { reset: true }))), []);
      assert.deepEqual(await poll(id), [items]);
      assert.deepEqual(asked(), [null, '7', '7', null]);
    });
  }

  it('says so in msg.inode, whose total is that of what was sent', async () => {
    const node = inodeRequest({ path: 'v1/x/', mode: 'list', since: SINCE });
    await bed.deploy([node]);
    items = [{ id: 1, at: 5 }];
    await poll('request');
    const body = JSON.stringify({ count: 2, next: null, results: [...items, { id: 2, at: 6 }] });
    bed.simulator.faults.add({
      on: { method: 'GET' },
      fault: { kind: 'answer', status: 200, body },
    });
    const [message] = assertSent(await bed.trigger('request'));
    const { since, count, total } = asRecord(Object(message).inode);
    assert.deepEqual([since, count, total], [3, 1, 1]);
  });

  it('begins with what the query parameters say, and with each path', async () => {
    const query = [{ name: 'since', value: '4', type: 'str' as const }];
    await bed.deploy([inodeRequest({ path: 'v1/x/', mode: 'list', since: SINCE, query })]);
    items = [{ id: 1, at: 5 }];
    await poll('request');
    await poll('request');
    await poll('request', Object.assign({}, { path: 'v1/y/' }));
    await poll('request', Object.assign({}, { path: '/v1/x/' }));
    assert.deepEqual(asked(), ['4', '3', '4', '3']);
  });

  it('comes one list after the other, where two messages trigger at the same time', async () => {
    await bed.deploy([links({ since: SINCE })]);
    items = [{ id: 1, at: 5 }];
    serve();
    serve();
    const sent = await Promise.all([bed.trigger('links'), bed.trigger('links')]);
    assert.deepEqual(
      sent.map((outcome) => assertSent(outcome).map(({ payload }) => payload)),
      [[items], [[]]],
    );
  });

  it('is kept in the default store by its name, too, as Node-RED has one without a setting', async () => {
    await bed.deploy([links({ since: { ...SINCE, store: 'default' } })]);
    items = [{ id: 1, at: 5 }];
    assert.deepEqual([await poll(), await poll()], [[items], [[]]]);
  });

  it('outlasts a restart in a store of files', async () => {
    const file = { module: 'localfilesystem', config: { dir: inFolder(), cache: false } };
    const flow = [links({ since: { ...SINCE, store: 'file' } })];
    await bed.deploy(flow, { prepare: openStores({ file }) });
    items = [{ id: 1, at: 5 }];
    await poll();
    await closeStores();
    await bed.restart(flow, { prepare: openStores({ file }) });
    items.push({ id: 2, at: 6 });
    assert.deepEqual(await poll(), [items.slice(1)]);
  });

  it('is sent again where a list failed after some of it had left', async () => {
    await bed.deploy([links({ mode: 'items', since: SINCE })]);
    items = [
      { id: 1, at: 5 },
      { id: 2, at: 6 },
    ];
    const long = JSON.stringify(Array.from({ length: 9_000 }, (_, id) => ({ id, at: id })));
    const broken = { kind: 'answer', status: 200, body: long.slice(0, -1) } as const;
    bed.simulator.faults.add({ on: { method: 'GET' }, fault: broken });
    const outcome = await bed.trigger('links');
    assert(assertBrokenOff(outcome, 'ANSWER_INVALID').length > 100);
    assert.deepEqual(await poll(), items);
  });

  it('is not written again where there is none', async () => {
    let writes = 0;
    const values = new Map<string, unknown>();
    const store: ContextStore = {
      get: (_scope, key, callback) => callback(null, values.get(key)),
      set(_scope, key, value, callback) {
        writes++;
        values.set(key, value);
        callback();
      },
    };
    await bed.deploy([links({ since: { ...SINCE, store: 'own' } })], {
      prepare: openStores({ own: { module: storeModule(store) } }),
    });
    items = [{ id: 1, at: 5 }];
    for (let polls = 0; polls < 3; polls++) await poll();
    assert.equal(writes, 1);
  });

  for (const what of ['get', 'set'] as const) {
    it(`is ${what === 'get' ? 'an error' : 'a warning'} where the store fails to ${what} it, and is sent again`, async () => {
      const values = new Map<string, unknown>();
      let failing: string | undefined;
      const store: ContextStore = {
        get: (_scope, key, callback) =>
          setImmediate(() =>
            failing === 'get' ? callback(new Error('no')) : callback(null, values.get(key)),
          ),
        set(_scope, key, value, callback) {
          if (failing !== 'set') values.set(key, value);
          setImmediate(() => callback(failing === 'set' ? new Error('no') : undefined));
        },
      };
      await bed.deploy([links({ since: { ...SINCE, store: 'own' } })], {
        prepare: openStores({ own: { module: storeModule(store) } }),
      });
      items = [{ id: 1, at: 5 }];
      await poll();
      failing = what;
      items.push({ id: 2, at: 6 });
      serve();
      const outcome = await bed.trigger('links');
      if (what === 'get') assertFailed(outcome, 'STORE_FAILED');
      else {
        // The list has been sent all the same.
        assert.equal(assertSent(outcome).length, 1);
        assert.match(String(warningsOf(bed, 'links')), /sent again.*cannot be written/);
      }
      failing = undefined;
      bed.simulator.faults.clear();
      assert.deepEqual(await poll(), [items.slice(1)]);
    });
  }

  it('is noted when whoever gives ticks is done with the last message, and not at a deploy before', async () => {
    const backlog = new Backlog();
    const list = (name: string): FlowNode =>
      links({ mode: 'items', since: SINCE, name, wires: [['provider']] });
    const provider = onTab({ id: 'provider', type: 'provider', wires: [['out']] });
    await bed.deploy([list('old'), provider], { prepare: tickProvider(backlog) });
    items = [
      { id: 1, at: 5 },
      { id: 2, at: 6 },
    ];
    serve();
    void bed.trigger('links');
    await until(() => backlog.length === 1);
    backlog.work();
    // The last message has left, and is being processed.
    await until(() => backlog.received === 2);
    await bed.redeploy([list('new'), provider]);
    backlog.work();
    serve();
    const outcome = bed.trigger('links');
    for (const received of [3, 4]) {
      await until(() => backlog.received === received);
      await pause();
      backlog.work();
    }
    assert.equal(assertSent(await outcome).length, 2);
    assert.deepEqual(await poll(), []);
    assert.deepEqual(asked(), [null, null, '4']);
  });

  it('works with sample data, which changes every minute', async () => {
    const since = { field: 'last_update', parameter: 'updated_since' };
    const account = { auth: 'sample' as const };
    await bed.deploy([links({ since })], { account, credentials: {} });
    const first = asRecord(assertSent(await bed.trigger('links'))[0]);
    const again = asRecord(assertSent(await bed.trigger('links'))[0]);
    assert.deepEqual(again['payload'], []);
    assert.equal(Object(first['payload']).length, 24);
    await bed.clock.tickAsync(60_000);
    const later = asRecord(assertSent(await bed.trigger('links'))[0]);
    const updated = Object(later['payload']);
    assert(updated.length > 0 && updated.length <= 24);
  });

  for (const [what, since] of [
    ['no parameter', { field: 'at' }],
    ['no field', { parameter: 'since' }],
    ['an overlap that is not a number', { ...SINCE, overlap: 'x' }],
    ['a field that is not a path', { ...SINCE, field: 'a..b' }],
  ] as const) {
    it(`is an error of the settings where there is ${what}`, async () => {
      await bed.deploy([links({ since })]);
      assertFailed(await bed.trigger('links'), 'CONFIG_INVALID');
    });
  }
});
