import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { HostileAnswer } from '../../scripts/fuzz/answers';
import { type FuzzCase, fuzzCase } from '../../scripts/fuzz/cases';
import { Chance } from '../../scripts/fuzz/chance';
import { ASKING, WORKING } from '../../scripts/fuzz/flow';
import { HostileService } from '../../scripts/fuzz/hostile-service';
import { Subject } from '../../scripts/fuzz/subject';

/** Milliseconds that another flow may wait. */
const LONGEST_WAIT = 250;

/** `npm run fuzz` tries thousands. */
const CASES = 100;
const SEED = 12;

const DEEP = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
const MANY = 8_000;

/** An answer with status 200; long ones are sent as gzip. */
function answerOf(text: string): HostileAnswer {
  const body = gzipSync(text, { level: 1 });
  const head = ['HTTP/1.1 200 OK', 'Connection: close', 'Content-Encoding: gzip'];
  const parts = [[...head, `Content-Length: ${body.length}`, '', ''].join('\r\n'), body];
  return { what: text.slice(0, 40), parts, breaks: false };
}

const answered = (start: string, text: string): FuzzCase => ({
  what: start,
  answer: answerOf(text),
  message: { start },
});

const sent = (start: string, message: object): FuzzCase => ({
  what: start,
  message: { start, text: JSON.stringify(message) },
});

const asked = (path: string, body: object, text: string): FuzzCase => ({
  what: path,
  answer: answerOf(text),
  dialog: { path, body: JSON.stringify(body) },
});

const deepList = `[{"id":1,"x":${DEEP}}]`;
const deepData = `{"data":{"building_features":[{"a":${DEEP}}]}}`;

/** What was seen to end a process, or to hold it up, and what it was done to. */
const CASES_SEEN: readonly [what: string, each: FuzzCase][] = [
  ...ASKING.map((start): [string, FuzzCase] => [
    `JSON nested 5,000 levels deep as the answer to ${start}`,
    answered(start, start.startsWith('query') ? deepData : deepList),
  ]),
  ...[...WORKING, ...ASKING].map((start): [string, FuzzCase] => [
    `a message to ${start} that is nested 5,000 levels deep`,
    { what: start, message: { start, text: `{"payload":${deepList},"error":${DEEP}}` } },
  ]),
  [
    'a schema nested 5,000 levels deep',
    asked('innerspace-query/schema', { server: 'innerspace' }, `{"data":{"__schema":${DEEP}}}`),
  ],
  [
    'a preview of items nested 5,000 levels deep',
    asked('inode-links/preview', { server: 'inode', id: 'links-list', query: [] }, deepList),
  ],
  ['a location of 60,000 blanks', sent('geojson', { payload: [{ location: ' '.repeat(60_000) }] })],
  [
    'a polyline of 2,000,000 characters',
    sent('geojson', { payload: [{ id: 1, polyline: '_p~iF'.repeat(400_000) }] }),
  ],
  [
    `${MANY} items of one id and name on the map`,
    sent('map', {
      payload: Array.from({ length: MANY }, () => ({ id: 1, name: 'a', lat: 1, lng: 2 })),
    }),
  ],
  [
    'an item of 2,000 values, which all change',
    sent('changes', {
      payload: [{ id: 1, ...Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [n, n])) }],
    }),
  ],
  [
    'the same item with other values',
    sent('changes', {
      payload: [{ id: 1, ...Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [n, -n])) }],
    }),
  ],
  [
    'an error text of 20 MB from a GraphQL service',
    answered('query', `{"errors":[{"message":"${' a'.repeat(10_000_000)}"}]}`),
  ],
  [
    'a GraphQL document with an open string of 80 kB',
    sent('query', { query: `{ a(b: "${'\\"'.repeat(40_000)}` }),
  ],
  ['3,000,000 empty objects in a list', answered('links-list', `[${'{},'.repeat(3_000_000)}{}]`)],
  [
    '3,000,000 empty objects as an answer',
    answered('request-answer', `[${'{},'.repeat(3_000_000)}{}]`),
  ],
];

for (const heap of [256, 512]) {
  describe(`a Node-RED with a heap of ${heap} MB`, function () {
    this.timeout(300_000);
    let service: HostileService;
    let subject: Subject;
    before(async () => {
      service = await HostileService.start();
      subject = await Subject.start(service.origin, heap);
    });
    after(async () => {
      await subject.nodeRed.close();
      await service.close();
    });

    /** Runs a case, and checks that Node-RED lives, that no flow waits, and that each message ends once. */
    async function assertOutlives(each: FuzzCase): Promise<void> {
      service.answer = each.answer;
      service.tokenAnswer = each.tokenAnswer;
      const { wrong, waited } = await subject.run(each);
      if (!subject.nodeRed.isAlive) {
        const dead = subject;
        subject = await Subject.start(service.origin, heap);
        await dead.nodeRed.close();
      }
      assert.deepEqual(wrong, [], each.what);
      assert(waited < LONGEST_WAIT, `${each.what}: another flow waited for ${waited} ms`);
    }

    for (const [what, each] of CASES_SEEN) {
      it(`outlives ${what}`, () => assertOutlives(each));
    }

    it(`outlives ${CASES} hostile answers, messages and dialogs of the seed ${SEED}`, async () => {
      for (let index = 0; index < CASES; index++) {
        await assertOutlives(fuzzCase(new Chance(SEED, index)));
      }
    });
  });
}
