/** Messages for nodes: each node gets so many, this far apart. */
export interface Order {
  readonly ids: readonly string[];
  readonly count: number;
  /** Milliseconds from one message of a node to its next one. */
  readonly interval: number;
  /** Whether each asks for something else. */
  readonly areDifferent: boolean;
  /** Items of the list that each message brings, if it brings one. */
  readonly items?: number;
  /** Whether each item of the list has another speed than in the order before. */
  readonly moves?: boolean;
}

/** What became of the messages so far. */
export interface Report {
  /** Messages that have come to their end, and how: `sent`, or the code of an error. */
  readonly ends: Readonly<Record<string, number>>;
  /** Numbers of the messages that a node sent, in their order. */
  readonly left: Readonly<Record<string, readonly number[]>>;
  /** Lengths of the lists that were sent. */
  readonly lengths: readonly number[];
  /** What must not be, in words. */
  readonly violations: readonly string[];
}

export function isOrder(value: unknown): value is Order {
  return typeof value === 'object' && value !== null && 'ids' in value;
}

export function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'ends' in value;
}
