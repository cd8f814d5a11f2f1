/** What a poll spends its time with. */
export interface Profile {
  /** Where the CPU was found, most time first. */
  readonly places: readonly Place[];
  /** The collections of garbage, by their kinds. */
  readonly collections: readonly Collections[];
}

export interface Place {
  /** What the place belongs to. */
  readonly part: string;
  /** The function, and its file. */
  readonly name: string;
  /** Milliseconds in each poll, those of the functions that it calls not counted. */
  readonly ms: number;
}

export interface Collections {
  readonly kind: string;
  /** In each poll. */
  readonly count: number;
  /** Milliseconds in each poll. */
  readonly ms: number;
  readonly longestMs: number;
}

/** What another process reports is as foreign as what a service answers. */
export function assertProfile(value: unknown): asserts value is Profile {
  const { places, collections }: Partial<Record<keyof Profile, unknown>> = Object(value);
  const isPlace = (each: unknown): boolean => {
    const { part, name, ms }: Partial<Record<keyof Place, unknown>> = Object(each);
    return typeof part === 'string' && typeof name === 'string' && typeof ms === 'number';
  };
  const isKind = (each: unknown): boolean => {
    const { kind, ...figures }: Record<string, unknown> = Object(each);
    return (
      typeof kind === 'string' && areNumbers(figures['count'], figures['ms'], figures['longestMs'])
    );
  };
  if (Array.isArray(places) && places.every(isPlace)) {
    if (Array.isArray(collections) && collections.every(isKind)) return;
  }
  throw new TypeError('not a profile');
}

function areNumbers(...values: unknown[]): boolean {
  return values.every((value) => typeof value === 'number');
}
