import assert from 'node:assert/strict';
import sinon from 'sinon';
import { GeneratedSection, markdownTable } from '../../scripts/support/reports';
import { useSimulator } from '../../simulator/test/support';
import { useFakeClock } from '../support/clock';
import { useInode } from '../support/use-inode';
import { Watcher } from '../support/watcher';
import { BAD_HOURS, type BadHour, faultOf, isRefusal } from './bad-hours';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** It begins and ends a second after a poll, which is the worst moment for the end. */
const BEGIN = 3 * MINUTE + SECOND;
const END = BEGIN + 25 * MINUTE;

/** Minutes that data may be late, by polls of one a minute. */
const LATEST = 2;
/** The same where credentials that have worked were refused. */
const LATEST_AFTER_REFUSAL = 15 + 1;

const REPORT = new GeneratedSection('docs/reports/bad-hours.md', 'reliability');
/** `npm run reliability` writes the report instead of comparing it. */
const isWriting = process.env['npm_lifecycle_event'] === 'reliability';

const COLUMNS = [
  'status',
  'body',
  'list requests',
  'token requests',
  'sign-ins with the password',
  'minutes until data is back',
];

describe('25 minutes of wrong answers to a poll each minute', () => {
  const simulator = useSimulator({ accessTokenLifetime: 600, links: 2, devices: 2 });
  const clock = useFakeClock();
  const inode = useInode(simulator);
  const rows = new Map<string, string[][]>();
  // The waits between two attempts are random: here they are half of what they can be.
  beforeEach(() => {
    sinon.stub(Math, 'random').returns(0.5);
  });
  afterEach(() => sinon.restore());

  /** Polls once a minute until there is data again; the milliseconds that it came after the end. */
  async function sitThrough(badHour: BadHour): Promise<number> {
    const { faults, account } = simulator.current;
    const { on, auth } = badHour.place;
    const service = inode({ auth: auth(account) });
    const begin = Date.now();
    const fault = faultOf(badHour);
    setTimeout(() => faults.add({ on, fault, times: Number.POSITIVE_INFINITY }), BEGIN);
    setTimeout(() => faults.clear(), END);
    for (let poll = 0; poll < 60; poll++) {
      await clock.pass(Math.max(0, begin + poll * MINUTE - Date.now()));
      const call = { resource: 'links', mode: 'list', query: [] } as const;
      const isRead = await service
        .list({ ...call, ...watched() }, () => Promise.resolve())
        .then(
          () => true,
          () => false,
        );
      const late = Date.now() - begin - END;
      if (isRead && late >= 0) return late;
    }
    return assert.fail('no data within half an hour');
  }

  function watched(): Pick<Watcher, 'signal' | 'observer'> {
    const { signal, observer } = new Watcher(clock);
    return { signal, observer };
  }

  for (const badHour of BAD_HOURS) {
    const { status, body, place } = badHour;
    it(`with status ${status} and ${body} from ${place.name} end ${LATEST} minutes after them at the latest`, async () => {
      const late = await sitThrough(badHour);
      assert(late <= (isRefusal(badHour) ? LATEST_AFTER_REFUSAL : LATEST) * MINUTE, `${late} ms`);
      const { current } = simulator;
      const spent = [
        current.count({ method: 'GET' }),
        current.count({ method: 'POST' }),
        current.count({ grant: 'password' }),
        Math.ceil(late / MINUTE),
      ];
      const row = [String(status), body, ...spent.map(String)];
      rows.set(place.name, [...(rows.get(place.name) ?? []), row]);
    });
  }

  it(isWriting ? 'are reported as they were seen' : 'are as the report says', () => {
    const seen = [...rows]
      .map(([place, table]) => `\n## From ${place}\n\n${markdownTable(COLUMNS, table)}`)
      .join('')
      .concat('\n');
    if (isWriting) REPORT.write(seen);
    assert.equal(REPORT.read(), seen);
  });
});
