/** One poll, from its trigger to its last message. */
export interface Sample {
  /** Milliseconds by the clock. */
  readonly ms: number;
  /** Milliseconds of computing in all threads of the process. */
  readonly cpuMs: number;
  /** Milliseconds until the first message. */
  readonly firstMs: number;
  /**
   * The longest that a timer due every millisecond was kept waiting; `null`
   * where there is no event loop.
   */
  readonly pauseMs: number | null;
}

/** What polls take of memory over what the process had before the first of them. */
export interface Strain {
  /** Bytes of memory, at the peak as the operating system saw it. */
  readonly rss: number;
  /** Bytes of JavaScript's heap, garbage included, at the highest of the looks at it. */
  readonly heap: number | null;
}

/** How often the server was asked. */
export interface Counts {
  readonly requests: number;
  /** Those of them that it answered with 304. */
  readonly unchanged: number;
  readonly tokenRequests: number;
}

export function assertSample(value: unknown): asserts value is Sample {
  assertFigures(value, ['ms', 'cpuMs', 'firstMs'], ['pauseMs']);
}

export function assertStrain(value: unknown): asserts value is Strain {
  assertFigures(value, ['rss'], ['heap']);
}

export function assertCounts(value: unknown): asserts value is Counts {
  assertFigures(value, ['requests', 'unchanged', 'tokenRequests']);
}

/** What another process reports is as foreign as what a service answers. */
export function assertFigures(
  value: unknown,
  names: readonly string[],
  orNull: readonly string[] = [],
): asserts value is Record<string, number | null> {
  const figures = new Map(Object.entries(Object(value)));
  const isGood =
    names.every((name) => typeof figures.get(name) === 'number') &&
    orNull.every((name) => figures.get(name) === null || typeof figures.get(name) === 'number');
  if (!isGood) throw new TypeError(`not the figures that were asked for: ${JSON.stringify(value)}`);
}
