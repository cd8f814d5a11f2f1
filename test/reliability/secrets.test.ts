import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { shown as shownBy } from '../nodes/support/shown';
import { useUserDir } from '../nodes/support/use-user-dir';
import { ECHOED_SECRETS } from './echoed-secrets';
import { type FaultRig, useFaultRig } from './fault-rig';
import { marker } from './marker';
import { runFault } from './run-fault';
import { assertKept, assertWithout, secretsOf } from './secrets';
import { INODE } from './services/inode';
import { type TestedService, TOKEN_LIFE } from './services/tested-service';

/** What the traces show of an answer that arrived. */
const ARRIVED = "fill: 'green'";

for (const [service, echoes] of ECHOED_SECRETS) {
  const node = firstNode(service);

  describe(`secrets of ${service.name}`, () => {
    const rig = useFaultRig(service);
    const trigger = async () => assertSent(await rig.bed.trigger(node));

    for (const echo of echoes) {
      it(`shows no secret that an answer repeats: ${echo.name}`, () =>
        runFault(rig, echo.start, echo, node));
    }

    it('a deploy with credentials shows no secret, nor do the flows that are saved', async () => {
      await rig.deploy();
      await rig.redeploy({ timeout: 10 }, { ...rig.account });
      await trigger();
      assertKept(rig, ARRIVED);
    });

    it('the search for secrets finds those that were shown, and the service was sent all of them', async () => {
      await rig.deploy();
      for (const settings of service.signIns) {
        await rig.redeploy(settings);
        await trigger();
      }
      const secrets = secretsOf(rig);
      assert(secrets.length > Object.keys(rig.account).length, 'a token was issued');
      rig.bed.journal.start('out', { topic: secrets.join(' and ') });
      await rig.bed.journal.receives('out', service.signIns.length + 1);
      const asked = wordsAsked(rig);
      const shown = rig.shown();
      for (const secret of secrets.filter((each) => !isRefreshToken(rig, each))) {
        assert(asked.includes(secret), 'the service was shown it');
        assert(shown.includes(secret), 'the traces show it');
      }
    });

    describe('in a Node-RED with a user directory', () => {
      const inFolder = useUserDir();

      it('the files in the user directory hold no secret in clear text', async () => {
        await rig.deploy();
        await trigger();
        rig.bed.clock.tick(TOKEN_LIFE * 1_000);
        await trigger();
        const files = readdirSync(inFolder(), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
        assert(files.length > 0, 'the tokens are kept in a file');
        assertWithout(files.join('\n'), secretsOf(rig));
      });
    });
  });
}

describe('secrets of iNode that are in the wrong place', () => {
  const rig = useFaultRig(INODE);

  it('an API token that no header can carry is not shown', async () => {
    await rig.deploy({ auth: 'token' });
    const { token } = rig.bed.simulator.account;
    await rig.redeploy({ auth: 'token' }, { ...rig.account, token: `${token} and more` });
    assertFailed(await rig.bed.trigger('links'), 'CONFIG_INVALID');
    await rig.bed.journal.receives('caught', 1);
    assertKept(rig, 'CONFIG_INVALID');
  });

  it('a password in the base URL is shown in the flow alone, where it was written', async () => {
    const password = marker();
    await rig.deploy({ baseUrl: `http://user:${password}@127.0.0.1/` });
    assertFailed(await rig.bed.trigger('links'), 'CONFIG_INVALID');
    await rig.bed.journal.receives('caught', 1);
    const text = shownBy(rig.bed, ['links', 'out', 'caught']);
    assert.match(text, /CONFIG_INVALID/);
    assertWithout(text, [password]);
  });
});

function firstNode({ nodes: [node] }: TestedService): string {
  assert(node, 'a service has nodes');
  return node.id;
}

/** All that the service was sent, also what stands encoded in a Basic header. */
function wordsAsked({ bed }: FaultRig): string {
  const { requests } = bed.simulator;
  const basics = requests
    .map(({ headers }) => /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
    .map((encoded) => Buffer.from(encoded, 'base64').toString());
  return [JSON.stringify(requests), ...basics].join('\n');
}

/** Refresh tokens are issued, but none was used yet. */
function isRefreshToken({ link }: FaultRig, secret: string): boolean {
  return link.received.includes(`"refresh_token":"${secret}"`);
}
