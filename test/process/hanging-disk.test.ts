import assert from 'node:assert/strict';
import path from 'node:path';
import { startLinkedNodeRed } from '../../scripts/support/linked-node-red';
import { useSimulator } from '../../simulator/test/support';
import { asked, caughtAs } from './support/http-flow';

const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

const PRELOAD = path.join(__dirname, 'support/hanging-disk.js');

describe('a Node-RED whose disk hangs where the tokens are kept', function () {
  this.timeout(120_000);
  const simulator = useSimulator();

  it('signs in without it, warns once for each account, and stops in time', async () => {
    const { baseUrl, account } = simulator.current;
    const nodeRed = await startLinkedNodeRed({
      nodeOptions: ['--require', PRELOAD],
      flow: [
        { id: 'tab', type: 'tab' },
        ...caughtAs('500'),
        ...ACCOUNTS.flatMap((name) => [
          {
            id: `account-${name}`,
            type: 'inode-config',
            auth: 'oauth2',
            baseUrl,
            credentials: { ...account },
          },
          ...asked(name, { id: `links-${name}`, type: 'inode-links', server: `account-${name}` }),
        ]),
      ],
    });
    const { process: child } = nodeRed;
    try {
      for (const times of ['first', 'second']) {
        const answers = ACCOUNTS.map(async (name) => {
          const response = await fetch(new URL(name, child.url));
          return { status: response.status, body: await response.json() };
        });
        for (const { status, body } of await Promise.all(answers)) {
          assert(status === 200 && Array.isArray(body), `${times}: ${JSON.stringify(body)}`);
        }
      }
      await child.stop();
      assert.equal(await child.exited, 0, 'it had to be killed');
      const warnings = child.output.split('(ETIMEDOUT)').length - 1;
      assert.equal(warnings, ACCOUNTS.length, child.output);
      assert.doesNotMatch(child.output, /Close timed out/);
    } finally {
      await nodeRed.close();
    }
  });
});
