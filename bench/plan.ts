/** A size of the list, and how often it is polled. */
interface Size {
  readonly items: number;
  readonly rounds: number;
}

/** How much is measured. */
export interface Plan {
  readonly sizes: readonly Size[];
  /** Sizes of a list that is the same in each poll, which the service says. */
  readonly unchanged: readonly Size[];
  /** How many nodes ask at once, and how often. */
  readonly crowds: readonly { readonly nodes: number; readonly rounds: number }[];
  /** Items of the list that a crowd asks for. */
  readonly crowdItems: number;
  /** Processes that are started for each figure of what loading costs. */
  readonly starts: number;
}

/** What the document tells. */
export const WHOLE: Plan = {
  sizes: [
    { items: 100, rounds: 60 },
    { items: 5_000, rounds: 40 },
    { items: 50_000, rounds: 11 },
    { items: 200_000, rounds: 7 },
  ],
  unchanged: [
    { items: 5_000, rounds: 20 },
    { items: 50_000, rounds: 7 },
  ],
  crowds: [
    { nodes: 1, rounds: 20 },
    { nodes: 20, rounds: 9 },
    { nodes: 200, rounds: 2 },
  ],
  crowdItems: 5_000,
  starts: 5,
};

/** Enough to see that all parts work; its times tell little. */
export const QUICK: Plan = {
  sizes: [
    { items: 100, rounds: 2 },
    { items: 5_000, rounds: 2 },
  ],
  unchanged: [{ items: 5_000, rounds: 2 }],
  crowds: [{ nodes: 20, rounds: 1 }],
  crowdItems: 5_000,
  starts: 1,
};
