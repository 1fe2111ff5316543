import { type KeptRunSummary, originInWords, outcomeInWords } from './kept-run';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const YEAR_FIRST = new Intl.DateTimeFormat('en-CA', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/**
 * Whether a kept run has every word of the query in its client, provider, environment, note, outcome, the way it is
 * kept, or its day, written as `21 Nov 2026` or `2026-11-21`.
 */
export function keptRunSearch(query: string): (run: KeptRunSummary) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (run) => {
    const haystack = [
      run.label,
      originInWords(run),
      run.note,
      outcomeInWords(run),
      run.keptAs,
      DAY.format(run.startedAt),
      YEAR_FIRST.format(run.startedAt),
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
}
