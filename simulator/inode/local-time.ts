/** The time zone of the simulated city. */
export const TIME_ZONE = 'America/Toronto';

/** What the clocks and the calendar of the city show. */
export interface LocalTime {
  /** Hours since midnight, with fractions. */
  readonly hour: number;
  readonly isWeekend: boolean;
  /** Part of the year that has passed, from 0 to 1. */
  readonly season: number;
}

const HOUR = 3_600_000;
const YEAR = 365.25 * 24 * HOUR;

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: TIME_ZONE,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Reads the city's clocks at a time given in milliseconds since the epoch. */
export function localTime(time: number): LocalTime {
  const parts = new Map(clock.formatToParts(time).map(({ type, value }) => [type, value]));
  const weekday = parts.get('weekday') ?? '';
  return {
    hour: Number(parts.get('hour')) + Number(parts.get('minute')) / 60,
    isWeekend: weekday === 'Sat' || weekday === 'Sun',
    season: (time / YEAR) % 1,
  };
}
