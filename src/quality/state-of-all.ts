import type { Finding } from './rules';

/** How a list is as a whole, and `silent` where none has come for too long. */
export type Level = 'fit' | 'partly' | 'unfit' | 'empty' | 'silent';

/** What is said when the level changes. */
export interface Alarm {
  readonly state: Level;
  /** The level before; nothing where no list had come before. */
  readonly before: Level | undefined;
  /** Since when it has been so, ISO 8601. */
  readonly since: string;
  /** Items of the list; 0 where none came. */
  readonly count: number;
  readonly fit: number;
  readonly unfit: number;
}

/** Items, fit ones, those of which nobody knows, and how many each rule found unfit. */
export interface Quality {
  readonly count: number;
  readonly fit: number;
  readonly unfit: number;
  /** Items with a value that cannot be read; they count as unfit, too. */
  readonly unknown: number;
  readonly [rule: string]: number | string;
}

interface Judged {
  readonly fit: readonly unknown[];
  readonly unfit: readonly { readonly reasons: readonly Finding[] }[];
}

export function qualityOf({ fit, unfit }: Judged): Quality {
  const rules: Record<string, number> = {};
  let unknown = 0;
  for (const { reasons } of unfit) {
    for (const rule of new Set(reasons.map((reason) => reason.rule))) {
      rules[rule] = (rules[rule] ?? 0) + 1;
    }
    if (reasons.some((reason) => reason.unknown)) unknown++;
  }
  const count = fit.length + unfit.length;
  return { count, fit: fit.length, unfit: unfit.length, unknown, ...rules };
}

export function levelOf({ count, fit }: Pick<Quality, 'count' | 'fit'>): Level {
  if (count === 0) return 'empty';
  if (fit === count) return 'fit';
  return fit === 0 ? 'unfit' : 'partly';
}

/**
 * What is to be said of a level: nothing where it is as before, or good from the first list on.
 *
 * @param now milliseconds since 1970
 */
export function alarmOf(
  before: Level | undefined,
  state: Level,
  now: number,
  { count, fit, unfit }: Pick<Quality, 'count' | 'fit' | 'unfit'>,
): Alarm | undefined {
  if (state === before || (before === undefined && state === 'fit')) return undefined;
  return { state, before, since: new Date(now).toISOString(), count, fit, unfit };
}
