import assert from 'node:assert/strict';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import { ServiceError } from '../../../src/errors';
import type { Inode } from '../../../src/services/inode';
import { useFakeClock } from '../../support/clock';
import { fetchAll } from '../../support/fetch-all';
import { useInode } from '../../support/use-inode';

const MINUTE = 60_000;
const LINKS = { path: '/api/v1/links/' };

describe('an iNode account', () => {
  const simulator = useSimulator({ singleSession: true, accessTokenLifetime: 36_000 });
  const inode = useInode(simulator);
  const clock = useFakeClock();
  let warnings: number;
  beforeEach(() => {
    warnings = 0;
  });

  const open = (): Inode => inode({ observer: { onContested: () => warnings++ } });

  /** What a poll comes to: data, or an error. */
  async function poll(account: Inode): Promise<string> {
    return fetchAll(account).then(
      () => 'data',
      (error: unknown) => (error instanceof ServiceError ? error.code : String(error)),
    );
  }

  /** Polls each minute, one after the other. */
  async function polls(accounts: readonly Inode[], count: number): Promise<string[]> {
    const outcomes: string[] = [];
    for (let n = 0; n < count; n++) {
      for (const account of accounts) {
        outcomes.push(await poll(account));
        await clock.pass(MINUTE / accounts.length);
      }
    }
    return outcomes;
  }

  const signIns = () => simulator.current.count({ grant: 'password' });

  it('that another program uses, too, warns once and signs in less often, where a user has one session', async () => {
    const outcomes = await polls([open(), open()], 60);
    assert.equal(warnings, 2, 'one of each');
    assert.deepEqual(new Set(outcomes), new Set(['data', 'SESSION_TAKEN']));
    // Without this it would be one for each poll but the first, 119.
    assert(signIns() <= 24, `${signIns()} sign-ins`);
  });

  it('has its own session back, without an error, a few minutes after the other program has gone', async () => {
    const [mine, other] = [open(), open()];
    await polls([mine, other], 10);
    await polls([mine], 4);
    const before = signIns();
    assert.deepEqual(new Set(await polls([mine], 60)), new Set(['data']));
    assert.equal(signIns(), before);
  });

  const REFUSED: Fault = { kind: 'answer', status: 401 };

  it('is not taken for such a one by a server that refuses a good token now and then', async () => {
    const account = open();
    const outcomes: string[] = [];
    for (let n = 0; n < 60; n++) {
      if (n % 3 === 2) simulator.current.faults.add({ on: LINKS, fault: REFUSED });
      outcomes.push(...(await polls([account], 1)));
    }
    assert.deepEqual([new Set(outcomes), warnings, signIns()], [new Set(['data']), 0, 1]);
  });
});
