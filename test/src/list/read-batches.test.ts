import assert from 'node:assert/strict';
import { readBatches } from '../../../src/list/read-batches';
import { type AnswerHead, answerOf } from '../../support/answer-of';
import { assertLinear } from '../../support/growth';
import { passesDuring } from '../../support/passes-during';
import { rejection } from '../../support/rejection';
import { allOf } from './support/all-of';

const BYTES = 64;
const BOM = '\uFEFF';

const devices = Array.from({ length: 40 }, (_, id) => ({ id, name: `sensor ${id}` }));

/** Reads a body in small batches. */
async function read(body: string | readonly Buffer[], head?: AnswerHead) {
  const { yielded, returned } = await allOf(
    readBatches(answerOf(body, head), { batchBytes: BYTES }),
  );
  return {
    batches: [...yielded, returned].map(({ items }) => items),
    items: [...yielded, returned].flatMap(({ items }) => items),
    next: returned.next,
    isBare: [...yielded, returned].map((batch) => batch.isBare),
  };
}

describe('a list that is read in batches', () => {
  it('is one batch where its body is shorter than 64 KB', async () => {
    const { batches, next } = await read('{"next":"?page=2","results":[1,2]}');
    assert.deepEqual([batches, next], [[[1, 2]], '?page=2']);
  });

  it('is split into batches of at most 64 KB where it is a bare array', async () => {
    const { batches, items, isBare } = await read(JSON.stringify(devices));
    assert.deepEqual(items, devices);
    assert(batches.length > 10);
    assert(batches.every((batch) => JSON.stringify(batch).length <= BYTES + '[]'.length));
    assert(isBare.every(Boolean));
  });

  it('is split into batches where it is in a page, whose other members are read as well', async () => {
    const page = { count: 40, next: '?page=2', previous: null, results: devices };
    const { batches, items, next, isBare } = await read(JSON.stringify(page));
    assert.deepEqual([items, next], [devices, '?page=2']);
    assert(batches.length > 10);
    assert(!isBare.some(Boolean));
  });

  const SHAPES: [what: string, text: string][] = [
    ['"next" behind the results', JSON.stringify({ results: devices, next: '?page=2' })],
    [
      'lists, objects and texts before the results',
      JSON.stringify({
        a: [1, { results: [0] }],
        b: { results: [1] },
        c: '"results":[',
        results: devices,
        next: '?page=2',
      }),
    ],
    [
      'a long member before the results',
      JSON.stringify({ a: 'x'.repeat(5_000), results: devices, next: '?page=2' }),
    ],
    [
      'a long member behind the results',
      JSON.stringify({ results: devices, next: '?page=2', a: devices }),
    ],
    ['white space', JSON.stringify({ results: devices, next: '?page=2' }, null, '\r\n\t ')],
    ['a byte-order mark', BOM + JSON.stringify({ results: devices, next: '?page=2' })],
    [
      'much white space before it',
      `${' '.repeat(5_000)}${JSON.stringify({ results: devices, next: '?page=2' })}`,
    ],
    [
      'much white space before the results, and in the middle',
      `{"next":"?page=2",${'\n'.repeat(5_000)}"results"${' '.repeat(300)}:\t${'\r\n'.repeat(200)}${JSON.stringify(devices)}}`,
    ],
    [
      'an escaped name',
      JSON.stringify({ results: devices, next: '?page=2' }).replace('sults', '\\u0073ults'),
    ],
    [
      '"next" twice, of which the last one counts',
      `{"next":1,"results":${JSON.stringify(devices)},"next":"?page=2"}`,
    ],
    [
      '"results" that are no list, before those that are',
      `{"results":null,"next":"?page=2","results":${JSON.stringify(devices)}}`,
    ],
  ];
  for (const [what, text] of SHAPES) {
    it(`is found with ${what}`, async () => {
      const { batches, items, next } = await read(text);
      assert.deepEqual([items, next], [devices, '?page=2']);
      assert(batches.length > 1, 'they came in one go');
    });
  }

  const ITEMS: [what: string, item: unknown][] = [
    ['numbers', 12_345],
    ['texts', 'Zürich → "Genève"'],
    ['arrays', [1, [2]]],
    ['nulls', null],
    ['empty objects', {}],
    ['objects that hold lists of objects', { of: [{ a: 1 }, { a: 2 }] }],
    ['texts that look like objects', { text: '},{"id":1},{' }],
    ['items longer than a batch', { text: 'x'.repeat(300), of: [{}, {}] }],
  ];
  for (const [what, item] of ITEMS) {
    it(`may hold ${what}`, async () => {
      const list = Array.from({ length: 50 }, () => item);
      const { batches, items } = await read(JSON.stringify(list));
      assert.deepEqual(items, list);
      assert(batches.length > 2);
    });
  }

  it('keeps integers that JavaScript cannot hold as strings', async () => {
    const { items } = await read(`[${'{"id":9007199254740993},'.repeat(20)}9007199254740993]`);
    assert.equal(items.length, 21);
    assert.deepEqual([items[0], items[20]], [{ id: '9007199254740993' }, '9007199254740993']);
  });

  it('may be empty in a long body', async () => {
    const { batches, next } = await read(`{"a":"${'x'.repeat(99)}","results":[ ],"next":"?"}`);
    assert.deepEqual([batches, next], [[[]], '?']);
  });

  it('arrives in batches while the rest is still on its way', async () => {
    let isAsked = false;
    const text = JSON.stringify(devices);
    const batches = readBatches(
      {
        ...answerOf(''),
        body: (async function* () {
          yield Buffer.from(text.slice(0, 500));
          isAsked = true;
          yield Buffer.from(text.slice(500));
        })(),
      },
      { batchBytes: BYTES },
    );
    const { value } = await batches.next();
    assert.deepEqual(value?.items[0], devices[0]);
    assert.equal(isAsked, false);
  });

  it('lets the event loop run before it has waited for long', async () => {
    const batches = readBatches(answerOf(JSON.stringify(devices)), { batchBytes: BYTES });
    await batches.next();
    for (let batch = 0; batch < 3; batch++) {
      let hasPassed = false;
      setImmediate(() => {
        hasPassed = true;
      });
      const start = performance.now();
      while (performance.now() - start < 5);
      await batches.next();
      assert(hasPassed);
    }
  });

  const long = JSON.stringify(devices);
  const BROKEN: [what: string, body: string][] = [
    ['breaks off between two items', long.slice(0, long.lastIndexOf(','))],
    ['breaks off in an item', long.slice(0, -10)],
    ['breaks off behind a comma', long.slice(0, long.lastIndexOf(',') + 1)],
    ['breaks off behind its last item', long.slice(0, -1)],
    ['is closed by another bracket', `${long.slice(0, -1)}}`],
    ['is followed by another list', `${long}[]`],
    ['is followed by NULs', `${long}\0`],
    ['has a comma behind its last item', `${long.slice(0, -1)},]`],
    ['has nothing but its bracket behind a comma', `[${'1,'.repeat(96)}]`],
    ['has a comma before its first item', `[,${long.slice(1)}`],
    ['has two commas in its middle', long.replace('},{"id":20', '},,{"id":20')],
    ['lacks a comma', long.replace('},{"id":20', '}{"id":20')],
    ['has a name that is not a text', long.replace('"id":20', 'id:20')],
    ['is numbers, of which one is not', `[${'1,'.repeat(100)}01]`],
    ['is a page that breaks off', `{"results":${long}`],
    ['is a page with a second list of results', `{"results":${long},"results":[]}`],
    [
      'is a page with a second list of results far behind',
      `{"results":${long},${' '.repeat(500)}"results":[]}`,
    ],
    ['is a page whose other members are broken', `{"a":tru,"results":${long}}`],
    ['is a page whose last members are broken', `{"results":${long},"a"}`],
    ['never closes', '['.repeat(1_000)],
    ['has two byte-order marks', `${BOM}${BOM}${long}`],
  ];
  for (const [what, body] of BROKEN) {
    it(`ends in an error where it ${what}`, async () => {
      const { code, facts } = await rejection(read(body));
      assert.deepEqual(
        [code, String(facts.reason), facts.statusCode],
        ['ANSWER_INVALID', 'brokenJson', 200],
      );
    });
  }

  const INVALID: [what: string, body: string, reason: string][] = [
    ['a long sign-in page', `<html>${' '.repeat(200)}`, 'notJson(type: text/html)'],
    ['a list that breaks off', long.slice(0, -1), 'notJson(type: text/html)'],
    ['much white space', ' '.repeat(1_000), 'empty'],
    ['a long text', `"${'x'.repeat(200)}"`, 'noList'],
    ['a long object', JSON.stringify({ detail: 'x'.repeat(200) }), 'noList'],
    ['results that are an object', `{"results":{"a":${long}}}`, 'resultsNoList'],
    ['results that are not a list after all', `{"results":${long},"results":1}`, 'resultsNoList'],
    ['a "next" that is a number', `{"results":${long},"next":2}`, 'nextNoAddress'],
  ];
  for (const [what, body, reason] of INVALID) {
    it(`is refused where it is ${what}: ${reason}`, async () => {
      const headers = { 'content-type': 'text/html; charset=utf-8' };
      const { code, facts } = await rejection(read(body, { headers }));
      assert.deepEqual([code, String(facts.reason)], ['ANSWER_INVALID', reason]);
    });
  }

  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const DEEP: [what: string, make: (of: string) => string, levels: number][] = [
    ['in an array', (of) => `[${of}]`, 499],
    ['in a page', (of) => `{"results":[${of}]}`, 498],
    ['in a page beside the results', (of) => `{"results":[],"a":${of}}`, 499],
    ['in a long array', (of) => `[${JSON.stringify(devices).slice(1, -1)},{"a":${of}},1]`, 498],
    ['in a long page', (of) => `{"results":[${JSON.stringify(devices).slice(1, -1)},${of}]}`, 498],
    ['beside long results', (of) => `{"results":${JSON.stringify(devices)},"a":${of}}`, 499],
    ['behind a long text', (of) => `[{"a":"${'x'.repeat(2 ** 21)}","b":${of}}]`, 498],
  ];
  for (const [what, make, levels] of DEEP) {
    it(`are refused where an item is nested too deep to be copied, ${what}`, async () => {
      await read(make(nested(levels)));
      const { code, facts } = await rejection(read(make(nested(levels + 1))));
      assert.deepEqual(
        [code, String(facts.reason)],
        ['ANSWER_INVALID', 'nestedTooDeep(levels: 500)'],
      );
    });
  }

  it('hold an item of megabytes, which lets the event loop run', async () => {
    const item = { of: Array.from({ length: 200_000 }, (_, id) => ({ id })) };
    const text = JSON.stringify([devices[0], item, devices[1]]);
    let items: unknown;
    const passes = await passesDuring(async () => {
      ({ items } = await read(text));
    });
    assert.equal(JSON.stringify(items), text);
    assert(passes > 10, `${passes} passes`);
  });

  it('are broken where an item of megabytes is, or does not end', async () => {
    const item = `[${'{},'.repeat(2 ** 19)}`;
    for (const text of [`[1,${item}`, `[1,${item}]]`, `[${item}1},2]`, `[1,${item}1] 2]`]) {
      const { code, facts } = await rejection(read(text));
      assert.deepEqual([code, String(facts.reason)], ['ANSWER_INVALID', 'brokenJson']);
    }
  });

  const GROWING: [what: string, make: (length: number) => string][] = [
    ['members before the results', (length) => `{${'"a":1,'.repeat(length / 6)}"results":[]}`],
    ['white space', (length) => `{${' '.repeat(length)}"results"${' '.repeat(length)}:[]}`],
    ['a text', (length) => `{"a":"${'x'.repeat(length)}","results":[]}`],
    [
      'names that begin as another',
      (length) => `{${'"\\u0072":1,'.repeat(length / 11)}"results":[]}`,
    ],
    ['an item', (length) => `[["${'x'.repeat(length)}"]]`],
  ];
  for (const [what, make] of GROWING) {
    it(`are found in time that grows with the length of ${what}, byte by byte`, async () => {
      await assertLinear(
        2 ** 12,
        (length) => [...Buffer.from(make(length))].map((byte) => Buffer.of(byte)),
        read,
      );
    });
  }
});
