import type { ReactNode } from 'react';
import { type ClosedRun, type FoundRun, isOpenRun } from '@/utils/state/shown-run-store';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { PassphraseForm } from '../vault/PassphraseForm';

type NamedSide = { readonly name: string; readonly runId: string; readonly found: FoundRun };
type ClosedSide = NamedSide & { readonly found: ClosedRun };

/** Why two runs cannot be compared, and what can be done about it: each reason once, whichever runs it holds for. */
export function ClosedSides({ sides }: { readonly sides: readonly NamedSide[] }) {
  const closed = sides.filter((side): side is ClosedSide => !isOpenRun(side.found));
  return REASONS.map(([status, show]) => {
    const found = closed.filter((side) => side.found.status === status);
    return found.length === 0 ? null : <div key={status}>{show(found)}</div>;
  });
}

const REASONS: readonly (readonly [
  ClosedRun['status'],
  (sides: readonly ClosedSide[]) => ReactNode,
])[] = [
  [
    'missing',
    (sides) => (
      <EmptyState title={`${subject(sides)} not here`}>
        Runs are in memory until the browser closes, and the oldest give way to new ones, unless you
        keep them. <a href="#/runs">See all runs</a>
      </EmptyState>
    ),
  ],
  [
    'unreadable',
    (sides) => (
      <Notice tone="bad" role="alert">
        <p>
          {sides.map(({ name, runId }, index) => (
            <span key={name}>
              {index === 0 ? '' : ' and '}
              <a href={`#/runs/${runId}`}>{name}</a>
            </span>
          ))}{' '}
          cannot be read. {[...new Set(sides.map(messageOf))].join(' ')}
        </p>
      </Notice>
    ),
  ],
  [
    'lost',
    (sides) => (
      <Notice tone="caution">
        {`${subject(sides, 'was', 'were')} sealed in a vault that has been forgotten. Nobody can open ${sides.length === 1 ? 'it' : 'them'} any more.`}
      </Notice>
    ),
  ],
  [
    'locked',
    (sides) => (
      <Notice tone="note">
        <p>{`${subject(sides)} sealed in the vault. Unlock it to compare the two.`}</p>
        <PassphraseForm mode="unlock" />
      </Notice>
    ),
  ],
];

function subject(sides: readonly ClosedSide[], one = 'is', many = 'are'): string {
  return `${sides.map(({ name }) => name).join(' and ')} ${sides.length === 1 ? one : many}`;
}

function messageOf({ found }: ClosedSide): string {
  return found.status === 'unreadable' ? found.message : '';
}
