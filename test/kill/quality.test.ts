import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';
import { freePort } from '../../scripts/support/free-port';
import { findInstallation } from '../../scripts/support/installation';
import { linkPackage } from '../../scripts/support/link-package';
import { NodeRedProcess } from '../../scripts/support/node-red-process';
import { useFolder } from '../support/use-folder';

/** How often Node-RED is killed. */
const KILLS = 8;
/** Lists of an answer that the killed one may have had time for: some milliseconds each. */
const LONGEST_LIFE = 400;

const asked = (id: string, next: string): FlowNode =>
  onTab({ id, type: 'http in', method: 'post', url: `/${id}`, wires: [[next]] });

/** Answers a list that was judged, and the report of all. */
const FLOW: readonly FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'Quality' },
  asked('judge', 'quality'),
  asked('report', 'wanted'),
  onTab({
    id: 'wanted',
    type: 'change',
    rules: [{ t: 'set', p: 'report', pt: 'msg', to: 'true', tot: 'bool' }],
    wires: [['quality']],
  }),
  onTab({
    id: 'quality',
    type: 'inode-quality',
    key: 'id',
    value: 'speed',
    min: '10',
    wires: [['answer'], [], ['reported']],
  }),
  // Alarms leave by this output as well.
  onTab({
    id: 'reported',
    type: 'switch',
    property: 'payload.hours',
    propertyType: 'msg',
    rules: [{ t: 'nnull' }],
    wires: [['answer']],
  }),
  onTab({ id: 'answer', type: 'http response' }),
];

/** A list of which the second item is fit each second time. */
const listOf = (n: number): object[] => [
  { id: 'a', speed: 50 },
  { id: 'b', speed: n % 2 === 0 ? 50 : 5 },
];

describe(`the counts of a list's quality, while Node-RED is killed ${KILLS} times at any moment`, function () {
  this.timeout(120_000);
  const inFolder = useFolder();

  it('lose no list that was sent on', async () => {
    const userDir = inFolder('user');
    const start = async (): Promise<NodeRedProcess> => {
      const nodeRed = new NodeRedProcess(findInstallation(process.env['NODE_RED'] ?? 'node-red'), {
        userDir,
        port: await freePort(),
        credentialSecret: 'not a secret',
        log: 'keep',
        env: { NODE_RED_CONTEXT: 'localfilesystem' },
      });
      await nodeRed.ready();
      return nodeRed;
    };
    linkPackage(userDir);
    writeFileSync(inFolder('user', 'flows.json'), JSON.stringify(FLOW));

    let counted = 0;
    let sentOn = 0;
    for (let kill = 0; kill <= KILLS; kill++) {
      const nodeRed = await start();
      try {
        const { whole, items } = Object(await post(nodeRed, 'report'));
        const lists = whole.lists / 2;
        assert(lists === counted + sentOn || lists === counted + sentOn + 1, `${lists} lists`);
        counted = lists;
        sentOn = 0;
        if (counted > 0) {
          const [all, half] = [lists, Math.ceil(lists / 2)];
          const fit = items.map((item: { key: string; fit: number }) => [item.key, item.fit]);
          assert.deepEqual(fit, [
            ['a', all],
            ['b', half],
          ]);
        }
        setTimeout(() => process.kill(nodeRed.pid ?? 0, 'SIGKILL'), randomInt(LONGEST_LIFE));
        while ((await post(nodeRed, 'judge', listOf(counted + sentOn))) !== undefined) sentOn++;
        await nodeRed.exited;
      } finally {
        if (nodeRed.isAlive) await nodeRed.stop();
      }
    }
    assert(counted + sentOn > KILLS, 'hardly a list was judged');
  });
});

/** What Node-RED answers; undefined where it died before. */
async function post(nodeRed: NodeRedProcess, path: string, body: unknown = []): Promise<unknown> {
  const answer = await fetch(new URL(path, nodeRed.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  return answer?.json().catch(() => undefined);
}
