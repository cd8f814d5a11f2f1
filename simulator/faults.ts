import { fraction } from '../src/sample/chance';
import type { RecordedRequest } from './request-log';

/** What may be done to a request instead of answering it properly. Times are in milliseconds. */
export type Fault = AnswerFault | RedirectFault | DelayFault | ConnectionFault | BodyFault;

/** Answers with anything, such as a 503, a 429 with `retry-after`, or an HTML error page. */
export interface AnswerFault {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers with a redirect, 302 by default. */
export interface RedirectFault {
  readonly kind: 'redirect';
  readonly location: string;
  readonly status?: number;
}

/** Waits, then answers properly. */
export interface DelayFault {
  readonly kind: 'delay';
  readonly ms: number;
}

/**
 * Never sends a byte: `hang` keeps the connection open, `reset` breaks it
 * off with an RST, `close` ends it with a FIN.
 */
export interface ConnectionFault {
  readonly kind: 'hang' | 'reset' | 'close';
}

/**
 * Spoils the body of the proper answer.
 * - `resetBody` promises all of it, sends `bytes` of it, and resets the connection.
 * - `truncate` sends `bytes` of it as a message that is complete as far as HTTP shows.
 * - `drip` sends all of it, `bytes` at a time with a pause of `interval` in between.
 */
export type BodyFault =
  | { readonly kind: 'resetBody'; readonly bytes: number }
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly interval: number };

/** Whether a fault keeps an answer from being made at all. */
export function isConnectionFault(fault: Fault): fault is ConnectionFault {
  return fault.kind === 'hang' || fault.kind === 'reset' || fault.kind === 'close';
}

/** Which requests a fault is meant for; a field left out admits all. */
export interface FaultFilter {
  readonly method?: string;
  /** A text must be the complete path; a pattern need only match. */
  readonly path?: string | RegExp;
  /** The same for the raw query string, without its question mark. */
  readonly search?: string | RegExp;
  /** The `grant_type` of a token request. */
  readonly grant?: string;
}

/** One fault of a script, and when it strikes. */
export interface ScriptedFault {
  readonly on?: FaultFilter;
  readonly fault: Fault;
  /** How often it strikes; once by default, and `Infinity` is allowed. */
  readonly times?: number;
  /** How many requests that match are spared first. */
  readonly after?: number;
}

/** Faults that strike by chance. The same seed and order of requests give the same faults. */
export interface RandomFaults {
  readonly on?: FaultFilter;
  /** The share of requests that fail, from 0 to 1. */
  readonly rate: number;
  /** An integer. */
  readonly seed: number;
  /** The faults to choose from, each as likely as the others. */
  readonly kinds: readonly Fault[];
}

/** A fault that was added, for a look at how often it has struck. */
export interface FaultRule {
  readonly struck: number;
}

/**
 * The faults of a simulator. A request is offered to every rule in the order
 * of adding, until one strikes.
 */
export class FaultScript {
  #rules: Rule[] = [];

  /** Adds a fault that strikes a number of times. */
  add({ on = {}, fault, times = 1, after = 0 }: ScriptedFault): FaultRule {
    let spared = 0;
    return this.#add(on, (struck) => {
      if (struck >= times || spared++ < after) return undefined;
      return fault;
    });
  }

  /** Adds faults that strike by chance. */
  random({ on = {}, rate, seed, kinds }: RandomFaults): FaultRule {
    let offered = 0;
    return this.#add(on, () => {
      offered += 1;
      if (fraction(seed, offered, 0) >= rate) return undefined;
      return kinds[Math.floor(fraction(seed, offered, 1) * kinds.length)];
    });
  }

  /** Forgets all faults; those that are under way run on. */
  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this request, if one does. */
  strike(request: RecordedRequest): Fault | undefined {
    for (const rule of this.#rules) {
      const fault = matches(rule.on, request) ? rule.offer(rule.struck) : undefined;
      if (fault) {
        rule.struck += 1;
        return fault;
      }
    }
    return undefined;
  }

  #add(on: FaultFilter, offer: Rule['offer']): FaultRule {
    const rule = { on, offer, struck: 0 };
    this.#rules.push(rule);
    return rule;
  }
}

interface Rule {
  readonly on: FaultFilter;
  /** Decides about one request that matches. */
  readonly offer: (struck: number) => Fault | undefined;
  struck: number;
}

function matches({ method, path, search, grant }: FaultFilter, request: RecordedRequest): boolean {
  return (
    (method ?? request.method) === request.method &&
    matchesText(path, request.path) &&
    matchesText(search, request.search) &&
    (grant ?? request.body['grant_type']) === request.body['grant_type']
  );
}

function matchesText(wanted: string | RegExp | undefined, text: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === text : text.search(wanted) >= 0;
}
