import assert from 'node:assert/strict';
import type { Fault, FaultFilter } from '../../simulator/index';
import { useSimulator } from '../../simulator/test/support';
import { useFakeClock } from '../support/clock';
import { englishText } from '../support/english-text';
import { fetchAll } from '../support/fetch-all';
import { rejection } from '../support/rejection';
import { useInode } from '../support/use-inode';
import { answer, grant } from './answer';
import { assertSameTree } from './assert-same-tree';
import { LIST_ANSWERS } from './list-answers';
import type { Failure, Result, Success } from './result';
import { REFRESH_ANSWERS, SIGN_IN_ANSWERS } from './token-answers';

const LIST = { path: '/api/v1/links/' };
const SIGN_IN = { grant: 'password' };
const REFRESH = { grant: 'refresh_token' };
const SECOND = 1_000;
const YEARS = 20 * 365 * 86_400 * SECOND;

const OLD = { access_token: 'old-access', refresh_token: 'old-refresh', expires_in: 600 };

/** A result in words, for the name of a test. */
function inWords(result: Result): string {
  if (result.kind === 'failure') return result.code;
  const { token, life } = result;
  if (token === '') return 'a list';
  return `${token} is used ${life === undefined ? 'until a 401' : `for ${life} s`}`;
}

describe('the answers of a service and what the flow gets for them', () => {
  const simulator = useSimulator();
  const inode = useInode(simulator);
  const clock = useFakeClock();

  /** Answers so to all these requests from now on. */
  function serve(on: FaultFilter, fault: Fault): void {
    simulator.current.faults.add({ on, fault, times: Number.POSITIVE_INFINITY });
  }

  const requests = (path: string) =>
    simulator.current.requests.filter((request) => request.path === path);
  const tokenRequests = () => requests('/api/oauth/token/');

  async function assertFails(call: Promise<unknown>, { code, says }: Failure): Promise<void> {
    const error = await rejection(call);
    assert.equal(error.code, code);
    assert.match(englishText(error), says);
    assert.doesNotMatch(
      englishText(error),
      /Welcome|Please sign in/,
      'a stranger speaks to the flow',
    );
  }

  /** The list comes with this token, which is used until the end of its life and no longer. */
  async function assertUses(fetch: () => Promise<unknown>, expected: Success): Promise<void> {
    const { token, life, shows } = expected;
    await fetch();
    assert.equal(requests(LIST.path).at(-1)?.headers.authorization, `Bearer ${token}`);
    const before = tokenRequests().length;
    await clock.pass(life === undefined ? YEARS : life * SECOND - 1);
    await fetch();
    assert.equal(tokenRequests().length, before, 'the token is replaced too early');
    if (life === undefined) return;
    await clock.pass(1);
    await fetch().catch(() => undefined);
    assert.equal(tokenRequests()[before]?.body['refresh_token'], shows);
    assert.equal(tokenRequests()[before]?.body['grant_type'], shows ? 'refresh_token' : 'password');
  }

  for (const [what, fault, result] of LIST_ANSWERS) {
    it(`to a request for a list: ${what} -> ${inWords(result)}`, async () => {
      serve(LIST, fault);
      const list = fetchAll(inode({ retries: 0 }));
      if (result.kind === 'failure') await assertFails(list, result);
      else assertSameTree(await list, [result.items]);
    });
  }

  for (const [what, fault, result] of SIGN_IN_ANSWERS) {
    it(`to a sign-in: ${what} -> ${inWords(result)}`, async () => {
      serve(LIST, answer('[]'));
      serve(SIGN_IN, fault);
      const account = inode({ retries: 0 });
      if (result.kind === 'failure') await assertFails(fetchAll(account), result);
      else await assertUses(() => fetchAll(account), result);
    });
  }

  for (const [what, fault, result] of REFRESH_ANSWERS) {
    it(`to a refresh: ${what} -> ${inWords(result)}`, async () => {
      serve(LIST, answer('[]'));
      simulator.current.faults.add({ on: SIGN_IN, fault: grant(OLD) });
      serve(SIGN_IN, grant({ access_token: 'again-access' }));
      serve(REFRESH, fault);
      const account = inode({ retries: 0 });
      await fetchAll(account);
      await clock.pass(OLD.expires_in * SECOND);
      if (result.kind === 'failure') await assertFails(fetchAll(account), result);
      else await assertUses(() => fetchAll(account), result);
      assert.equal(tokenRequests()[1]?.body['refresh_token'], OLD.refresh_token);
    });
  }
});
