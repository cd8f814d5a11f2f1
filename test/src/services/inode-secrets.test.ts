import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Fault, FaultFilter, Simulator } from '../../../simulator/index';
import { fetchAll } from '../../support/fetch-all';
import { useInode } from '../../support/use-inode';
import { useSimulator } from '../../support/use-simulator';

const TOKEN: FaultFilter = { path: '/api/oauth/token/' };
const LINKS: FaultFilter = { path: '/api/v1/links/' };

/** What a service, or a page in between, might do with a secret that it was sent. */
const ECHOES: [what: string, fault: (secret: string) => Fault][] = [
  ...[400, 401, 403, 404, 418, 429, 500, 503].map((status): [string, (secret: string) => Fault] => [
    `a ${status} with it in headers and body`,
    (secret) => ({
      kind: 'answer',
      status,
      headers: { 'www-authenticate': `Bearer error="${secret}"`, 'retry-after': secret },
      body: JSON.stringify({ error: 'invalid_grant', error_description: secret, detail: secret }),
    }),
  ]),
  ['an OAuth error of that name', (secret) => answer(JSON.stringify({ error: secret }), 400)],
  ['an object with it', (secret) => answer(JSON.stringify({ [secret]: secret }))],
  ['results that are none', (secret) => answer(JSON.stringify({ results: secret }))],
  ['a next page there', (secret) => answer(`{"results":[],"next":"http://${secret}.invalid/"}`)],
  ['an access token of it', (secret) => answer(`{"access_token":"${secret} "}`)],
  ['a token of that type', (secret) => answer(`{"access_token":"a","token_type":"${secret}"}`)],
  [
    'a page with it',
    (secret) => answer(`<p>${secret}`, 200, { 'content-type': `a/b;c=${secret}` }),
  ],
  ['damaged gzip', (secret) => answer(secret, 200, { 'content-encoding': 'gzip' })],
  ['a redirect with it', (secret) => redirect(`http://127.0.0.2/?token=${secret}`)],
  ['a redirect that is none', (secret) => redirect(`http://${secret}:${secret}@[`)],
  ['a reset', () => ({ kind: 'reset' })],
  ['a hang-up', () => ({ kind: 'close' })],
  ['a reset in the body', () => ({ kind: 'resetBody', bytes: 3 })],
  ['broken JSON', () => ({ kind: 'truncate', bytes: 3 })],
];

function answer(body: string, status = 200, headers: Record<string, string> = {}): Fault {
  return { kind: 'answer', status, headers, body };
}

function redirect(location: string): Fault {
  return { kind: 'redirect', location };
}

/** Everything that must stay between the account and the service. */
function secretsOf({ account, requests }: Simulator): string[] {
  const sent = requests.flatMap(({ headers, body }) => [
    headers.authorization?.split(' ')[1],
    body['refresh_token'],
  ]);
  const { username, password, clientSecret, token } = account;
  return [username, password, clientSecret, token, ...sent].filter((text) => text !== undefined);
}

/** All that can be seen of an error: hidden and inherited fields, stack and cause. */
function shown(error: unknown): string {
  return inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true });
}

describe('an error of an iNode account shows no secret', () => {
  const simulator = useSimulator();
  const inode = useInode(simulator);

  async function assertNothingShows(call: Promise<unknown>): Promise<void> {
    await assert.rejects(call, (error) => {
      const text = shown(error);
      for (const secret of secretsOf(simulator.current)) assert(!text.includes(secret), text);
      return true;
    });
  }

  for (const [what, fault] of ECHOES) {
    it(`when the service answers a list with ${what}`, async () => {
      const { faults, account } = simulator.current;
      const times = Number.POSITIVE_INFINITY;
      faults.add({ on: LINKS, fault: fault(account.token), times });
      await assertNothingShows(fetchAll(inode({ retries: 0 })));
      const auth = { kind: 'token', token: account.token } as const;
      await assertNothingShows(fetchAll(inode({ retries: 0, auth })));
    });

    it(`when the service answers the sign-in with ${what}`, async () => {
      const { faults, account } = simulator.current;
      for (const secret of [account.password, account.clientSecret]) {
        faults.clear();
        faults.add({ on: TOKEN, fault: fault(secret) });
        await assertNothingShows(fetchAll(inode({ retries: 0 })));
      }
    });
  }
});
