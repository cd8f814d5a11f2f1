/** Where a value stands in an item. */
export interface Path {
  /** As the user wrote it: `location.coordinates[0]`. */
  readonly text: string;
  readonly keys: readonly (string | number)[];
}

/** A field that the user named. */
export interface Field extends Path {
  /** How far a number must move to count, in its own unit; 0 for any change. */
  readonly threshold: number;
}

/** How lists are compared. */
export interface Rules {
  /** Where an item has what tells it from all others. */
  readonly key: Path;
  /** Which values matter: all, only the fields, or all but the fields. */
  readonly watch: 'all' | 'only' | 'except';
  readonly fields: readonly Field[];
  /** In how many lists in a row something must be seen before it counts; 1 for at once. */
  readonly polls: number;
  /** What the first list is: the state from which changes are told, or all of it added. */
  readonly first: 'silent' | 'added';
}
