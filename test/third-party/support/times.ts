/** A moment as services may write it. */
export const MOMENT = '2026-03-12T08:30:00Z';

/** The same moment, as text and as a number. */
export const TIMES: readonly unknown[] = [
  MOMENT,
  '2026-03-12T08:30:00.000Z',
  '2026-03-12T08:30Z',
  '2026-03-12T04:30:00-04:00',
  '2026-03-12T04:30:00-0400',
  '2026-03-12 08:30:00+00',
  '2026-03-12 08:30:00',
  '2026-03-12T08:30:00.123456+00:00',
  Date.parse(MOMENT) / 1000,
  String(Date.parse(MOMENT) / 1000),
  Date.parse(MOMENT),
  String(Date.parse(MOMENT)),
  'Thu, 12 Mar 2026 08:30:00 GMT',
];

/** What cannot be read as a time; a browser would read some of it as another moment. */
export const NO_TIMES: readonly unknown[] = [
  '',
  'later',
  'room 5',
  '12/03/2026 08:30',
  '08:30',
  12,
  {},
];

/** Seconds that every link of these tests takes. */
export const TRAVEL_TIME = 42;

/** A link that was measured at a time, with an id of its own. */
export function linkMeasured(id: number, last_update: unknown) {
  return { id, name: `measured ${id}`, last_update, travel_time: TRAVEL_TIME, speed: 30 };
}
