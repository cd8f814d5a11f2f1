import { fraction } from '../src/sample/chance';
import type { Fault } from './fault';
import type { RecordedRequest } from './request-log';

/** Which requests a fault is meant for; a field left out admits all. */
export interface FaultFilter {
  readonly method?: string;
  /** A text must be the whole path; a pattern need only match. */
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
