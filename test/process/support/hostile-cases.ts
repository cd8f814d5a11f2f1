import zlib from 'node:zlib';
import type { FuzzCase } from '../../../scripts/fuzz/cases';
import { ASKING, NEWCOMER, WORKING } from '../../../scripts/fuzz/flow';
import { type Body, respond, respondForEver } from './respond';

/** What is done to Node-RED, and what must come of it. */
export interface HostileCase extends FuzzCase {
  /** How the messages end, by the codes there may be. */
  readonly ends?: readonly string[];
  /** What the dialog is answered. */
  readonly reply?: RegExp;
}

const quoted = JSON.stringify;

const NESTED = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
const NESTED_LIST = `[{"id":1,"x":${NESTED}}]`;
const NESTED_DATA = `{"data":{"building_features":[{"a":${NESTED}}]}}`;

/** 30 MB; compressed, it has 30 kB. */
const MANY_OBJECTS = Buffer.from(`[${'{},'.repeat(10_000_000)}{}]`);

/** 200 MB of a list. */
const ENDLESS: Body = ['[{"id":1}', ...Array<string>(200).fill(',{"id":2}'.repeat(111_111)), ']'];

const WRONG_DATA = '{"data":null,"errors":[';

const answered = (
  start: string,
  what: string,
  answer: ReturnType<typeof respond>,
  ends: readonly string[],
): HostileCase => ({ what: `${what} as the answer to ${start}`, answer, message: { start }, ends });

const sent = (
  start: string,
  what: string,
  message: object | string,
  ends: readonly string[],
): HostileCase => ({
  what: `a message to ${start} with ${what}`,
  message: { start, text: typeof message === 'string' ? message : quoted(message) },
  ends,
});

const isQuery = (start: string): boolean => start.startsWith('query');

const nestedCases: readonly HostileCase[] = [
  ...ASKING.map((start) => {
    const answer = respond(isQuery(start) ? NESTED_DATA : NESTED_LIST);
    return answered(start, 'JSON nested 5,000 levels deep', answer, ['ANSWER_INVALID']);
  }),
  ...WORKING.map((start) => {
    const message = `{"payload":${NESTED_LIST},"error":${NESTED}}`;
    return sent(start, 'a list nested 5,000 levels deep', message, ['LIST_INVALID']);
  }),
  ...ASKING.map((start) =>
    sent(start, 'anything nested 5,000 levels deep', `{"error":${NESTED}}`, ['MESSAGE_INVALID']),
  ),
  {
    what: 'a schema nested 5,000 levels deep',
    answer: respond(`{"data":{"__schema":${NESTED}}}`),
    dialog: { path: 'innerspace-query/schema', body: quoted({ server: 'innerspace' }) },
    reply: /"code":"ANSWER_INVALID"/,
  },
  {
    what: 'a preview of items nested 5,000 levels deep',
    answer: respond(NESTED_LIST),
    dialog: {
      path: 'inode-links/preview',
      body: quoted({ server: 'inode', id: 'links-list', query: [] }),
    },
    reply: /"code":"ANSWER_INVALID"/,
  },
];

/** As text, each of its levels would be indented by all above it. */
const NESTED_TOPIC = `${'{"a":['.repeat(700)}${']}'.repeat(700)}`;

const itemOf = (count: number, sign: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, sign * n]));

const longTexts: readonly HostileCase[] = [
  sent('changes', 'a topic nested 1,400 levels deep', `{"payload":[],"topic":${NESTED_TOPIC}}`, [
    'done',
    'LIST_INVALID',
  ]),
  sent('geojson', 'a location of 60,000 blanks', { payload: [{ location: ' '.repeat(60_000) }] }, [
    'done',
  ]),
  sent(
    'geojson',
    'a polyline of 8,000,000 characters',
    { payload: [{ id: 1, polyline: '_p~iF~ps|'.repeat(888_889) }] },
    ['done'],
  ),
  sent(
    'map',
    '8,000 items of one id and name',
    { payload: Array.from({ length: 8_000 }, () => ({ id: 1, name: 'a', lat: 1, lng: 2 })) },
    ['done'],
  ),
  sent('changes', 'an item of 2,000 values', { payload: [{ id: 1, ...itemOf(2_000, 1) }] }, [
    'done',
  ]),
  sent(
    'changes',
    'the same item, of which 2,000 values have changed',
    { payload: [{ id: 1, ...itemOf(2_000, -1) }] },
    ['done'],
  ),
  sent(
    'query',
    'a document with an open string of 80 kB',
    { query: `{ a(b: "${'\\"'.repeat(40_000)}` },
    // The service takes it, and the nodes behind get no list.
    ['done', 'LIST_INVALID'],
  ),
  answered(
    'query',
    'an error text of 20 MB',
    respond(`{"errors":[{"message":"${' a'.repeat(10_000_000)}"}]}`, { encoding: 'gzip' }),
    ['QUERY_FAILED', 'BODY_TOO_LARGE'],
  ),
  answered(
    'query',
    '100 errors of 20 kB, percent-encoded',
    respond(
      `${WRONG_DATA}${Array(100)
        .fill(quoted({ message: '%2525'.repeat(4_000), path: '%41'.repeat(7_000) }))
        .join()}]}`,
    ),
    ['QUERY_FAILED'],
  ),
];

/** What each copy of a message holds, too: a copy takes Node-RED some milliseconds. */
const LUGGAGE = Array<number>(50_000).fill(0);
const LIGHT_ITEMS = Array.from({ length: 40 }, (_, id) => ({ id, lat: 45, lng: -75 }));

const luggage: readonly HostileCase[] = [
  {
    ...answered(
      'links-items',
      '40 items, for a message with 50,000 values,',
      respond(quoted(LIGHT_ITEMS)),
      ['done', 'LIST_INVALID'],
    ),
    message: { start: 'links-items', text: quoted({ x: LUGGAGE }) },
  },
  ...['map', 'changes-items'].map((start) =>
    sent(
      start,
      '40 items and 50,000 values',
      { topic: 'luggage', payload: LIGHT_ITEMS, x: LUGGAGE },
      ['done'],
    ),
  ),
];

const names: readonly HostileCase[] = [
  ...['changes', 'geojson', 'map'].map((start) =>
    sent(
      start,
      'names and texts that mean something to JavaScript',
      '{"payload":[{"id":"\\ud800","__proto__":{"a":1},"constructor":{"prototype":1},"lat":1,"lng":2}],"topic":"\\udfff"}',
      ['done'],
    ),
  ),
  ...['links-list', 'request-answer'].map((start) =>
    sent(start, 'a lone surrogate in msg.query', '{"query":{"\\ud800":"\\udfff"}}', [
      'done',
      'LIST_INVALID',
    ]),
  ),
  ...['links-items', 'request-list', 'rdp-get'].map((start) =>
    answered(
      start,
      'names that mean something to JavaScript',
      respond('[{"id":1,"__proto__":{"a":1},"then":{},"toJSON":1,"\\ud800":"\\udfff"}]'),
      ['done'],
    ),
  ),
  answered('query', 'data called __proto__', respond('{"data":{"__proto__":{"a":[1]}}}'), [
    'done',
    'LIST_INVALID',
  ]),
];

const bombs: readonly HostileCase[] = [
  ...(['gzip', 'br', 'deflate', 'zstd'] as const)
    .filter((encoding) => encoding !== 'zstd' || 'zstdCompressSync' in zlib)
    .flatMap((encoding) =>
      ['links-list', 'request-answer', 'rdp-get', 'query'].map((start) =>
        answered(start, `30 MB in ${encoding}`, respond([MANY_OBJECTS], { encoding }), [
          'BODY_TOO_LARGE',
        ]),
      ),
    ),
  ...[200, 400].flatMap((status) =>
    [undefined, 'gzip' as const].map((encoding) => ({
      what: `30 MB as the answer ${status} to a sign-in${encoding ? `, in ${encoding}` : ''}`,
      tokenAnswer: respond([MANY_OBJECTS], { status, encoding }),
      message: { start: NEWCOMER },
      isNew: true,
      ends: ['SIGN_IN_FAILED'],
    })),
  ),
  answered('request-answer', '200 MB', respond(ENDLESS), ['BODY_TOO_LARGE']),
  answered('rdp-get', '200 MB with the status 500', respond(ENDLESS, { status: 500 }), [
    'SERVER_ERROR',
  ]),
];

/** Addresses of next pages: each is longer than the one before. */
const LONGER_AND_LONGER = respond(`{"next":"${'x'.repeat(200)}/","results":[{"id":1}]}`);

const ITEMS = ',{"id":1}'.repeat(10_000);

/** In the modes items and pages, a list without an end goes on for gigabytes: see docs/lists.md. */
const endless: readonly HostileCase[] = [
  ...['links-list', 'request-list', 'request-answer', 'rdp-get'].flatMap((start) => [
    answered(start, 'a list that never ends', respondForEver('[{"id":1}', ITEMS), [
      'BODY_TOO_LARGE',
    ]),
    answered(start, 'gzip that never ends', respondForEver('[{"id":1}', ITEMS, true), [
      'BODY_TOO_LARGE',
    ]),
  ]),
  ...['links-items', 'links-pages', 'request-items'].flatMap((start) => [
    answered(start, 'an item that never ends', respondForEver('[{"id":[1', ',1'.repeat(30_000)), [
      'BODY_TOO_LARGE',
    ]),
    answered(start, 'a text that never ends', respondForEver('[{"id":"', 'x'.repeat(60_000)), [
      'BODY_TOO_LARGE',
    ]),
  ]),
  answered(
    'query',
    'data that never ends',
    respondForEver('{"data":{"building_features":[1', ',1'.repeat(30_000)),
    ['BODY_TOO_LARGE'],
  ),
  ...['links-list', 'links-items', 'links-pages', 'request-list', 'request-items'].map((start) =>
    answered(start, 'pages that never end', LONGER_AND_LONGER, ['PAGING_INVALID', 'done']),
  ),
  {
    what: 'a token answer that never ends',
    tokenAnswer: respondForEver('{"access_token":"', 'x'.repeat(60_000)),
    message: { start: NEWCOMER },
    isNew: true,
    ends: ['SIGN_IN_FAILED'],
  },
];

const TRAILER = 'X-Trailer: yes\r\n';

const frames: readonly HostileCase[] = ['links-list', 'request-answer', 'query-path'].flatMap(
  (start) => {
    const good = isQuery(start) ? '{"data":{"building_features":[]}}' : '[{"id":1}]';
    return [
      answered(start, 'chunks and trailers', respond(good, { trailers: TRAILER }), ['done']),
      answered(
        start,
        'a megabyte of trailers',
        respond(good, { trailers: TRAILER.repeat(70_000) }),
        ['done', 'ANSWER_INCOMPLETE', 'UNREACHABLE'],
      ),
      answered(start, 'less than was announced', respond(good, { announced: 1_000 }), [
        'ANSWER_INCOMPLETE',
      ]),
      answered(start, 'more than was announced', respond(good, { announced: 5 }), [
        'ANSWER_INVALID',
      ]),
    ];
  },
);

/** What was seen to end a process, to hold it up or to end a message twice, and its kind. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  ...nestedCases,
  ...longTexts,
  ...luggage,
  ...names,
  ...bombs,
  ...endless,
  ...frames,
];
