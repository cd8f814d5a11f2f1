import { type Answer, answer, html, nothing } from './answer';
import { fails, gets, type Result } from './result';

const DEPTH = 100_000;
const DEEP = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
/** Longer than what is parsed at one go. */
const LONG = Array.from({ length: 5_000 }, (_, id) => ({ id, name: `Zürich ${id} `.repeat(40) }));
const LONG_TEXT = JSON.stringify(LONG);
const utf8 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** What the service answers to `GET v1/links/`, and what the flow gets. */
export const LIST_ANSWERS: readonly [what: string, answer: Answer, result: Result][] = [
  ['a long list', answer(LONG_TEXT), gets(...LONG)],
  ['a long page', answer(`{"next":"","results":${LONG_TEXT},"count":2}`), gets(...LONG)],
  [
    'a long list that breaks off',
    answer(LONG_TEXT.slice(0, -1)),
    fails('ANSWER_INVALID', /broken/),
  ],
  ['two long lists', answer(LONG_TEXT + LONG_TEXT), fails('ANSWER_INVALID', /broken/)],
  [
    'a long page with a second "results"',
    answer(`{"results":${LONG_TEXT},"results":[]}`),
    fails('ANSWER_INVALID', /broken/),
  ],
  ['a bare list', answer('[{"id":1}]'), gets({ id: 1 })],
  ['a page', answer('{"results":[{"id":1}],"next":null}'), gets({ id: 1 })],
  ['a page without "next"', answer('{"results":[{"id":1}]}'), gets({ id: 1 })],
  ['a page with an empty "next"', answer('{"results":[1],"next":""}'), gets(1)],
  ['an empty list', answer('[]'), gets()],
  ['a list of nulls', answer('[null,null]'), gets(null, null)],
  ['white space around a list', answer(' \r\n\t[1] \n'), gets(1)],

  ['JSON that breaks off', answer('[{"id":1},{"id"'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['two lists', answer('[1][2]'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['a sign-in page with 200', html(), fails('ANSWER_INVALID', /it is text\/html and not JSON/)],
  ['a list that is called text', answer('[1]', { type: 'text/plain' }), gets(1)],
  ['a list that is called HTML', answer('[1]', { type: 'text/html' }), gets(1)],
  ['a list of no type', answer('[1]', { type: '' }), gets(1)],
  ['text', answer('Hello', { type: 'text/plain' }), fails('ANSWER_INVALID', /it is text\/plain/)],
  ['text of no type', answer('Hello', { type: '' }), fails('ANSWER_INVALID', /JSON is broken/)],
  ['HTML that is called JSON', answer('<html>'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['204', nothing(204), fails('ANSWER_INVALID', /it is empty/)],
  ['200 and nothing', nothing(200), fails('ANSWER_INVALID', /it is empty/)],
  ['200 and white space', answer(' \r\n'), fails('ANSWER_INVALID', /it is empty/)],
  ['205', nothing(205), fails('ANSWER_INVALID', /it is empty/)],

  ['null', answer('null'), fails('ANSWER_INVALID', /it is not a list/)],
  ['a number', answer('42'), fails('ANSWER_INVALID', /it is not a list/)],
  ['a string', answer('"links"'), fails('ANSWER_INVALID', /it is not a list/)],
  ['true', answer('true'), fails('ANSWER_INVALID', /it is not a list/)],
  ['an object', answer('{"detail":"Hello"}'), fails('ANSWER_INVALID', /it is not a list/)],
  [
    '"results" null',
    answer('{"results":null}'),
    fails('ANSWER_INVALID', /"results" are not a list/),
  ],
  ['"results" {}', answer('{"results":{}}'), fails('ANSWER_INVALID', /"results" are not a list/)],
  [
    '"results" "[]"',
    answer('{"results":"[]"}'),
    fails('ANSWER_INVALID', /"results" are not a list/),
  ],
  ['"next" 2', answer('{"results":[],"next":2}'), fails('ANSWER_INVALID', /"next" is not a URL/)],
  ['"next" []', answer('{"results":[],"next":[]}'), fails('ANSWER_INVALID', /"next" is not a URL/)],
  ['"next" true', answer('{"results":[],"next":true}'), fails('ANSWER_INVALID', /"next" is no/)],
  ['"next" "//"', answer('{"results":[],"next":"//"}'), fails('PAGING_INVALID', /no valid addr/)],
  [
    '"next" of the page itself',
    answer('{"results":[],"next":"?"}'),
    fails('PAGING_INVALID', /before/),
  ],

  ['a byte-order mark', answer('\uFEFF[1]'), gets(1)],
  ['nothing but a byte-order mark', answer('\uFEFF'), fails('ANSWER_INVALID', /it is empty/)],
  ['two byte-order marks', answer('\uFEFF\uFEFF[]'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['UTF-16', answer(Buffer.from('\uFEFF[1]', 'utf16le')), fails('ANSWER_INVALID', /broken/)],
  ['a name twice', answer('[{"id":1,"id":2}]'), gets({ id: 2 })],
  ['the name __proto__', answer('[{"__proto__":1}]'), gets(JSON.parse('{"__proto__":1}'))],
  ['half a surrogate pair', answer('["\\ud83d"]'), gets('\ud83d')],
  ['bytes that are not UTF-8', answer(utf8('["caf\xe9"]')), gets('caf\uFFFD')],
  ['an escaped NUL', answer('["\\u0000"]'), gets('\0')],
  ['a NUL in a text', answer('["\0"]'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['NULs after the list', answer('[1]\0\0'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['lists in lists, 100,000 deep', answer(DEEP), fails('ANSWER_INVALID', /500 levels/)],
  ['a list that never closes', answer('['.repeat(DEPTH)), fails('ANSWER_INVALID', /broken/)],
  ['NaN', answer('[NaN]'), fails('ANSWER_INVALID', /JSON is broken/)],
  ['a number beyond all', answer('[1e999]'), gets(Number.POSITIVE_INFINITY)],
  ['an id beyond 2^53', answer('[9007199254740993]'), gets('9007199254740993')],
];
