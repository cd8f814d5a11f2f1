import type { HttpAnswer, RateLimit } from './message';
import { parseDate, waitOf } from './status';

type Header = HttpAnswer['header'];

/** Seconds. */
const DAY = 86_400;

/** Most answers have none of these. */
const NAMES = ['ratelimit', 'x-ratelimit', 'x-rate-limit']
  .flatMap((prefix) => [prefix, `${prefix}-limit`, `${prefix}-remaining`, `${prefix}-reset`])
  .concat('retry-after');

/**
 * Reads the figures of an answer: `RateLimit` and `RateLimit-Policy` of the IETF's
 * draft, as it is and as it was, or `X-RateLimit-Limit`, `-Remaining` and `-Reset`.
 * Nothing where there are none.
 */
export function rateLimitOf(header: Header): RateLimit | undefined {
  if (NAMES.every((name) => header(name) === undefined)) return undefined;
  const figures = ofPolicy(header) ?? ofHeaders('ratelimit', header) ?? ofOldHeaders(header);
  const rate = defined({ ...figures, retryAfter: waitOf(header) });
  return Object.keys(rate).length === 0 ? undefined : rate;
}

/** `"hour";r=50;t=30`, and before draft 8 `limit=100, remaining=50, reset=30`. */
function ofPolicy(header: Header): RateLimit | undefined {
  const members = membersIn(header('ratelimit'));
  const old = new Map(members.flatMap(({ numbers }) => [...numbers]));
  if (old.has('remaining')) {
    return { limit: old.get('limit'), remaining: old.get('remaining'), reset: old.get('reset') };
  }
  const policies = members.flatMap(({ name, numbers }) => {
    const remaining = numbers.get('r');
    return remaining === undefined ? [] : [{ name, remaining, reset: numbers.get('t') }];
  });
  // The one that ends first is the one that counts.
  const [least] = policies.toSorted((a, b) => a.remaining - b.remaining);
  if (least === undefined) return undefined;
  const { name, ...figures } = least;
  const policy = membersIn(header('ratelimit-policy')).find((member) => member.name === name);
  return { limit: policy?.numbers.get('q'), ...figures };
}

/** A member of a list of RFC 9651. */
interface Member {
  readonly name: string;
  /** Its parameters that are numbers. */
  readonly numbers: ReadonlyMap<string, number>;
}

function membersIn(list = ''): Member[] {
  return list.split(',').map((member) => {
    const parts = member.split(';').map((part) => part.trim());
    const numbers = new Map<string, number>();
    for (const part of parts) {
      const [key = '', value = ''] = part.split('=');
      const number = numberOf(value);
      if (number !== undefined) numbers.set(key, number);
    }
    return { name: parts[0] ?? '', numbers };
  });
}

function ofOldHeaders(header: Header): RateLimit | undefined {
  const figures = ofHeaders('x-ratelimit', header) ?? ofHeaders('x-rate-limit', header);
  if (figures?.reset === undefined) return figures;
  return { ...figures, reset: secondsUntil(figures.reset, header('date')) };
}

function ofHeaders(prefix: string, header: Header): RateLimit | undefined {
  const figure = (name: string, round: (figure: number) => number): number | undefined => {
    const number = numberOf((header(`${prefix}-${name}`) ?? '').split(/[,;]/)[0]);
    return number === undefined ? undefined : round(number);
  };
  const [limit, remaining] = ['limit', 'remaining'].map((name) => figure(name, Math.floor));
  const isThere = limit !== undefined || remaining !== undefined;
  return isThere ? { limit, remaining, reset: figure('reset', Math.ceil) } : undefined;
}

/**
 * Some count from now on, others from 1970, in seconds or in milliseconds. Without the answer's
 * own `Date`, the clock of this machine is not believed where it is more than a day off.
 */
function secondsUntil(reset: number, date: string | undefined): number | undefined {
  if (reset <= 1e9) return reset;
  const sentAt = parseDate(date ?? '');
  const at = reset > 1e11 ? reset : reset * 1_000;
  const seconds = Math.ceil((at - (sentAt ?? Date.now())) / 1_000);
  if (sentAt === undefined && Math.abs(seconds) > DAY) return undefined;
  return Math.max(0, seconds);
}

function numberOf(text = ''): number | undefined {
  const digits = text.trim();
  return /^\d{1,15}(?:\.\d{1,9})?$/.test(digits) ? Number(digits) : undefined;
}

function defined(rate: RateLimit): RateLimit {
  return Object.fromEntries(Object.entries(rate).filter(([, value]) => value !== undefined));
}
