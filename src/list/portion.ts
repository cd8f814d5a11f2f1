/** A part of a list, which comes in its order. */
export interface Portion {
  readonly items: unknown[];
  /** Whether the list is whole with it. */
  readonly isLast: boolean;
  /** Set on the last one when the service says that the list is as it was the last time. */
  readonly isUnchanged?: boolean | undefined;
  /** Set on the last one where the service says how many items the list has; they may be more than came. */
  readonly total?: number | undefined;
}

/** Takes a portion; the next one is not read before. */
export type HandOn = (portion: Portion) => Promise<void>;
