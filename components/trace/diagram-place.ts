import type { CSSProperties } from 'react';
import type { Participant, TraceParty } from '@/utils/trace/trace';

/** Where something stands in the diagram that reaches from one lifeline to another; the first column is the time. */
export function placeBetween(
  parties: readonly TraceParty[],
  one: Participant,
  other: Participant,
): { readonly style: CSSProperties; readonly isLeftward: boolean } {
  const from = columnOf(parties, one);
  const to = columnOf(parties, other);
  const first = Math.min(from, to);
  const last = Math.max(from, to);
  return {
    style: {
      gridColumn: `${first + 2} / ${last + 3}`,
      '--span': last - first + 1,
    } as CSSProperties,
    isLeftward: to < from,
  };
}

function columnOf(parties: readonly TraceParty[], wanted: Participant): number {
  return Math.max(
    0,
    parties.findIndex(({ participant }) => participant === wanted),
  );
}
