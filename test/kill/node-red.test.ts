import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdminApi } from '../../scripts/support/admin-api';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';
import { freePort } from '../../scripts/support/free-port';
import { findInstallation } from '../../scripts/support/installation';
import { linkPackage } from '../../scripts/support/link-package';
import { NodeRedProcess } from '../../scripts/support/node-red-process';
import { useFolder } from '../support/use-folder';
import { GrowingList } from './growing-list';
import { OVERLAP } from './poll-protocol';
import { SentLists } from './sent-lists';

/** How often Node-RED is killed; a start takes seconds. */
const KILLS = 10;
/** Milliseconds that it works for at the most, once it has asked for its lists. */
const LONGEST = 60;

const SINCE = { field: 'at', parameter: 'since', overlap: OVERLAP, store: '' };

const NODES: readonly FlowNode[] = [
  { id: 'links', type: 'inode-links', mode: 'list' },
  { id: 'devices', type: 'inode-devices', mode: 'pages' },
  { id: 'request', type: 'inode-request', mode: 'items', method: 'GET', path: 'v1/x/', query: [] },
];

/** Nodes that ask for what is new of their lists ten times a second, from the start. */
function flowFor(origin: string): FlowNode[] {
  const token = { auth: 'token', credentials: { token: 'secret' } };
  const trigger = { type: 'inject', repeat: '0.1', once: true, onceDelay: '0.05', props: [] };
  return [
    { id: 'tab', type: 'tab' },
    { id: 'account', type: 'inode-config', baseUrl: `${origin}/`, ...token },
    onTab({ ...trigger, id: 'trigger', wires: [NODES.map(({ id }) => id)] }),
    onTab({ id: 'out', type: 'debug', active: false }),
    ...NODES.map((node) => onTab({ ...node, server: 'account', since: SINCE, wires: [['out']] })),
  ];
}

describe(`what is new of a list, in a Node-RED that is killed ${KILLS} times, at any moment`, function () {
  this.timeout(60_000 + KILLS * 30_000);
  const inFolder = useFolder();
  const list = new GrowingList();
  before(() => list.start());
  after(() => list.close());

  it('is sent by each node without a loss, and after a kill at most one list once more', async () => {
    const userDir = inFolder('user');
    const sentDir = inFolder('sent');
    mkdirSync(sentDir);
    linkPackage(userDir);
    const sent = NODES.map(({ id }) => new SentLists(join(sentDir, id)));
    const credentialSecret = randomBytes(32).toString('hex');
    const start = async (): Promise<NodeRedProcess> =>
      new NodeRedProcess(findInstallation(process.env['NODE_RED'] ?? 'node-red'), {
        userDir,
        port: await freePort(),
        credentialSecret,
        nodeOptions: ['--require', join(__dirname, 'sent-witness.js')],
        env: { INODE_SENT: sentDir, NODE_RED_CONTEXT: 'localfilesystem' },
        log: 'keep',
      });
    /** Kills it after so many more requests, and so many milliseconds. */
    const die = async (nodeRed: NodeRedProcess, requests: number, ms: number): Promise<void> => {
      const ended = nodeRed.exited.then(() => assert.fail(`Node-RED ended:\n${nodeRed.output}`));
      await Promise.race([list.nextRequest(list.requests + requests), ended]);
      await sleep(ms);
      nodeRed.kill();
      await nodeRed.exited;
      for (const lists of sent) lists.check();
    };
    const first = await start();
    await first.ready();
    await new AdminApi(first.url).deploy(flowFor(list.origin));
    await die(first, randomInt(12), randomInt(LONGEST));
    for (let kills = 1; kills < KILLS; kills++) {
      await die(await start(), randomInt(12), randomInt(LONGEST));
    }
    list.isGrowing = false;
    // All that is left comes with the first lists; the others are empty.
    await die(await start(), 3 * NODES.length, 0);
    for (const lists of sent) {
      assert.equal(lists.seen.size, list.length);
      assert(lists.count > KILLS / 2, 'hardly a process got to work');
    }
  });
});
