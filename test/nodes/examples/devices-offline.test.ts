import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { buildCity } from '../../../src/sample/city';
import { outageAt } from '../../../src/sample/outages';
import { until } from '../../support/clock';
import { FlowFile } from '../../support/flow-file';
import { type Listening, listen } from '../../support/listen';
import { LONG_RUNS } from '../../support/long-runs';
import { useTestBed } from '../support/test-bed';
import { deployExample } from './example-bed';

const EXAMPLE = 'Devices offline and back';
const MINUTE = 60_000;
const HOURS = LONG_RUNS ? 24 : 1;
const POLLS = HOURS * 60;
const DEVICES = 14;
const { sensors: SENSORS } = buildCity({ devices: DEVICES });

/** In how many lists in a row the example wants to see something before it reports it. */
const FLAP_FILTER = 2;

describe('the example "Devices offline and back"', () => {
  const bed = useTestBed({ devices: DEVICES });

  it(`notifies of each outage of ${LONG_RUNS ? 'a day' : 'an hour'} and of its end, once, and of nothing else`, async () => {
    const example = await deployExample(bed, EXAMPLE);
    const shown = example.debug('notification');
    const changes = example.only('inode-changes');
    const expected: unknown[] = [];
    const start = Date.now();
    // The inject node sends the first list by itself.
    bed.clock.tick(100);
    for (let poll = 0; poll <= POLLS; poll++) {
      await until(() => bed.journal.completedBy(changes) > poll, `poll ${poll} is compared`);
      if (poll >= FLAP_FILTER - 1) expected.push(...due(start, poll, FLAP_FILTER - 1));
      await until(
        () => bed.journal.received(shown).length >= expected.length,
        `what is due at poll ${poll} is reported`,
      );
      bed.clock.tick(MINUTE);
    }
    const reported = bed.journal.received(shown).map(({ payload }) => {
      const { title, priority, device, at } = Object(payload);
      return { title, priority, device, at };
    });
    assert(expected.length > 16 * HOURS);
    assert.deepEqual(reported, expected);
  }).timeout(120_000);

  describe('with another field and the value that means good', () => {
    /** Has lists compared in which the one device has these values. */
    async function notificationsFor(values: readonly unknown[]): Promise<unknown[]> {
      const example = await deployExample(bed, EXAMPLE, {
        'inode-changes': { polls: 1 },
        tab: FlowFile.example(EXAMPLE).environment({ FIELD: 'live_status', GOOD: 'Live' }),
      });
      const check = example.named('function', 'fields there?');
      for (const live_status of values) {
        const done = bed.journal.completedBy(example.only('inode-changes'));
        bed.journal.start(check, list(live_status));
        await until(
          () => bed.journal.completedBy(example.only('inode-changes')) > done,
          'the list is compared',
        );
      }
      const shown = await bed.journal.receives(example.debug('notification'), 2);
      return shown.map(({ payload }) => Object(payload).title);
    }

    it('notifies of what goes offline and comes back by it', async () => {
      assert.deepEqual(await notificationsFor(['Live', 'Offline', 'Live']), [
        'Bank at Somerset is offline',
        'Bank at Somerset is back',
      ]);
    });

    it('takes a change between two other values for no news', async () => {
      assert.deepEqual(await notificationsFor(['Live', 'Offline', 'Not responding', 'Live']), [
        'Bank at Somerset is offline',
        'Bank at Somerset is back',
      ]);
    });
  });

  describe('with an address', () => {
    const requests: { type: string | undefined; body: unknown }[] = [];
    let status = 200;
    let server: Listening;

    before(async () => {
      server = await listen(
        createServer((request, response) => {
          void text(request).then((body) => {
            requests.push({ type: request.headers['content-type'], body: JSON.parse(body) });
            response.writeHead(status).end();
          });
        }),
      );
    });
    afterEach(() => {
      requests.length = 0;
      status = 200;
    });
    after(() => server.close());

    /** Has a device go offline, and waits until a node receives what became of it. */
    async function send(SEND_BY: string, type: string, name: string): Promise<unknown> {
      const example = await deployExample(bed, EXAMPLE, {
        'inode-changes': { polls: 1 },
        tab: FlowFile.example(EXAMPLE).environment({
          FIELD: 'live_status',
          GOOD: 'Live',
          SEND_BY,
          WEBHOOK: `${server.origin}/hook`,
        }),
      });
      const check = example.named('function', 'fields there?');
      for (const state of ['Live', 'Offline']) bed.journal.start(check, list(state));
      const [message] = await bed.journal.receives(example.named(type, name), 1);
      return message;
    }

    it('posts the notification to the webhook', async () => {
      await send('webhook', 'function', 'taken?');
      const [request, ...others] = requests;
      assert.deepEqual(others, []);
      assert.match(request?.type ?? '', /^application\/json/);
      const { title, priority, device } = Object(request?.body);
      assert.deepEqual([title, priority, device], ['Bank at Somerset is offline', 'high', 101]);
    });

    it('posts a card to Teams', async () => {
      await send('teams', 'function', 'taken?');
      const { type, attachments } = Object(requests[0]?.body);
      assert.equal(type, 'message');
      assert.equal(attachments[0].contentType, 'application/vnd.microsoft.card.adaptive');
      const texts = attachments[0].content.body.map((block: object) => Object(block).text);
      assert.deepEqual(texts, ['Bank at Somerset is offline', 'live_status: Offline']);
    });

    it('makes an e-mail of subject and text', async () => {
      const { topic, payload } = Object(await send('e-mail', 'debug', 'your e-mail node'));
      assert.deepEqual([topic, payload], ['Bank at Somerset is offline', 'live_status: Offline']);
      assert.deepEqual(requests, []);
    });

    it('shows an error where the notification is not taken', async () => {
      status = 410;
      const { error } = Object(await send('webhook', 'debug', 'what went wrong'));
      assert.match(error.message, /410/);
      assert.equal(requests.length, 1);
    });
  });
});

/** A list of one device. */
function list(live_status: unknown) {
  const payload = [{ id: 101, name: 'Bank at Somerset', live_status }];
  return { payload, inode: { fetchedAt: '2026-03-04T12:00:00.000Z' } };
}

/** What the published schedule says of a poll, to be reported when it has lasted for some more. */
function due(start: number, poll: number, later: number): unknown[] {
  const offlineAt = (time: number) => outageAt(time, DEVICES)?.device;
  const now = start + (poll - later) * MINUTE;
  const [before, after] = [offlineAt(now - MINUTE), offlineAt(now)];
  if (before === after || poll === later) return [];
  const at = new Date(start + poll * MINUTE + 100).toISOString();
  const notice = (index: number, title: string, priority: string) => {
    const sensor = SENSORS[index];
    assert(sensor);
    return { title: `${sensor.name} ${title}`, priority, device: sensor.id, at };
  };
  return [
    ...(after === undefined ? [] : [notice(after, 'is offline', 'high')]),
    ...(before === undefined ? [] : [notice(before, 'is back', 'normal')]),
  ];
}
