/** How much is measured. */
export interface Plan {
  /** The sizes of the list, and how often each is polled. */
  readonly sizes: readonly { readonly items: number; readonly rounds: number }[];
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
  crowds: [{ nodes: 20, rounds: 1 }],
  crowdItems: 5_000,
  starts: 1,
};
