const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Wednesday, 08:20 in the simulated city, three days after its clocks were put forward. */
export const LATEST = Date.parse('2026-03-11T12:20:00Z');

/** The same on the clocks before they were put forward. */
const WINTER = LATEST + HOUR;

/**
 * The times at which links are read, the latest last: some at the same hour of
 * earlier weeks, and as many that are just not.
 */
export const HISTORY: readonly number[] = [
  WINTER - 13 * 7 * DAY,
  WINTER - 12 * 7 * DAY,
  WINTER - 9 * 7 * DAY,
  ...[8, 3, 2, 1].flatMap((weeks) => {
    const then = WINTER - weeks * 7 * DAY;
    return [
      then - DAY,
      then - 31 * MINUTE,
      then - 30 * MINUTE,
      then,
      then + 30 * MINUTE,
      then + 31 * MINUTE,
    ];
  }),
  LATEST - DAY,
  LATEST - 2 * MINUTE,
  LATEST,
];
