/**
 * The rules that a setting must keep, for the runtime and for the edit dialogs:
 * both check by these functions, and say the same. They run in a browser, too.
 *
 * The settings come as texts without spaces around them; variables of the
 * environment are for the caller.
 */
import { type AddressFault, type AddressName, addressFault } from '../src/http/address';
import { type HeaderFault, headerFault } from '../src/http/header-rules';
import { isAround, stepsOf } from '../src/path-steps';
import { isReference, LONGEST_TIMEOUT, referencedVariable } from './settings';

export { isUnprotected } from '../src/http/address';
export { isSafe } from '../src/http/safe-methods';
export { usualCursorPath } from '../src/list/usual-names';
export { pathInLastItem, splitPaths } from '../src/path-steps';

/** Each rule by the key of what is said of a setting that breaks it: below `reason` in the catalog. */
export type RuleKey =
  | AddressFault
  | HeaderFault
  | 'timeoutNumber'
  | 'retriesNumber'
  | 'concurrencyNumber'
  | 'maxMegabytesNumber'
  | 'requestsPerMinuteNumber'
  | 'variableSpaced'
  | 'pollsNumber'
  | 'topicsNumber'
  | 'daysNumber'
  | 'thresholdNumber'
  | 'pathAlone'
  | 'tableInvalid'
  | 'fieldsOverlap'
  | 'thresholdOnArray'
  | 'choiceUnknown'
  | 'listNoGet'
  | 'zoneUnknown'
  | 'limitNumber'
  | 'limitPositive'
  | 'limitWhole'
  | 'limitLists'
  | 'pathMissing'
  | 'limitsCrossed'
  | 'pageSizeNumber'
  | 'cursorNoPath'
  | 'sinceAlone'
  | 'sinceOverlap';

/** What is wrong with a setting. */
export interface BrokenRule {
  readonly key: RuleKey;
  /** What the text is filled with. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export type Verdict = BrokenRule | undefined;

/** Seconds. */
const DAY = 86_400;

/** Where credentials are sent. */
export function checkAddress(name: AddressName, text: string, allowInsecure: boolean): Verdict {
  // Browsers write a space in a host name as %20, where Node.js finds no address.
  const isHost = !URL.canParse(text) || !new URL(text).hostname.includes('%');
  const key = isHost ? addressFault(name, text, allowInsecure) : (`${name}Invalid` as const);
  return key === undefined ? undefined : { key };
}

/** Whether the path of a request stays below the base URL. */
export function isPathBelow(text: string): boolean {
  if (/^([a-z]+:)?\/\//i.test(text)) return false;
  const base = 'https://base.invalid/api/';
  const path = text.replace(/^\//, '');
  return URL.canParse(path, base) && new URL(path, base).href.startsWith(base);
}

/** Seconds; empty for the default. */
export function checkTimeout(text: string): Verdict {
  const isGood = text === '' || (Number(text) > 0 && Number(text) <= LONGEST_TIMEOUT);
  return isGood ? undefined : { key: 'timeoutNumber', values: { most: LONGEST_TIMEOUT } };
}

/** A time-out that makes sense: the runtime takes longer ones, which flows may have saved. */
export function checkSensibleTimeout(text: string): Verdict {
  const isGood = text === '' || (Number(text) > 0 && Number(text) <= DAY);
  return isGood ? undefined : { key: 'timeoutNumber', values: { most: DAY } };
}

/** How often something is repeated; empty for the default. */
export function checkRetries(text: string): Verdict {
  return text === '' || isWholeNumber(text, 0) ? undefined : { key: 'retriesNumber' };
}

/** Requests at the same time; empty for the default. */
export function checkConcurrency(text: string): Verdict {
  return text === '' || isWholeNumber(text, 1) ? undefined : { key: 'concurrencyNumber' };
}

/** Memory for answers; empty where the heap decides. */
export function checkMaxMegabytes(text: string): Verdict {
  return text === '' || Number(text) > 0 ? undefined : { key: 'maxMegabytesNumber' };
}

/** Requests a minute; empty for any number. */
export function checkRequestsPerMinute(text: string): Verdict {
  const isGood = text === '' || isWholeNumber(text, 1);
  return isGood ? undefined : { key: 'requestsPerMinuteNumber' };
}

/** Lists in a row. */
export function checkPolls(text: string): Verdict {
  return isWholeNumber(text, 1) ? undefined : { key: 'pollsNumber' };
}

/** Topics that are remembered. */
export function checkTopics(text: string): Verdict {
  return isWholeNumber(text, 1) ? undefined : { key: 'topicsNumber' };
}

/** Days for which a topic is remembered. */
export function checkDays(text: string): Verdict {
  return Number(text) > 0 ? undefined : { key: 'daysNumber' };
}

/** How far a number must move to count; empty for any change. */
export function checkThreshold(text: string, path: string): Verdict {
  const isGood = Number(text) >= 0 && Number(text) < Number.POSITIVE_INFINITY;
  return isGood ? undefined : { key: 'thresholdNumber', values: { path } };
}

/**
 * Two fields of which one is in the other, or that are the same: each would be compared
 * twice. Flows that were saved with such fields go on running, so only the dialog checks.
 */
export function checkOverlap(paths: readonly string[]): Verdict {
  for (const [at, inner] of paths.entries()) {
    const outer = paths.find((path, other) => other !== at && isAround(path, inner));
    if (outer !== undefined) return { key: 'fieldsOverlap', values: { outer, inner } };
  }
  return undefined;
}

/**
 * A threshold of an array, which is one value and never within it.
 *
 * @param seen paths of what is in the items, as far as that is known: `[0]` leads into an array
 */
export function checkThresholdTarget(
  threshold: string,
  path: string,
  seen: readonly string[],
): Verdict {
  if (threshold === '' || Number(threshold) === 0) return undefined;
  const first = [...stepsOf(path), '0'].join('\0');
  const isArray = seen.some((each) => each.endsWith('[0]') && stepsOf(each).join('\0') === first);
  return isArray ? { key: 'thresholdOnArray', values: { path } } : undefined;
}

export function checkChoice(text: string, choices: readonly string[]): Verdict {
  return isChoice(text, choices) ? undefined : unknownChoice(choices);
}

export function unknownChoice(choices: readonly string[]): BrokenRule {
  return { key: 'choiceUnknown', values: { choices: choices.join(', ') } };
}

export function isChoice<Choice extends string>(
  text: string,
  choices: readonly Choice[],
): text is Choice {
  return choices.some((choice) => choice === text);
}

/** What is saved where rows should be; nothing for none. A flow that was written by hand may hold anything. */
export function checkRows(saved: unknown): Verdict {
  const isTable =
    saved === undefined || saved === null || (Array.isArray(saved) && saved.every(isRow));
  return isTable ? undefined : { key: 'tableInvalid' };
}

/** Whether a value in a row is one that a dialog can show as text. */
export function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** The name of a header that a request may set. */
export function checkHeader(name: string): Verdict {
  const key = headerFault(name);
  return key === undefined ? undefined : { key, values: { name } };
}

/** Two paths, as texts or as steps, that are of no use without each other. */
export function checkPair(one: { length: number }, other: { length: number }): Verdict {
  return one.length > 0 === other.length > 0 ? undefined : { key: 'pathAlone' };
}

/** A text as it was saved: with a space beside it, Node-RED takes a variable for a text like any other. */
export function checkVariable(saved: string): Verdict {
  const name = referencedVariable(saved.trim());
  return name === undefined || isReference(saved)
    ? undefined
    : { key: 'variableSpaced', values: { name } };
}

/** Whether a text is a whole number, this one or more. */
export function isWholeNumber(text: string, least: number): boolean {
  return text !== '' && Number.isInteger(Number(text)) && Number(text) >= least;
}

function isRow(row: unknown): boolean {
  return typeof row === 'object' && row !== null;
}
