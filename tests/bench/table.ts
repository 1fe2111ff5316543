import { type Figure, judge, ratioOf } from './figure.ts';
import type { Spread } from './statistics.ts';

const HEAD = ['', 'OAuth Workbench', 'minimal extension', 'ratio', 'budget'];

/** The figures as a table in Markdown, with the median of each and the quartiles beside it. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.note === undefined ? figure.name : `${figure.name} (${figure.note})`,
    inWords(figure.product, figure.unit),
    inWords(figure.minimal, figure.unit),
    `${ratioOf(figure).toFixed(2)} ×`,
    judge(figure) ?? '',
  ]);
  const widths = HEAD.map((_, column) =>
    Math.max(3, ...[HEAD, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = lineOf(widths.map((width) => '-'.repeat(width)));
  return [lineOf(HEAD), rule, ...rows.map(lineOf)].join('\n');
}

function inWords({ median, quartiles: [low, high], count }: Spread, unit: string): string {
  return count === 1 || low === high
    ? `${inDigits(median)} ${unit}`
    : `${inDigits(median)} ${unit} (${inDigits(low)}–${inDigits(high)})`;
}

/** Three digits, or all those before the point. */
function inDigits(value: number): string {
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.max(value, 0.01))));
  return value.toLocaleString('en', { maximumFractionDigits: decimals });
}
