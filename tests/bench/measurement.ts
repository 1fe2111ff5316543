import type { Bench, Side } from './bench.ts';
import type { Budget, Figure, Unit } from './figure.ts';
import { spreadOf } from './statistics.ts';

/** One thing that is measured of both extensions. */
export type Measurement = {
  readonly name: string;
  readonly unit: Unit;
  /** How often each side is read; a quick run reads it less often. */
  readonly rounds: number;
  readonly budget?: Budget;
  readonly note?: string;
  /** Makes everything ready. @returns what takes one reading of one side. */
  readonly prepare: (bench: Bench) => Promise<(side: Side) => Promise<number>>;
};

const QUICK_ROUNDS = 3;
const WARM_UPS = 2;

/** Reads both sides in turn; which is first alternates too. The first readings do not count. */
export async function measure(
  measurement: Measurement,
  bench: Bench,
  isQuick: boolean,
): Promise<Figure> {
  const { name, unit, budget, note } = measurement;
  const read = await measurement.prepare(bench);
  const readings: Record<Side, number[]> = { product: [], minimal: [] };
  const rounds = isQuick ? Math.min(QUICK_ROUNDS, measurement.rounds) : measurement.rounds;
  const warmUps = rounds === 1 ? 0 : WARM_UPS;
  for (let round = -warmUps; round < rounds; round += 1) {
    const sides =
      round % 2 === 0 ? (['product', 'minimal'] as const) : (['minimal', 'product'] as const);
    for (const side of sides) {
      const reading = await read(side);
      if (round >= 0) readings[side].push(reading);
    }
  }
  return {
    name,
    unit,
    product: spreadOf(readings.product),
    minimal: spreadOf(readings.minimal),
    ...(budget === undefined ? {} : { budget }),
    ...(note === undefined ? {} : { note }),
  };
}
