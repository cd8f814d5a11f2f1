import fc from 'fast-check';
import { useFakeTimers } from 'sinon';
import { runs } from '../support/runs';
import { REPLIES } from './support/rotating-server';
import type { Step } from './support/step';
import { TokenWorld } from './support/token-world';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

const which = fc.nat(20);

/** How long time passes, and how far NTP or a person sets the clock, either way. */
const milliseconds = fc.oneof(
  fc.integer({ min: 0, max: 120 * SECOND }),
  fc.constantFrom(590 * SECOND, 600 * SECOND, 60 * SECOND, 300 * SECOND),
  fc.integer({ min: -10 * DAY, max: 10 * DAY }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('get') }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('renew'), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('abort'), which }) },
  { weight: 5, arbitrary: fc.constant<Step>({ do: 'reply', reply: 'proper' }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('reply'), reply: fc.constantFrom(...REPLIES) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('disk') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clock'), ms: milliseconds }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass'), ms: milliseconds.map(Math.abs) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('revoke', 'close', 'restart', 'crash') }),
  },
);

describe('the tokens of an account, whatever happens to it in whatever order', () => {
  it('are asked for one at a time, never with a used refresh token, and come to everybody', async () => {
    const run = async (steps: readonly Step[]): Promise<void> => {
      const clock = useFakeTimers({ now: Date.UTC(2026, 2, 2), toFake: ['Date', 'performance'] });
      try {
        const world = new TokenWorld(clock);
        for (const each of steps) await world.happen(each);
        await world.heal();
      } finally {
        clock.restore();
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), run), {
      numRuns: runs(1_000),
    });
  });
});
