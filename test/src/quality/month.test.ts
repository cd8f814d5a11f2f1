import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type Report, report } from '../../../src/quality/availability';
import { judgeList } from '../../../src/quality/judge-list';
import type { State } from '../../../src/quality/state';
import { Zone } from '../../../src/time/zone';
import { skipWithout } from '../../support/needs';

const SCRIPT = resolve('test/src/quality/availability.py');
const MINUTE = 60_000;
const MAX_AGE = 15 * 60;
/** Links, one for each way to write a time; `npm run test:all` has 500, which takes minutes. */
const LINKS = Number(process.env['INODE_QUALITY_LINKS'] ?? 7);
const POLLS = 31 * 24 * 6;

/** A link with its own way to write a time, and its own faults. */
interface Link {
  readonly id: number;
  readonly spell: (at: number) => unknown;
  /** Milliseconds by which its clock is wrong. */
  readonly skew: number;
  /** When it was measured last. */
  measured: number;
  /** Until when it measures nothing. */
  frozenUntil: number;
}

interface Logged {
  readonly at: number;
  readonly known: string[];
  readonly fit: string[];
}

/** The same numbers in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What the clocks of a zone show, as services write it that name no zone. */
function wallText(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => format.format(at);
}

function spellings(zone: string): ((at: number) => unknown)[] {
  const local = wallText(zone);
  return [
    (at) => new Date(at).toISOString(),
    local,
    (at) => at / 1_000,
    (at) => local(at).replace(' ', 'T'),
    (at) => String(at),
    (at) => new Date(at).toUTCString(),
    (at) => `${new Date(at + 5.5 * 60 * MINUTE).toISOString().slice(0, 19)}+0530`,
  ];
}

function drive<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Simulates a month; checks each list against what was measured when, which the rules do not know. */
function simulate(start: number, zoneName: string): { state: State; log: Logged[]; zone: Zone } {
  const zone = new Zone(zoneName);
  const chance = random(start);
  const spell = spellings(zoneName);
  const links: Link[] = Array.from({ length: LINKS }, (_, id) => ({
    id,
    spell: spell[id % spell.length] ?? String,
    skew: Math.round((chance() - 0.5) * 8) * MINUTE,
    measured: start,
    frozenUntil: 0,
  }));
  const path = (text: string) => ({ text, keys: [text] });
  const rules = { key: path('id'), time: path('at'), maxAge: MAX_AGE, zone };
  const log: Logged[] = [];
  let state: State | undefined;
  for (let poll = 0; poll < POLLS; poll++) {
    const now = start + poll * 10 * MINUTE;
    // The service is away for a while now and then.
    if (chance() < 0.01) poll += Math.floor(chance() * 12);
    for (const link of links) {
      if (now < link.frozenUntil) continue;
      link.measured = now - Math.floor(chance() * 5) * MINUTE + link.skew;
      if (chance() < 0.02) link.frozenUntil = now + chance() * 300 * MINUTE;
    }
    const sent = links.filter(() => chance() > 0.01);
    const list = sent.map((link) => ({ id: link.id, at: link.spell(link.measured) }));
    const judged = drive(judgeList(state, list, rules, now));
    state = judged.state;
    const expected = sent.filter((link) => Math.abs(now - link.measured) <= MAX_AGE * 1_000);
    const fit = judged.fit.map((item) => Number(Reflect.get(Object(item), 'id')));
    assert.deepEqual(
      fit,
      expected.map(({ id }) => id),
      new Date(now).toISOString(),
    );
    log.push({ at: now / 1_000, known: sent.map(({ id }) => `${id}`), fit: fit.map(String) });
  }
  assert.ok(state);
  return { state, log, zone };
}

/** The report in the shape of the Python script. */
function comparable({ hours, days, whole, items }: Report): unknown {
  const shares = (of: Report['whole'] | Report['items'][number]): unknown => ({
    availability: of.availability,
    hours: of.hours,
    days: of.days,
  });
  return {
    hours,
    days,
    whole: shares(whole),
    items: Object.fromEntries(items.map((item) => [item.key, shares(item)])),
  };
}

describe('a month of lists', function () {
  this.timeout(10 * MINUTE);

  const months: [string, number, string][] = [
    ['the end of daylight saving time', Date.UTC(2026, 9, 15), 'America/New_York'],
    ['its beginning', Date.UTC(2026, 2, 1), 'America/New_York'],
    ['a zone of half hours', Date.UTC(2026, 2, 20), 'Australia/Lord_Howe'],
  ];
  for (const [what, start, zoneName] of months) {
    it(`with ${what} passes no stale item, refuses no fit one, and counts as Python does`, function () {
      const { state, log, zone } = simulate(start, zoneName);
      const input = log.map((each) => JSON.stringify(each)).join('\n');
      const python = spawnSync('python3', [SCRIPT, zoneName], {
        input,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      });
      if (python.error !== undefined) skipWithout(this, 'python3');
      assert.equal(python.status, 0, python.stderr);
      const counted = drive(report(state, state.items, zone));
      assert.deepEqual(comparable(counted), JSON.parse(python.stdout));
    });
  }
});
