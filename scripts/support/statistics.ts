/** The value below which this share of the values lies: the nearest of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The value in the middle; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(at) - 1], sorted[Math.floor(at)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/**
 * Where the median of all values like these is, as 19 of 20 samples of this size show it: a pair of
 * them, counted from the middle by the normal approximation of their ranks.
 */
export function medianInterval(values: readonly number[]): readonly [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const below = Math.max(0, Math.floor((sorted.length - 1.96 * Math.sqrt(sorted.length)) / 2));
  return [sorted[below] ?? Number.NaN, sorted[sorted.length - 1 - below] ?? Number.NaN];
}

type Points = readonly (readonly [x: number, y: number])[];

/** The slope of the line nearest to the points (least squares). */
export function slope(points: Points): number {
  const x = mean(points.map(([each]) => each));
  const y = mean(points.map(([, each]) => each));
  const rise = points.reduce((sum, [atX, atY]) => sum + (atX - x) * (atY - y), 0);
  const run = points.reduce((sum, [atX]) => sum + (atX - x) ** 2, 0);
  return rise / run;
}

/** The same with both axes logarithmic: 1 for what grows in proportion. */
export function logSlope(points: Points): number {
  return slope(points.map(([x, y]) => [Math.log(x), Math.log(y)]));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
