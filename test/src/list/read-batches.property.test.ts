import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import fc from 'fast-check';
import { ServiceError } from '../../../src/errors';
import { readJson } from '../../../src/http/body';
import { assertPage } from '../../../src/list/page';
import { readBatches } from '../../../src/list/read-batches';
import { outcomeOf } from '../../properties/support/outcome-of';
import { answerOf } from '../../support/answer-of';
import { documents, fraction, safeLeaf, space, unsafeInteger } from '../../support/json-documents';
import { runs } from '../../support/runs';
import { allOf } from './support/all-of';

interface Read {
  readonly items: unknown[];
  readonly next: unknown;
}

/** A body read by one JSON.parse. */
async function readInOneParse(body: Buffer): Promise<Read> {
  const { items, next } = assertPage(await readJson(answerOf([body])));
  return { items, next };
}

/** The same in batches of this many bytes, out of chunks. */
function readInBatches(chunks: readonly Buffer[], batchBytes: number): Promise<Read> {
  return itemsOf(readBatches(answerOf(chunks), { batchBytes }));
}

async function itemsOf(batches: ReturnType<typeof readBatches>): Promise<Read> {
  const { yielded, returned } = await allOf(batches);
  return { items: [...yielded, returned].flatMap(({ items }) => items), next: returned.next };
}

/** What came of it: the list, or code and reason of the error. */
async function resultOf(read: Promise<Read>): Promise<unknown> {
  const { value, error } = await outcomeOf(read);
  if (error === undefined) return value;
  assert(error instanceof ServiceError);
  return [error.code, String(error.facts.reason)];
}

function split(body: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts.map((cut) => cut % (body.length + 1)), body.length].toSorted(
    (a, b) => a - b,
  );
  return ends.map((end, index) => body.subarray(ends[index - 1] ?? 0, end));
}

const tease = fc
  .constantFrom('},{', '"},{"', '[{},{}]', ']}', '\\"},{', '{"results":[', '\\', '→},{')
  .map((text) => ({ text: JSON.stringify(text), value: text }));
const anything = documents(safeLeaf, fraction, unsafeInteger, tease);
const flat = fc
  .array(fc.tuple(fc.constantFrom('id', 'name', 'a b'), fc.oneof(safeLeaf, tease)), {
    maxLength: 3,
  })
  .map((fields) => `{${fields.map(([name, { text }]) => `"${name}":${text}`).join()}}`);
const item = fc.oneof(
  { weight: 3, arbitrary: flat },
  anything.map(({ text }) => text),
);
const list = fc
  .tuple(fc.array(item, { maxLength: 12 }), space)
  .map(([items, gap]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`);

const member = fc.oneof(
  fc.tuple(
    fc.constantFrom('count', 'next', 'previous', 'x', '\\u006eext', ''),
    anything.map(({ text }) => text),
  ),
  fc.tuple(fc.constant('next'), fc.constantFrom('null', '""', '"?page=2"', '2')),
  fc.tuple(fc.constant('x'), fc.constant(`"${'x'.repeat(300)}"`)),
);
const results = fc.tuple(
  fc.constantFrom('results', 're\\u0073ults'),
  fc.oneof(
    { weight: 5, arbitrary: list },
    anything.map(({ text }) => text),
  ),
);
const page = fc
  .tuple(fc.array(member, { maxLength: 3 }), results, fc.array(member, { maxLength: 3 }), space)
  .map(([before, middle, after, gap]) => {
    const members = [...before, middle, ...after].map(
      ([name, text]) => `${gap}"${name}"${gap}:${gap}${text}${gap}`,
    );
    return `${gap}{${members.join()}}${gap}`;
  });
const bom = fc.constantFrom('', '', '\uFEFF');
const body = fc
  .tuple(
    bom,
    fc.oneof(
      list,
      page,
      anything.map(({ text }) => text),
    ),
  )
  .map((parts) => Buffer.from(parts.join('')));
const cuts = fc.array(fc.nat(5_000), { maxLength: 8 });
const batchBytes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1_000 }));

describe('a list that is read in batches', () => {
  it('is what one JSON.parse makes of it, in chunks and batches of any size', async () => {
    await fc.assert(
      fc.asyncProperty(body, cuts, batchBytes, async (bytes, at, size) => {
        const actual = await resultOf(readInBatches(split(bytes, at), size));
        assert.deepEqual(actual, await resultOf(readInOneParse(bytes)));
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('is the same where its chunks are late', async () => {
    async function* late(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
      for (const chunk of chunks) {
        await nextPass();
        yield chunk;
      }
    }
    await fc.assert(
      fc.asyncProperty(body, cuts, batchBytes, fc.constantFrom(0, 1), async (...drawn) => {
        const [bytes, at, size, maxWait] = drawn;
        const slow = { ...answerOf(''), body: late(split(bytes, at)) };
        const options = { batchBytes: size, maxWait };
        const actual = await resultOf(itemsOf(readBatches(slow, options)));
        assert.deepEqual(actual, await resultOf(readInOneParse(bytes)));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('fails as one JSON.parse does where a byte is lost, changed or too much', async () => {
    const damaged = fc
      .tuple(
        body,
        fc.nat(),
        fc.constantFrom(0, 1),
        fc.constantFrom('', ',', ']', '}', '"', 'x', ' '),
      )
      .map(([bytes, at, lost, noise]) => {
        const cut = at % (bytes.length + 1);
        return Buffer.concat([
          bytes.subarray(0, cut),
          Buffer.from(noise),
          bytes.subarray(cut + lost),
        ]);
      });
    await fc.assert(
      fc.asyncProperty(damaged, cuts, batchBytes, async (bytes, at, size) => {
        const actual = await resultOf(readInBatches(split(bytes, at), size));
        assert.deepEqual(actual, await resultOf(readInOneParse(bytes)));
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('fails as one JSON.parse does where it breaks off', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.nat(), batchBytes, async (bytes, at, size) => {
        const part = bytes.subarray(0, at % (bytes.length + 1));
        assert.deepEqual(
          await resultOf(readInBatches([part], size)),
          await resultOf(readInOneParse(part)),
        );
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('may be cut anywhere on its way, in a character, an escape or a number', async () => {
    const items =
      '{"id":9007199254740993,"a":"Zürich → \\ud83d\\ude00 😀 },{ \\"\\\\"},{"of":[{},{"b":[-1.5e3]}]},12,"x"';
    for (const text of [`[${items}]`, `\uFEFF{"count":4,"results":[${items}],"next":"?a=😀"}`]) {
      const bytes = Buffer.from(text);
      const expected = await readInOneParse(bytes);
      for (let cut = 0; cut <= bytes.length; cut++) {
        for (const size of [1, 7, 30]) {
          const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
          assert.deepEqual(await readInBatches(chunks, size), expected);
        }
      }
      const single = [...bytes].map((byte) => Buffer.of(byte));
      assert.deepEqual(await readInBatches(single, 1), expected);
    }
  });
});
