import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { assertFailed } from '../nodes/support/failure';
import { pause, until } from '../support/clock';
import { listen } from '../support/listen';
import { certificates, needsOpenssl } from './support/certificates';
import { startDeafServer } from './support/deaf-server';
import { useNetworkBed } from './support/network-bed';
import { settlesAfter } from './support/settles-after';

const LINKS = { path: '/api/v1/links/' };
const auth = 'token';

describe('the time-out of an account', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const tls = () => ({ credentials: { cadata: certificates().ca } });

  it('ends a call that the service accepts and never answers', async () => {
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'hang' } });
    await bed.deploy({ account: { auth, timeout: 7 }, tls: tls() });
    const outcome = bed.trigger();
    await until(() => bed.simulator.count(LINKS) === 1, 'the call arrives');
    await settlesAfter(bed.clock, outcome, 7_000);
    assert.match(assertFailed(await outcome, 'TIMEOUT').message, /no answer after 7 s/);
    assert.equal(bed.simulator.count(LINKS), 1, 'it was asked again');
  });

  it('ends a call to a server that takes the connection and says nothing at all', async () => {
    const silent = await listen(createServer());
    try {
      const baseUrl = `http://127.0.0.1:${silent.port}/`;
      await bed.deploy({ account: { auth, baseUrl, timeout: 12 } });
      const outcome = bed.trigger();
      await until(() => silent.connections === 1, 'the call arrives');
      await pause();
      await settlesAfter(bed.clock, outcome, 12_000);
      assertFailed(await outcome, 'TIMEOUT');
    } finally {
      await silent.close();
    }
  });

  it('ends a call whose answer drips a byte each second', async () => {
    const fault = { kind: 'drip', bytes: 1, interval: 1_000 } as const;
    bed.simulator.faults.add({ on: LINKS, fault });
    await bed.deploy({ account: { auth, timeout: 7 }, tls: tls() });
    const outcome = bed.trigger();
    await until(() => bed.simulator.count({ ...LINKS, status: 200 }) === 1, 'the answer begins');
    for (let second = 0; second < 6; second++) {
      bed.clock.tick(1_000);
      await pause(5);
    }
    await settlesAfter(bed.clock, outcome, 1_000);
    assert.match(assertFailed(await outcome, 'TIMEOUT').message, /did not end after 7 s/);
    // The simulator notices with one of its next bytes that nobody listens any more.
    for (let byte = 0; byte < 50 && bed.clock.countTimers() > 0; byte++) {
      bed.clock.tick(1_000);
      await pause();
    }
    assert.equal(bed.simulator.count(LINKS), 1, 'it was asked again');
  });

  it('ends a sign-in that is never answered, and says that it was one', async () => {
    bed.simulator.faults.add({ on: { grant: 'password' }, fault: { kind: 'hang' } });
    await bed.deploy({ account: { timeout: 7 }, tls: tls() });
    const outcome = bed.trigger();
    await until(() => bed.simulator.count({ grant: 'password' }) === 1, 'the sign-in arrives');
    await settlesAfter(bed.clock, outcome, 7_000);
    assert.match(assertFailed(await outcome, 'TIMEOUT').message, /^During the sign-in/);
  });
});

describe('a server that no longer accepts connections', () => {
  needsOpenssl();
  const bed = useNetworkBed();

  for (const protocol of ['http', 'https']) {
    it(`is UNREACHABLE when 10 s are over, by ${protocol}`, async () => {
      const deaf = await startDeafServer();
      try {
        const baseUrl = `${protocol}://127.0.0.1:${deaf.port}/`;
        await bed.deploy({ account: { auth, baseUrl, retries: 0 } });
        const outcome = bed.trigger();
        await until(() => bed.clock.countTimers() === 3, 'both limits and the status run');
        await settlesAfter(bed.clock, outcome, 10_000);
        assert.match(assertFailed(await outcome, 'UNREACHABLE').message, /ETIMEDOUT/);
      } finally {
        await deaf.close();
      }
    });
  }
});
