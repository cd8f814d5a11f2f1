import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { until } from '../support/clock';
import { listen } from '../support/listen';
import { certificates, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { passWaits } from './support/pass-waits';
import { settlesAfter } from './support/settles-after';

describe('a TLS handshake', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const tls = () => ({ credentials: { cadata: certificates().ca } });

  it('that is broken off is tried again, and the status shows the wait', async () => {
    bed.front.hangUp(2);
    await bed.deploy({ account: { auth: 'token' }, tls: tls() });
    assertSent(await passWaits(bed));
    assert.equal(bed.front.connections, 3);
    assert.equal(bed.waits.length, 2);
  });

  it('that is broken off again and again ends as UNREACHABLE after as many tries as were set', async () => {
    bed.front.hangUp(Number.POSITIVE_INFINITY);
    await bed.deploy({ account: { auth: 'token', retries: 2 }, tls: tls() });
    assert.match(assertFailed(await passWaits(bed), 'UNREACHABLE').message, /ECONNRESET/);
    assert.equal(bed.front.connections, 3);
  });

  it('that is not answered ends as UNREACHABLE when 10 s are over', async () => {
    const silent = await listen(createServer());
    try {
      const baseUrl = `https://localhost:${silent.port}/`;
      await bed.deploy({ account: { auth: 'token', baseUrl, retries: 0 }, tls: tls() });
      const outcome = bed.trigger();
      await until(() => silent.connections === 1, 'the handshake begins');
      await settlesAfter(bed.clock, outcome, 10_000);
      assert.match(assertFailed(await outcome, 'UNREACHABLE').message, /ETIMEDOUT/);
    } finally {
      await silent.close();
    }
  });
});
