/** The limits of an `inode-quality`: the runtime and the dialog check them by the same functions. */
import { isWholeNumber, type Verdict } from './rules';
import type { QualitySettings } from './settings';

/** A setting that is one text. */
export type TextName = Exclude<keyof QualitySettings, 'good' | 'required'>;

/** How the text of each limit is checked, and the paths of which it needs one. */
const LIMITS = {
  maxAge: { check: checkPositive, paths: ['time'] },
  minSamples: { check: checkWhole, paths: ['samples'] },
  min: { check: checkLimit, paths: ['value'] },
  max: { check: checkLimit, paths: ['value'] },
  maxStep: { check: checkPositive, paths: ['value'] },
  unchangedFor: { check: checkLists, paths: ['value', 'time'] },
  unchangedMinutes: { check: checkPositive, paths: ['value', 'time'] },
} as const satisfies Partial<
  Record<TextName, { check: typeof checkLimit; paths: readonly TextName[] }>
>;

/** What an item was in an earlier list is known by its key alone. */
const OF_EARLIER_LISTS = ['maxStep', 'unchangedFor', 'unchangedMinutes'] as const;

export type LimitName = keyof typeof LIMITS;

/** The text of a setting, without spaces around it. */
type TextOf = (name: TextName) => string;

export function checkQualityLimit(name: LimitName, textOf: TextOf): Verdict {
  const { check, paths } = LIMITS[name];
  return (
    check(textOf(name)) ??
    checkPath(textOf(name), paths.map(textOf).join('')) ??
    (name === 'max' ? checkRange(textOf('min'), textOf('max')) : undefined)
  );
}

/** The key, which no limit but those of earlier lists needs. */
export function checkQualityKey(textOf: TextOf): Verdict {
  return checkPath(OF_EARLIER_LISTS.map(textOf).join(''), textOf('key'));
}

/** A limit of any sign; empty for none. */
function checkLimit(text: string): Verdict {
  return text === '' || Number.isFinite(Number(text)) ? undefined : { key: 'limitNumber' };
}

/** Seconds, minutes or a distance; empty for no limit. */
export function checkPositive(text: string): Verdict {
  const isGood = text === '' || (Number(text) > 0 && Number.isFinite(Number(text)));
  return isGood ? undefined : { key: 'limitPositive' };
}

/** How many; empty for no limit. */
function checkWhole(text: string): Verdict {
  return text === '' || isWholeNumber(text, 1) ? undefined : { key: 'limitWhole' };
}

/** Lists in which something may not be the same; empty for no limit. One alone is always the same as itself. */
function checkLists(text: string): Verdict {
  return text === '' || isWholeNumber(text, 2) ? undefined : { key: 'limitLists' };
}

/** What is checked by a rule needs its path. */
export function checkPath(limit: { length: number }, path: { length: number }): Verdict {
  return limit.length > 0 && path.length === 0 ? { key: 'pathMissing' } : undefined;
}

/** The least and the most that a value may be. */
function checkRange(min: string, max: string): Verdict {
  const isCrossed = min !== '' && max !== '' && Number(min) > Number(max);
  return isCrossed ? { key: 'limitsCrossed' } : undefined;
}

/** A zone of the IANA database; empty for none. */
export function checkZone(text: string): Verdict {
  try {
    if (text !== '') Intl.DateTimeFormat('en-US', { timeZone: text });
    return undefined;
  } catch {
    return { key: 'zoneUnknown', values: { zone: text } };
  }
}
