import assert from 'node:assert/strict';
import { readJson, readText } from '../../../src/http/body';
import { type AnswerHead, answerOf } from '../../support/answer-of';
import { parseText } from '../../support/parse-text';
import { passesDuring } from '../../support/passes-during';
import { rejection } from '../../support/rejection';

const BOM = '\uFEFF';
const ofType = (type: string): AnswerHead => ({ headers: { 'content-type': type } });

describe('parseJson', () => {
  const CASES: [text: string, value: unknown, why: string][] = [
    ['9007199254740991', 9007199254740991, 'the largest safe integer'],
    ['-9007199254740991', -9007199254740991, 'the smallest safe integer'],
    ['9007199254740992', '9007199254740992', '2^53, which other integers round to'],
    ['9007199254740993', '9007199254740993', '2^53 + 1'],
    ['-9007199254740993', '-9007199254740993', '-(2^53 + 1)'],
    ['123456789012345678901234567890', '123456789012345678901234567890', '30 digits'],
    ['[1,9007199254740993]', [1, '9007199254740993'], 'in an array'],
    ['{"a":[{"id":9007199254740993}]}', { a: [{ id: '9007199254740993' }] }, 'deep inside'],
    ['{"id" :\n9007199254740993\t}', { id: '9007199254740993' }, 'among white space'],
    ['"9007199254740993"', '9007199254740993', 'a string already'],
    ['["Zürich",9007199254740993]', ['Zürich', '9007199254740993'], 'beside letters of two bytes'],
    ['["→ 😀",0.5]', ['→ 😀', 0.5], 'letters of three and four bytes'],
    ['"id 9007199254740993, 1"', 'id 9007199254740993, 1', 'digits in a string'],
    ['"\\"9007199254740993"', '"9007199254740993', 'digits after an escaped quote'],
    ['["\\\\",9007199254740993]', ['\\', '9007199254740993'], 'after an escaped backslash'],
    ['{"9007199254740993":1}', { '9007199254740993': 1 }, 'digits as a name'],
    ['9007199254740993.5', 9007199254740994, 'a fraction'],
    ['0.1234567890123456', 0.1234567890123456, 'digits after the point'],
    ['-0.1234567890123456e-3', -0.0001234567890123456, 'digits after the point, an exponent'],
    ['9007199254740993e0', 9007199254740992, 'an exponent'],
    ['1E21', 1e21, 'a large number in few digits'],
    ['1e9007199254740993', Number.POSITIVE_INFINITY, 'digits in an exponent'],
    [
      '[9007199254740991,1234567890123456e1]',
      [9007199254740991, 1.234567890123456e16],
      'two as they are',
    ],
  ];
  for (const [text, value, why] of CASES) {
    it(`reads ${text.replaceAll(/\s/g, ' ')}: ${why}`, () => {
      assert.deepEqual(parseText(text), value);
    });
  }

  it('keeps ids apart that JSON.parse makes equal', () => {
    const text = '[9007199254740992,9007199254740993]';
    assert.deepEqual(JSON.parse(text), [9007199254740992, 9007199254740992]);
    assert.deepEqual(parseText(text), ['9007199254740992', '9007199254740993']);
  });

  for (const text of ['', '{', '[1,]', '09007199254740993', '9007199254740993x', "{'a':1}"]) {
    it(`refuses "${text}" as JSON.parse does`, () => {
      assert.throws(() => parseText(text), SyntaxError);
    });
  }
});

describe('readText', () => {
  it('puts characters together that were cut in two on their way', async () => {
    const bytes = Buffer.from('→ Zürich');
    const chunks = [...bytes].map((byte) => Buffer.of(byte));
    assert.equal(await readText(answerOf(chunks)), '→ Zürich');
  });

  it('takes a byte-order mark away, and only at the start', async () => {
    assert.equal(await readText(answerOf(`${BOM}a${BOM}`)), `a${BOM}`);
  });
});

describe('readJson', () => {
  it('takes no notice of a byte-order mark', async () => {
    assert.deepEqual(await readJson(answerOf(`${BOM}[1]`)), [1]);
  });

  it('reads JSON of any content type', async () => {
    assert.deepEqual(await readJson(answerOf('[1]', ofType('text/html'))), [1]);
  });

  it('passes null on, for whoever asked to judge', async () => {
    assert.equal(await readJson(answerOf('null')), null);
  });

  const INVALID: [what: string, answer: Parameters<typeof answerOf>, reason: string][] = [
    ['an empty 204', ['', { status: 204 }], 'empty'],
    ['an empty 200', [''], 'empty'],
    ['white space', [' \r\n'], 'empty'],
    ['nothing but a byte-order mark', [BOM], 'empty'],
    ['JSON that breaks off', ['[{"id":1},{"i'], 'brokenJson'],
    ['JSON that breaks off in a large number', ['[9007199254740993'], 'brokenJson'],
    ['two answers in one', ['[1][2]'], 'brokenJson'],
    ['broken JSON of no content type', ['[', ofType('')], 'brokenJson'],
    ['a sign-in page', ['<html>', ofType('text/html; charset=utf-8')], 'notJson(type: text/html)'],
    ['plain text', ['OK', ofType('Text/Plain')], 'notJson(type: text/plain)'],
  ];
  for (const [what, answer, reason] of INVALID) {
    it(`says of ${what} that ${reason}`, async () => {
      const { code, facts } = await rejection(readJson(answerOf(...answer)));
      assert.deepEqual([code, String(facts.reason)], ['ANSWER_INVALID', reason]);
    });
  }

  it('parses a long body while it arrives, and lets the event loop run', async () => {
    const items = Array.from({ length: 200_000 }, (_, id) => ({ id, of: [id] }));
    const text = JSON.stringify({ items });
    let value: unknown;
    const passes = await passesDuring(async () => {
      value = await readJson(answerOf(text));
    });
    assert.equal(JSON.stringify(value), text);
    assert(passes > 10, `${passes} passes`);
  });

  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  for (const [what, text] of [
    ['a short body', nested(501)],
    ['a long body', `[${'1,'.repeat(1_000_000)}${nested(500)}]`],
    ['an object in it', `{"a":${nested(499)},"b":{"c":${nested(499)}}}`],
    ['millions of levels', '['.repeat(3_000_000)],
  ] as const) {
    it(`refuses what Node-RED could not copy, because it has too many levels: ${what}`, async () => {
      const { code, facts } = await rejection(readJson(answerOf(text)));
      assert.deepEqual(
        [code, String(facts.reason)],
        ['ANSWER_INVALID', 'nestedTooDeep(levels: 500)'],
      );
    });
  }

  it('reads 500 levels', async () => {
    assert.equal(JSON.stringify(await readJson(answerOf(nested(500)))), nested(500));
  });

  it('does not repeat a word of what it could not read', async () => {
    const secret = Math.random().toString(36).slice(2);
    const error = await rejection(
      readJson(answerOf(`<p>${secret}</p>`, ofType(`text/html; a=${secret}`))),
    );
    assert(!`${error.stack} ${JSON.stringify(error.facts)}`.includes(secret));
  });
});
