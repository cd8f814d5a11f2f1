import type { Finding } from './rules';

const LEVELS = ['fit', 'partly', 'unfit', 'empty', 'silent'] as const;

/** How all of a list is, and `silent` where none has come for too long. */
export type Level = (typeof LEVELS)[number];

export function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}

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

/** Counts what was found in the items that are not fit. */
export class Rejected {
  readonly #rules: Record<string, number> = {};
  #unfit = 0;
  #unknown = 0;

  /** @param findings those of one item */
  count(findings: readonly Finding[]): void {
    this.#unfit++;
    if (findings.some((finding) => finding.unknown)) this.#unknown++;
    for (const rule of new Set(findings.map((finding) => finding.rule))) {
      this.#rules[rule] = (this.#rules[rule] ?? 0) + 1;
    }
  }

  quality(fit: number): Quality {
    const unfit = this.#unfit;
    return { count: fit + unfit, fit, unfit, unknown: this.#unknown, ...this.#rules };
  }
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
