import type { HttpAnswer, RateLimit, Send } from './message';
import { parseDate, waitOf } from './status';

type Header = HttpAnswer['header'];

/**
 * Reads the figures of an answer: `RateLimit` and `RateLimit-Policy` of the IETF's
 * draft, as it is and as it was, or `X-RateLimit-Limit`, `-Remaining` and `-Reset`.
 * Nothing where there are none.
 */
export function rateLimitOf(header: Header): RateLimit | undefined {
  const figures = ofPolicy(header) ?? ofHeaders('ratelimit', header) ?? ofOldHeaders(header);
  const rate = defined({ ...figures, retryAfter: waitOf(header) });
  return Object.keys(rate).length === 0 ? undefined : rate;
}

/** A layer that reports the figures of each answer to who watches the call. */
export function reportRateLimit(send: Send): Send {
  return (request) =>
    send({
      ...request,
      read: (answer) => {
        const rate = rateLimitOf(answer.header);
        if (rate !== undefined) request.observer?.onRateLimit?.(rate);
        return request.read(answer);
      },
    });
}

/** `"hour";r=50;t=30`, and before draft 8 `limit=100, remaining=50, reset=30`. */
function ofPolicy(header: Header): RateLimit | undefined {
  const said = header('ratelimit') ?? '';
  if (/\bremaining=/.test(said)) {
    return {
      limit: parameter(said, 'limit'),
      remaining: parameter(said, 'remaining'),
      reset: parameter(said, 'reset'),
    };
  }
  const policies = policiesIn(said).flatMap(({ name, text }) => {
    const remaining = parameter(text, 'r');
    return remaining === undefined ? [] : [{ name, remaining, reset: parameter(text, 't') }];
  });
  // The one that ends first is the one that counts.
  const [least] = policies.toSorted((a, b) => a.remaining - b.remaining);
  if (least === undefined) return undefined;
  const policy = policiesIn(header('ratelimit-policy')).find(({ name }) => name === least.name);
  return {
    limit: parameter(policy?.text ?? '', 'q'),
    remaining: least.remaining,
    reset: least.reset,
  };
}

/** The members of a list of RFC 9651, each a string with parameters. */
function policiesIn(list = ''): { name: string; text: string }[] {
  return [...list.matchAll(/"([^"]*)"([^,]*)/g)].map(([, name = '', text = '']) => ({
    name,
    text,
  }));
}

function parameter(text: string, name: string): number | undefined {
  return numberOf(new RegExp(`(?:^|[;,\\s])${name}=(\\d+)`).exec(text)?.[1]);
}

function ofOldHeaders(header: Header): RateLimit | undefined {
  const figures = ofHeaders('x-ratelimit', header) ?? ofHeaders('x-rate-limit', header);
  if (figures?.reset === undefined) return figures;
  return { ...figures, reset: secondsUntil(figures.reset, header('date')) };
}

function ofHeaders(prefix: string, header: Header): RateLimit | undefined {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    numberOf(/^\s*(\d+)/.exec(header(`${prefix}-${name}`) ?? '')?.[1]),
  );
  const isThere = limit !== undefined || remaining !== undefined;
  return isThere ? { limit, remaining, reset } : undefined;
}

/** Some count from now on, others from 1970, in seconds or in milliseconds. */
function secondsUntil(reset: number, date: string | undefined): number {
  const now = parseDate(date ?? '') ?? Date.now();
  if (reset > 1e11) return Math.max(0, Math.ceil((reset - now) / 1_000));
  return reset > 1e9 ? Math.max(0, Math.ceil(reset - now / 1_000)) : reset;
}

function numberOf(digits: string | undefined): number | undefined {
  const number = Number(digits);
  return digits !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

function defined(rate: RateLimit): RateLimit {
  return Object.fromEntries(Object.entries(rate).filter(([, value]) => value !== undefined));
}
