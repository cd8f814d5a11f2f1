import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Fault, FaultFilter } from '../../simulator/index';
import { passTime } from './support/clock';
import { CATCH, CAUGHT, links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const LINKS: FaultFilter = { path: '/api/v1/links/' };
const SIGN_IN: FaultFilter = { grant: 'password' };
const REFRESH: FaultFilter = { grant: 'refresh_token' };

describe('a secret', () => {
  const bed = useTestBed({ accessTokenLifetime: 600 });

  /** The account's credentials, and every token that a request has carried. */
  function secrets(): string[] {
    const carried = bed.simulator.requests.flatMap(({ headers, body }) => [
      headers.authorization?.split(' ')[1],
      body.refresh_token,
    ]);
    const all = [...Object.values(bed.simulator.account), ...carried];
    return [...new Set(all.filter((secret) => secret !== undefined))];
  }

  /** All that Node-RED logged, showed and delivered. */
  function traces(): string {
    const { log, statuses } = bed.observer;
    const messages = ['links', 'out', 'catch', 'caught'].map((id) => bed.journal.received(id));
    return inspect([log, statuses, messages], {
      depth: Number.POSITIVE_INFINITY,
      maxArrayLength: Number.POSITIVE_INFINITY,
      maxStringLength: Number.POSITIVE_INFINITY,
      showHidden: true,
    });
  }

  function assertNothingLeaked(code: string): void {
    const seen = traces();
    assert(seen.includes(code), `the traces show how it failed: ${code}`);
    const leaked = secrets().filter((secret) => seen.includes(secret));
    assert.equal(leaked.length, 0, `${leaked.length} secrets are in what was logged or sent`);
  }

  /** An answer in which the service repeats whatever it knows of the account. */
  function gossip(status: number): Fault {
    const body = JSON.stringify({ error: secrets().join(' '), detail: secrets() });
    return { kind: 'answer', status, headers: { 'content-type': 'application/json' }, body };
  }

  const cases: readonly (readonly [on: FaultFilter, fault: () => Fault, code: string])[] = [
    [LINKS, () => gossip(400), 'HTTP_ERROR'],
    [LINKS, () => gossip(401), 'UNAUTHORIZED'],
    [LINKS, () => gossip(403), 'FORBIDDEN'],
    [LINKS, () => gossip(500), 'SERVER_ERROR'],
    [LINKS, () => gossip(200), 'ANSWER_INVALID'],
    [LINKS, () => ({ kind: 'reset' }), 'UNREACHABLE'],
    [LINKS, () => ({ kind: 'resetBody', bytes: 10 }), 'ANSWER_INCOMPLETE'],
    [LINKS, () => ({ kind: 'truncate', bytes: 10 }), 'ANSWER_INVALID'],
    [LINKS, () => ({ kind: 'hang' }), 'TIMEOUT'],
    [
      LINKS,
      () => ({ kind: 'redirect', location: `http://127.0.0.2/${secrets().join('/')}` }),
      'REDIRECT_REFUSED',
    ],
    [SIGN_IN, () => gossip(400), 'SIGN_IN_FAILED'],
    [SIGN_IN, () => gossip(401), 'CREDENTIALS_REJECTED'],
    [SIGN_IN, () => gossip(200), 'SIGN_IN_FAILED'],
    [SIGN_IN, () => gossip(500), 'SERVER_ERROR'],
    [SIGN_IN, () => ({ kind: 'reset' }), 'UNREACHABLE'],
    [
      SIGN_IN,
      () => ({ kind: 'redirect', location: 'http://127.0.0.2/', status: 307 }),
      'REDIRECT_REFUSED',
    ],
  ];

  for (const [index, [on, fault, code]] of cases.entries()) {
    const where = on === LINKS ? 'call' : 'sign-in';
    it(`leaves no trace where the ${where} fails with ${code} (case ${index + 1})`, async () => {
      await bed.deploy([links(), CATCH, CAUGHT], { account: { retries: 1, timeout: 1 } });
      if (on === LINKS) {
        await bed.trigger('links');
        bed.clock.tick(600_000);
        await bed.trigger('links');
      }
      bed.simulator.faults.add({ on, fault: fault(), times: Number.POSITIVE_INFINITY });
      await passTime(bed.clock, bed.trigger('links'));
      await bed.journal.receives('caught', 1);
      assertNothingLeaked(code);
    });
  }

  it('leaves no trace where the refresh and then the sign-in are refused', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    await bed.trigger('links');
    bed.clock.tick(600_000);
    bed.simulator.faults.add({ on: REFRESH, fault: gossip(400) });
    bed.simulator.faults.add({ on: SIGN_IN, fault: gossip(401) });
    await bed.trigger('links');
    await bed.journal.receives('caught', 1);
    assertNothingLeaked('CREDENTIALS_REJECTED');
  });

  it('leaves no trace where the API token is refused', async () => {
    await bed.deploy([links(), CATCH, CAUGHT], { account: { auth: 'token' } });
    bed.simulator.faults.add({ on: LINKS, fault: gossip(401) });
    await bed.trigger('links');
    await bed.journal.receives('caught', 1);
    assertNothingLeaked('TOKEN_REJECTED');
  });

  it('leaves no trace where it cannot be sent, or stands in the base URL', async () => {
    const { token, password } = bed.simulator.account;
    const baseUrl = `http://user:${password}@127.0.0.1/`;
    await bed.deploy([links(), CATCH, CAUGHT], {
      account: { auth: 'token', baseUrl },
      credentials: { token: `${token} and more` },
    });
    await bed.trigger('links');
    await bed.journal.receives('caught', 1);
    assertNothingLeaked('CONFIG_INVALID');
  });

  it('leaves no trace in what is sent and shown when all goes well', async () => {
    await bed.deploy([links(), CATCH, CAUGHT]);
    await bed.trigger('links');
    bed.clock.tick(600_000);
    await bed.trigger('links');
    await bed.journal.receives('out', 2);
    assert.equal(secrets().length, 8, 'five credentials, two access tokens and a refresh token');
    assertNothingLeaked('24 links');
  });
});
