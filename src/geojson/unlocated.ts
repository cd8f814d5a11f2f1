/** Why an item has no place on the map. Callers can act on these, so they never change. */
export type UnlocatedReason =
  /** The item is a text, a number or a list, and has no fields. */
  | 'noObject'
  /** There is no location where it is looked for. */
  | 'noLocation'
  /** A latitude or a longitude is not a number. */
  | 'notANumber'
  /** A latitude beyond 90 or a longitude beyond 180 degrees. */
  | 'outOfRange'
  /** Out of range, but right the other way round. */
  | 'swapped'
  /** At latitude 0 and longitude 0, which many services write where they do not know. */
  | 'nullIsland'
  | 'geometryInvalid'
  | 'wktInvalid'
  | 'polylineInvalid'
  /** The ends of a line are ids, but no devices came with the list. */
  | 'devicesMissing'
  /** No device has the id of an end. */
  | 'deviceUnknown'
  /** The device at an end has no position itself. */
  | 'deviceUnlocated';

/** Thrown for an item that cannot be drawn; stays inside of this folder. */
export class Unlocated extends Error {
  override readonly name = 'Unlocated';

  constructor(readonly reason: UnlocatedReason) {
    // Most of the items may have no place: the stack of each would take longer than all the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(reason);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What a read returns, or nothing where it finds that the item cannot be drawn. */
export function unlessUnlocated<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unlocated) return undefined;
    throw error;
  }
}

/**
 * Characters that a geometry may be written in, which is a line of some hundred thousand
 * positions: more would stop everything else while it is read, and no map could draw it.
 */
export const LONGEST_TEXT = 2 ** 20;
