import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../simulator/index';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { certificates, needsOpenssl } from './support/certificates';
import { useNetworkBed } from './support/network-bed';
import { startTlsFront, type TlsFront } from './support/tls-front';

const LINKS = '/api/v1/links/';
const STATUSES = [301, 302, 303, 307, 308];

describe('a service behind TLS that sends its callers away', () => {
  needsOpenssl();
  const bed = useNetworkBed();
  const tls = () => ({ credentials: { cadata: certificates().ca } });
  let other: Simulator;
  let otherFront: TlsFront;

  beforeEach(async () => {
    other = await startSimulator({ account: bed.simulator.account });
    otherFront = await startTlsFront(portOf(other.baseUrl), certificates().server);
  });
  afterEach(async () => {
    await otherFront.close();
    await other.close();
  });

  /** Where a redirect may try to lure a caller, all with the same certificate or none. */
  const ELSEWHERE: [what: string, origin: () => string][] = [
    ['another port', () => `https://localhost:${otherFront.port}`],
    ['another name of the same machine', () => `https://127.0.0.1:${bed.front.port}`],
    ['http on the same machine', () => `http://localhost:${portOf(other.baseUrl)}`],
    ['http on the same port', () => `http://localhost:${bed.front.port}`],
  ];

  for (const [what, origin] of ELSEWHERE) {
    it(`does not get a token to ${what}`, async () => {
      await bed.deploy({ account: { auth: 'token' }, tls: tls() });
      for (const status of STATUSES) {
        bed.simulator.faults.add({
          on: { path: LINKS },
          fault: { kind: 'redirect', status, location: `${origin()}${LINKS}?no_pagination` },
        });
        const failure = assertFailed(await bed.trigger(), 'REDIRECT_REFUSED');
        assert.equal(failure.statusCode, status);
        assertSent(await bed.trigger());
      }
      assert.equal(bed.simulator.count(), 2 * STATUSES.length, 'nothing was tried again');
      assertNobodyElseAsked();
    });

    for (const status of STATUSES) {
      it(`does not get a form to ${what} with a ${status}`, async () => {
        bed.simulator.faults.add({
          fault: { kind: 'redirect', status, location: `${origin()}/api/oauth/token/` },
        });
        assertFailed(await bed.run({ tls: tls() }), 'REDIRECT_REFUSED');
        assert.equal(bed.simulator.count(), 1);
        assertNobodyElseAsked();
      });
    }
  }

  for (const [what, origin] of ELSEWHERE) {
    it(`does not get a token to ${what} by a next page, though its host is ignored`, async () => {
      answerWithNext(`${origin()}${LINKS}?page_size=3`);
      const account = { auth: 'token', ignoreNextHost: true };
      assertSent(await bed.run({ account, tls: tls() }));
      const searches = bed.simulator.requests.map(({ search }) => search);
      assert.deepEqual(searches.slice(0, 2), ['no_pagination', 'page_size=3']);
      assertNobodyElseAsked();
    });
  }

  const NEXT: [what: string, next: () => string][] = [
    [
      'another name of the same machine',
      () => `https://127.0.0.1:${bed.front.port}${LINKS}?page=2`,
    ],
    ['a blob of the same origin', () => `blob:${new URL(bed.url()).origin}/${LINKS}`],
    ['a script', () => 'javascript:alert(1)'],
    ['a file', () => 'file:///etc/hostname'],
    ['the same server with a user', () => `https://a:b@localhost:${bed.front.port}${LINKS}?page=2`],
  ];

  for (const [what, next] of NEXT) {
    it(`does not get a token to ${what} by a next page`, async () => {
      answerWithNext(next());
      const account = { auth: 'token', retries: 0 };
      assertFailed(await bed.run({ account, tls: tls() }), 'PAGING_INVALID');
      assert.equal(bed.simulator.count(), 1);
      assertNobodyElseAsked();
    });
  }

  it('is followed on the same server', async () => {
    const location = `${LINKS}?no_pagination`;
    bed.simulator.faults.add({ on: { path: LINKS }, fault: { kind: 'redirect', location } });
    assertSent(await bed.run({ tls: tls() }));
    assert.equal(bed.simulator.count({ path: LINKS }), 2);
  });

  function answerWithNext(next: string): void {
    const body = JSON.stringify({ count: 2, next, previous: null, results: [{ id: 1 }] });
    bed.simulator.faults.add({ fault: { kind: 'answer', status: 200, body } });
  }

  function assertNobodyElseAsked(): void {
    assert.equal(other.count(), 0);
    assert.equal(otherFront.connections, 0);
  }
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}
