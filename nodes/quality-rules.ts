/** The limits of an `inode-quality`: the runtime and the dialog check them by the same functions. */
import {
  checkLimit,
  checkLists,
  checkPath,
  checkPositive,
  checkRange,
  checkWhole,
  type Verdict,
} from './rules';
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
