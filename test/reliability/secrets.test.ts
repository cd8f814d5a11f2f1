import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import helper from 'node-red-node-test-helper';
import type { ErrorCode } from '../../src/errors';
import { passTime } from '../nodes/support/clock';
import { type RawServer, startRawServer } from '../support/raw-server';
import { TOKEN_LIFE, useBench } from './bench';
import { FAULTS } from './faults';
import { watchTrigger } from './flow-view';
import { GOSSIP } from './gossip';
import { runFault } from './run-fault';
import { core, markedAccount, marker, secretsOf } from './secrets';
import { Traces } from './traces';

describe('no secret is shown', () => {
  const bench = useBench({ account: markedAccount() });
  let traces: Traces;

  beforeEach(() => {
    traces = new Traces();
  });
  afterEach(() => traces.close());

  /** Looks for secrets in everything that was shown, where `evidence` must stand, too. */
  function assertKept(evidence: string, more: readonly string[] = []): void {
    const text = traces.textOf(bench.bed);
    assert(text.includes(evidence), `the traces tell of ${evidence}`);
    const shown = [...secretsOf(bench), ...more].filter((secret) => text.includes(secret));
    assert.equal(shown.length, 0, `${shown.length} secrets were shown`);
  }

  for (const { heading, start, cases } of FAULTS) {
    for (const fault of cases) {
      it(`by the fault "${fault.name}" ${heading.toLowerCase()}`, async () => {
        await runFault(bench, start, fault, 'links');
        assertKept(fault.sees === 'the list' ? '24 links' : fault.sees);
      });
    }
  }

  for (const gossip of GOSSIP) {
    it(`by an answer that repeats it: ${gossip.name}`, async () => {
      await runFault(bench, gossip.start, gossip, 'links');
      assertKept(gossip.sees === 'the list' ? '24 links' : gossip.sees);
    });
  }

  it('by a deploy that brings the credentials, nor by the flows afterwards', async () => {
    await bench.deploy();
    await bench.redeploy({ timeout: 10 }, bench.bed.simulator.account);
    await bench.bed.trigger('links');
    assertKept('24 links');
  });

  it('by the files that Node-RED leaves', async () => {
    const userDir = mkdtempSync(path.join(tmpdir(), 'inode-secrets-'));
    helper.settings({ userDir });
    try {
      await bench.deploy();
      await bench.bed.trigger('links');
      bench.bed.clock.tick(TOKEN_LIFE * 1_000);
      await bench.bed.trigger('links');
      const files = readdirSync(userDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
      assert(files.length > 0, 'the tokens are kept in a file');
      for (const secret of secretsOf(bench)) {
        assert(!files.some((content) => content.includes(secret)), 'a secret is in a file');
      }
    } finally {
      helper.settings({});
      rmSync(userDir, { recursive: true });
    }
  });

  it('where there is one, it would be found, and the service has got all of them', async () => {
    await bench.deploy();
    const { simulator, journal } = bench.bed;
    await bench.bed.trigger('links');
    await bench.redeploy({ auth: 'token' });
    await bench.bed.trigger('links');
    const asked = JSON.stringify(simulator.requests);
    const credentials = Object.values(simulator.account).map(core);
    const [accessToken] = secretsOf(bench).slice(credentials.length);
    assert(accessToken !== undefined, 'a token was issued');
    const secrets = [...credentials, accessToken];
    journal.start('out', { topic: secrets.join(' and ') });
    await journal.receives('out', 3);
    const shown = traces.textOf(bench.bed);
    for (const secret of secrets) {
      assert(asked.includes(secret), 'the service was shown it');
      assert(shown.includes(secret), 'the traces show it');
    }
  });

  describe('of a proxy', () => {
    const username = marker();
    const password = marker();
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    const secrets = [username, password, basic];
    const says = (head: string): string =>
      `HTTP/1.1 ${head}\r\nConnection: close\r\nX-Debug: ${secrets.join(' ')}\r\n\r\n${secrets.join(' ')}`;
    let proxy: RawServer;

    afterEach(() => proxy.close());

    const cases = [
      ['http', '407 Proxy Authentication Required', 'PROXY_REFUSED'],
      ['http', '502 Bad Gateway', 'SERVER_ERROR'],
      ['http', '200 OK', 'SIGN_IN_FAILED'],
      ['https', '407 Proxy Authentication Required', 'PROXY_REFUSED'],
      ['https', `403 ${password}`, 'PROXY_REFUSED'],
      ['https', '502 Bad Gateway', 'UNREACHABLE'],
      ['https', password, 'UNREACHABLE'],
    ] as const;
    for (const [scheme, head, code] of cases) {
      const what = `"${head.replace(password, '(the password)')}" to ${scheme}`;
      const account = { baseUrl: `${scheme}://127.0.0.1:9/api/` };

      it(`that the environment names and that answers ${what}`, async () => {
        proxy = await startRawServer(says(head));
        const address = proxy.origin.replace('//', `//${username}:${password}@`);
        bench.bed.setEnvironment(`${scheme}_proxy`, address);
        bench.bed.setEnvironment('no_proxy', '');
        await bench.deploy(account);
        await assertKeptWhere(code);
      });

      it(`that a configuration node names and that answers ${what}`, async () => {
        proxy = await startRawServer(says(head));
        await bench.deploy(account, { url: proxy.origin, username, password });
        await assertKeptWhere(code);
      });
    }

    async function assertKeptWhere(code: ErrorCode): Promise<void> {
      const { bed } = bench;
      await watchTrigger(bed, 'links', code, () => passTime(bed.clock, bed.trigger('links')));
      assert(proxy.connections > 0, 'the proxy was asked');
      assertKept(code, secrets);
    }
  });
});
