import assert from 'node:assert/strict';
import { Aborter } from '../../src/abort';
import type { Rdp } from '../../src/services/rdp';
import { rdpOf } from '../support/use-rdp';
import { request } from './support/flow-nodes';
import type { Outcome } from './support/journal';
import { useRdpBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';
import { warningsOf } from './support/warnings-of';

const SECOND = 1_000;
const CALL = { method: 'GET', path: 'data/echo', query: [] } as const;

describe('a second program with the same RDP user', () => {
  const { bed, deploy } = useRdpBed();
  let other: Rdp;
  beforeEach(() => {
    other = rdpOf(bed.simulator, { retries: 0 });
  });

  /** Polls of both, half a minute after each other. */
  async function poll(times: number): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const { signal } = new Aborter();
    for (let n = 0; n < times; n++) {
      outcomes.push(await bed.trigger('request'));
      bed.clock.tick(30 * SECOND);
      await other.request({ ...CALL, signal }).catch(() => undefined);
      bed.clock.tick(30 * SECOND);
    }
    return outcomes;
  }

  it('is noticed, reported once with what to do, and costs a third of the token requests', async () => {
    await deploy([request({ path: CALL.path })]);
    const outcomes = await poll(30);
    await other.close();
    const [warning = '', ...more] = warningsOf(bed, 'rdp').filter((text) => /another/i.test(text));
    assert.match(warning, /Give each program credentials of its own/);
    assert.deepEqual(more, []);
    const codes = new Set(outcomes.map(({ error }) => Object(error).code));
    assert(codes.has('SESSION_TAKEN'));
    assert(bed.observer.statusesOf('request').includes('red ring session taken'));
    const sent = tokenRequests(bed.simulator).length;
    // Without a word they were 116: each poll a refresh that fails, and the password.
    assert(sent <= 40, `${sent} token requests of both`);
  });
});
