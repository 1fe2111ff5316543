/** The middle of several readings, and how far the middle half of them lies apart. */
export type Spread = {
  readonly median: number;
  /** Of the first and the third quarter; the difference is the interquartile range */
  readonly quartiles: readonly [number, number];
  readonly count: number;
};

/** @param readings in any order. @throws Error where there is none: what was not measured has no figure. */
export function spreadOf(readings: readonly number[]): Spread {
  if (readings.length === 0) throw new Error('nothing was measured');
  const sorted = readings.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
    count: sorted.length,
  };
}

/** Between two readings the value is interpolated (type 7 of Hyndman and Fan). */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
