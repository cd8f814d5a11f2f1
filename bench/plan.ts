import { CONTENDERS, type ContenderName } from './contenders';

/** What is done in a case, and which table of the report has its rows. */
export type CaseKind = 'poll' | 'unchanged' | 'parallel';

/** A list, and who polls it how often. */
export interface Case {
  readonly kind: CaseKind;
  readonly items: number;
  /** How many nodes ask at the same time. */
  readonly nodes: number;
  /** Measured polls of each contender in all starts: an even number in each, because two rounds are compared. */
  readonly rounds: number;
  /** How often the contenders are started for that; once by default. */
  readonly starts?: number;
  /** Polls before the measured ones of each start; a quarter as many by default. */
  readonly warmUp?: number;
  readonly contenders: readonly ContenderName[];
}

/** How much is measured. */
export interface Plan {
  readonly cases: readonly Case[];
  /** Processes that are started for each figure of what loading costs. */
  readonly starts: number;
}

/** One node of each kind, and a list that is new each time. */
function poll(items: number, rounds: number): Case {
  return { kind: 'poll', items, nodes: 1, rounds, contenders: CONTENDERS };
}

/**
 * The same for a short list: with several starts, because one is a few percent faster than the next, and
 * after as many polls as V8 goes on compiling for, which is an hour with one a minute.
 */
function pollShort(items: number, rounds: number): Case {
  return { ...poll(items, rounds), starts: 8, warmUp: 60 };
}

/** The same for a long one: how often all garbage is collected differs from start to start. */
function pollLong(items: number, rounds: number): Case {
  return { ...poll(items, rounds), starts: 4 };
}

/** A list of which the service says that it is unchanged. _items_ keeps none for later, nor does Python. */
function pollUnchanged(items: number, rounds: number): Case {
  const contenders = ['baseline', 'list', 'pages', 'core'] as const;
  return { kind: 'unchanged', items, nodes: 1, rounds, contenders };
}

/** Many nodes that want the same list of 5,000 items. */
function pollInParallel(nodes: number, rounds: number): Case {
  const contenders = ['baseline', 'list', 'items', 'pages', 'core'] as const;
  return { kind: 'parallel', items: 5_000, nodes, rounds, contenders };
}

/** What the report shows. */
export const FULL: Plan = {
  cases: [
    pollShort(100, 208),
    pollShort(500, 160),
    pollShort(2_000, 128),
    pollShort(5_000, 128),
    pollLong(50_000, 64),
    poll(200_000, 10),
    pollUnchanged(5_000, 20),
    pollUnchanged(50_000, 8),
    pollInParallel(1, 20),
    pollInParallel(20, 10),
    pollInParallel(200, 2),
  ],
  starts: 5,
};

/** Enough to see that all parts work; its times mean little. */
export const QUICK: Plan = {
  cases: [poll(100, 2), poll(5_000, 2), pollUnchanged(5_000, 2), pollInParallel(20, 2)],
  starts: 1,
};

/** What is profiled: mostly with the baseline of the same list. */
export const PROFILES = [
  { contender: 'baseline', items: 100 },
  { contender: 'list', items: 100 },
  { contender: 'core', items: 100 },
  { contender: 'baseline', items: 2_000 },
  { contender: 'list', items: 2_000 },
  { contender: 'baseline', items: 5_000 },
  { contender: 'list', items: 5_000 },
  { contender: 'baseline', items: 50_000 },
  { contender: 'pages', items: 50_000 },
  { contender: 'list', items: 200_000 },
] as const;
