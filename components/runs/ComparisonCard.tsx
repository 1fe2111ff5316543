import {
  compareRefresh,
  type RefreshComparison,
  type TokenFate,
} from '@/utils/comparison/compare-refresh';
import type { Run } from '@/utils/oauth/run';
import { useRun } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { Pill, type Tone } from '../common/Pill';
import { comparisonPath } from '../comparison/comparison-path';
import { ComparedTable } from '../comparison/ComparedTable';
import { ChecksList } from '../tokens/ChecksList';
import styles from './ComparisonCard.module.css';

/** What a refresh has changed. */
export function ComparisonCard({ run }: { readonly run: Run }) {
  const before = useRun(run.refreshes?.runId);
  if (before === 'loading' || before === 'missing') return null;
  const comparison = compareRefresh(before, run);
  return comparison === undefined ? null : (
    <Comparison comparison={comparison} path={comparisonPath(before, run)} />
  );
}

const SIDES = { a: 'Before', b: 'Now', onlyInA: 'only before', onlyInB: 'only now' } as const;

const FATES = {
  changed: { word: 'New', tone: 'good' },
  same: { word: 'The same', tone: 'neutral' },
  kept: { word: 'Kept: none came', tone: 'neutral' },
  missing: { word: 'None came', tone: 'caution' },
  new: { word: 'First one', tone: 'note' },
} as const satisfies Record<TokenFate, { readonly word: string; readonly tone: Tone }>;

type ComparisonProps = { readonly comparison: RefreshComparison; readonly path: string };

function Comparison({ comparison, path }: ComparisonProps) {
  const { tokens, scopesLost, scopesGained, lifetime, identity } = comparison;
  return (
    <Card title="Compared with the run before" aside={<a href={`#${path}`}>Compare everything</a>}>
      <ul className={styles.tokens} aria-label="Tokens compared">
        {tokens.map(({ name, fate }) => (
          <li key={name}>
            {name} <Pill tone={FATES[fate].tone}>{wordOf(name, fate)}</Pill>
          </li>
        ))}
      </ul>
      <ul className={styles.facts}>
        <li>{scopesInWords(scopesLost, scopesGained)}</li>
        <li>{lifetimeInWords(lifetime)}</li>
      </ul>
      {tokens.map(({ name, claims }) =>
        claims.length === 0 ? null : (
          <ComparedTable
            key={name}
            name={`Claims changed in the ${name}`}
            what={`Claim of the ${name}`}
            rows={claims}
            sides={SIDES}
          />
        ),
      )}
      {identity.length === 0 ? null : (
        <ChecksList
          checks={identity}
          isFolded={identity.every(({ outcome }) => outcome === 'passed')}
        />
      )}
    </Card>
  );
}

function wordOf(name: string, fate: TokenFate): string {
  return name === 'Refresh token' && fate === 'changed' ? 'Rotated' : FATES[fate].word;
}

function scopesInWords(lost: readonly string[], gained: readonly string[]): string {
  if (lost.length === 0 && gained.length === 0) return 'The same scopes are granted.';
  return [
    ...(lost.length === 0 ? [] : [`Scopes lost: ${lost.join(', ')}.`]),
    ...(gained.length === 0 ? [] : [`Scopes gained: ${gained.join(', ')}.`]),
  ].join(' ');
}

function lifetimeInWords({ before, after }: RefreshComparison['lifetime']): string {
  const words = (seconds: number | undefined) =>
    seconds === undefined ? 'not told' : `${seconds.toLocaleString('en')} s`;
  if (before === undefined && after === undefined) {
    return 'How long the access token lasts is not told.';
  }
  return before === after
    ? `The access token lasts as long as before: ${words(after)}.`
    : `Lifetime of the access token: ${words(after)}, before: ${words(before)}.`;
}
