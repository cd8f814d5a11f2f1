import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import fc from 'fast-check';
import { Aborter } from '../../../src/abort';
import type { HttpAnswer, Send } from '../../../src/http/message';
import { share } from '../../../src/layers/share';
import { answerOf } from '../../support/answer-of';
import { runs } from '../../support/runs';

/** Somebody who wants the answer. */
interface Reader {
  /** Passes of the event loop before it asks. */
  readonly comes: number;
  /** Passes that it needs for each chunk. */
  readonly needs: number;
  /** Passes after which it aborts. */
  readonly leaves: number | undefined;
}

const reader: fc.Arbitrary<Reader> = fc.record({
  comes: fc.nat(6),
  needs: fc.nat(3),
  leaves: fc.option(fc.nat(25), { nil: undefined }),
});

async function passes(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) await nextPass();
}

describe('calls that share a request, whoever comes and goes', () => {
  /** Answers some passes later, with so many chunks of one byte, of which each comes a pass later. */
  function answering(delay: number, chunks: number): Send {
    async function* body(): AsyncGenerator<Buffer> {
      for (let index = 0; index < chunks; index++) {
        await nextPass();
        yield Buffer.of(index);
      }
    }
    return async ({ read }) => {
      await passes(delay);
      return read({ ...answerOf(''), body: body() });
    };
  }

  async function ask(send: Send, { comes, needs, leaves }: Reader): Promise<number[]> {
    const giving = new Aborter();
    const { signal } = giving;
    await passes(comes);
    if (leaves !== undefined) void passes(leaves).then(() => giving.abort());
    // As a parser does, it continues for a while with what it has when nobody needs it any more.
    const read = async ({ body }: HttpAnswer): Promise<number[]> => {
      const bytes: number[] = [];
      for await (const chunk of body) {
        bytes.push(...chunk);
        await passes(needs);
      }
      return bytes;
    };
    return send({ method: 'GET', url: new URL('http://127.0.0.1/'), timeout: 1_000, signal, read });
  }

  it('give everybody who stays all of it, and nobody who leaves a part that passes for all', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(reader, { minLength: 2, maxLength: 5 }),
        fc.nat(6),
        fc.nat(8),
        async (readers, delay, chunks) => {
          const send = share(answering(delay, chunks));
          const complete = Array.from({ length: chunks }, (_, index) => index);
          await Promise.all(
            readers.map(async (each) => {
              const [outcome] = await Promise.allSettled([ask(send, each)]);
              if (outcome?.status === 'fulfilled') assert.deepEqual(outcome.value, complete);
              else assert.notEqual(each.leaves, undefined, String(outcome?.reason));
            }),
          );
        },
      ),
      { numRuns: runs(300) },
    ));
});
