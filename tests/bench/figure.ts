import type { Spread } from './statistics.ts';

export type Unit = 'ms' | 'kB' | 'MB';

/** The most that a figure may be: so many times that of the minimal extension, or this value in its unit. */
export type Budget = { readonly ratio: number } | { readonly value: number };

/** What was measured of the product and, in the same run, of the minimal extension. */
export type Figure = {
  readonly name: string;
  readonly unit: Unit;
  readonly product: Spread;
  readonly minimal: Spread;
  readonly budget?: Budget;
  /** What the product does for it that the minimal extension does not */
  readonly note?: string;
};

/** How many times that of the minimal extension the product takes. */
export function ratioOf({ product, minimal }: Figure): number {
  return product.median / minimal.median;
}

/** Whether a figure keeps to its budget, or by how much it does not; undefined where it has none. */
export function judge(figure: Figure): string | undefined {
  const { budget, unit, product } = figure;
  if (budget === undefined) return undefined;
  const [actual, most, allowed] =
    'ratio' in budget
      ? [ratioOf(figure), budget.ratio, `≤ ${budget.ratio} ×`]
      : [product.median, budget.value, `≤ ${budget.value} ${unit}`];
  return actual <= most
    ? `${allowed}: met`
    : `${allowed}: missed by ${Math.ceil((actual / most - 1) * 100)} %`;
}
