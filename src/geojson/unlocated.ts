/** Why an item has no place on the map. Flows can act on these, so they never change. */
export type UnlocatedReason =
  /** The item is a text, a number or a list, and has no fields. */
  | 'noObject'
  /** No location stands where it is looked for. */
  | 'noLocation'
  /** A latitude or a longitude is no number. */
  | 'notANumber'
  /** A latitude beyond 90 or a longitude beyond 180 degrees. */
  | 'outOfRange'
  /** Out of range, but right the other way round. */
  | 'swapped'
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
    super(reason);
  }
}
