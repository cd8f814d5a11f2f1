import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assertSent } from '../nodes/support/failure';
import { useUserDir } from '../nodes/support/use-user-dir';
import { type Bench, useBench } from './bench';
import { GOSSIP } from './gossip';
import { runFault } from './run-fault';
import { assertKept, assertWithout, secretsOf } from './secrets';
import { type TestedService, TOKEN_LIFE } from './services/tested-service';

/** What the traces show of an answer that arrived. */
const ARRIVED = "fill: 'green'";

for (const [service, gossip] of GOSSIP) {
  const node = firstNode(service);

  describe(`no secret of ${service.name} is shown`, () => {
    const bench = useBench(service);
    const trigger = async () => assertSent(await bench.bed.trigger(node));

    for (const told of gossip) {
      it(`by an answer that repeats it: ${told.name}`, () =>
        runFault(bench, told.start, told, node));
    }

    it('by a deploy that brings the credentials, nor by the flows afterwards', async () => {
      await bench.deploy();
      await bench.redeploy({ timeout: 10 }, { ...bench.account });
      await trigger();
      assertKept(bench, ARRIVED);
    });

    it('where there is one, it would be found, and the service has got all of them', async () => {
      await bench.deploy();
      for (const settings of service.signIns) {
        await bench.redeploy(settings);
        await trigger();
      }
      const secrets = secretsOf(bench);
      assert(secrets.length > Object.keys(bench.account).length, 'a token was issued');
      bench.bed.journal.start('out', { topic: secrets.join(' and ') });
      await bench.bed.journal.receives('out', service.signIns.length + 1);
      const asked = wordsAsked(bench);
      const shown = bench.shown();
      for (const secret of secrets.filter((each) => !isRefreshToken(bench, each))) {
        assert(asked.includes(secret), 'the service was shown it');
        assert(shown.includes(secret), 'the traces show it');
      }
    });

    describe('in a Node-RED with a user directory', () => {
      const inFolder = useUserDir();

      it('by the files that it leaves', async () => {
        await bench.deploy();
        await trigger();
        bench.bed.clock.tick(TOKEN_LIFE * 1_000);
        await trigger();
        const files = readdirSync(inFolder(), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
        assert(files.length > 0, 'the tokens are kept in a file');
        assertWithout(files.join('\n'), secretsOf(bench));
      });
    });
  });
}

function firstNode({ nodes: [node] }: TestedService): string {
  assert(node, 'a service has nodes');
  return node.id;
}

/** All that the service was sent, also what stands encoded in a Basic header. */
function wordsAsked({ bed }: Bench): string {
  const { requests } = bed.simulator;
  const basics = requests
    .map(({ headers }) => /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
    .map((encoded) => Buffer.from(encoded, 'base64').toString());
  return [JSON.stringify(requests), ...basics].join('\n');
}

/** Refresh tokens are issued, but none was used yet. */
function isRefreshToken({ cable }: Bench, secret: string): boolean {
  return cable.received.includes(`"refresh_token":"${secret}"`);
}
