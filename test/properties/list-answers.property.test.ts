import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ServiceError } from '../../src/errors';
import { pages } from '../../src/list/pages';
import { readPage } from '../../src/list/read-page';
import { answerOf } from '../support/answer-of';
import { parseText } from '../support/parse-text';
import { runs } from '../support/runs';
import { outcomeOf } from './support/outcome-of';

const FIRST = new URL('http://127.0.0.1/api/v1/links/');

/** The list that a service serves page by page with these bodies; the last one comes again and again. */
async function read(bodies: readonly (string | readonly Buffer[])[]): Promise<unknown[]> {
  const items: unknown[] = [];
  let at = 0;
  const fetchPage = () => {
    const answer = answerOf(bodies[Math.min(at++, bodies.length - 1)] ?? '');
    return readPage(answer, 'list', () => assert.fail('a part was handed on'));
  };
  for await (const page of pages(fetchPage, { url: FIRST })) items.push(...page.items);
  return items;
}

/** What the rule of the vendor's two list shapes makes of one parsed body; nothing where it is no list. */
function listIn(body: unknown): { items: unknown[]; next: unknown } | undefined {
  if (Array.isArray(body)) return { items: body, next: null };
  const fields = new Map<string, unknown>(Object.entries(Object(body)));
  const items = fields.get('results');
  return Array.isArray(items) ? { items, next: fields.get('next') ?? null } : undefined;
}

const json = fc.json({ noUnicodeString: false });
const next = fc.oneof(
  fc.constantFrom(null, '', '?page=2', '?page=3', FIRST.href, 'http://evil.example/', '//', 'x:y'),
  fc.string(),
  fc.webUrl(),
  fc.jsonValue(),
);
const page = fc
  .record(
    {
      count: fc.jsonValue(),
      next,
      previous: fc.jsonValue(),
      results: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
    },
    { requiredKeys: [] },
  )
  .map((fields) => JSON.stringify(fields));

describe('the answer to a request for a list', () => {
  it('that is any JSON is a list that equals it, or ANSWER_INVALID', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(json, page), async (text) => {
        const expected = listIn(parseText(text));
        const isWhole = expected !== undefined && (expected.next === null || expected.next === '');
        fc.pre(expected === undefined || isWhole || typeof expected.next !== 'string');
        const { value, error } = await outcomeOf(read([text]));
        if (isWhole) {
          assert.deepEqual(value, expected.items);
        } else {
          assert(error instanceof ServiceError);
          assert.equal(error.code, 'ANSWER_INVALID');
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('that continues anywhere is the sum of its pages, or a known error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 5 }), async (bodies) => {
        const { value, error } = await outcomeOf(read(bodies));
        if (value === undefined) {
          assert(error instanceof ServiceError, String(error));
          assert.match(error.code, /^(ANSWER|PAGING)_INVALID$/);
        } else {
          const last = bodies.findIndex((body) => !listIn(parseText(body))?.next);
          assert.notEqual(last, -1, 'a list without an end has come to one');
          const expected = bodies
            .slice(0, last + 1)
            .flatMap((body) => listIn(parseText(body))?.items ?? []);
          assert.deepEqual(value, expected);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('that is any bytes in any pieces is what the bytes are in one piece', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)),
      fc
        .tuple(json, fc.constantFrom('utf8', 'utf16le', 'latin1'))
        .map(([text, encoding]) => Buffer.from(text, encoding)),
    );
    const cuts = fc.array(fc.nat(200), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bytes, cuts, async (body, at) => {
        const ends = [...at.filter((cut) => cut < body.length), body.length].toSorted(
          (a, b) => a - b,
        );
        const pieces = ends.map((end, index) => body.subarray(ends[index - 1] ?? 0, end));
        const [complete, cut] = [await outcomeOf(read([[body]])), await outcomeOf(read([pieces]))];
        assert.deepEqual(cut.value, complete.value);
        if (complete.error === undefined) return;
        assert(complete.error instanceof ServiceError && cut.error instanceof ServiceError);
        assert.equal(cut.error.code, complete.error.code);
        assert.match(cut.error.code, /^(ANSWER|PAGING)_INVALID$/);
      }),
      { numRuns: runs(500) },
    );
  });
});
