import assert from 'node:assert/strict';
import { copyItems } from '../../../src/list/page-cache';
import { readPage } from '../../../src/list/read-page';
import { answerOf } from '../../support/answer-of';
import { usePasses } from '../../support/use-passes';

const MANY = 200;
/** The same of lists that take some batches each. */
const MANY_LONG = 80;
const devices = (count: number) =>
  Array.from({ length: count }, (_, id) => ({
    id,
    name: `sensor ${id}`,
    place: { x: id, y: -id },
  }));

/** Three batches. */
const LONG = Buffer.from(JSON.stringify(devices(3_000)));

describe('many lists that are wanted at the same moment', () => {
  const passes = usePasses();

  /** In how many passes of the event loop they are done with what they report the pass of. */
  async function spread(work: (index: number) => Promise<number>, many = MANY): Promise<number> {
    return new Set(await Promise.all(Array.from({ length: many }, (_, index) => work(index)))).size;
  }

  /** A function that reads an answer of its own; it reports the pass of the last chunk. */
  function reading(chunks: readonly Buffer[], mode: 'list' | 'items' | 'pages') {
    return async (): Promise<number> => {
      let last: number | undefined;
      await readPage(answerOf(chunks), mode, async () => {
        last = passes.current;
      });
      return last ?? passes.current;
    };
  }

  it('do not stop everything while each parses a short one', async () => {
    const short = Buffer.from(JSON.stringify(devices(800)));
    assert((await spread(reading([short], 'list'))) > 5);
  });

  for (const mode of ['items', 'pages'] as const) {
    it(`do not stop everything with ${mode} that end in the same chunk`, async () => {
      const chunks = [LONG.subarray(0, 100_000), LONG.subarray(100_000)];
      assert((await spread(reading(chunks, mode), MANY_LONG)) > 5);
    });
  }

  it('do not stop everything while each copies an unchanged one', async () => {
    const items = devices(900);
    const copy = async (): Promise<number> => {
      await copyItems(items);
      return passes.current;
    };
    assert((await spread(copy)) > 5);
  });
});
