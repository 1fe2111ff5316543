import { useMemo } from 'react';
import { Link } from 'wouter';
import { compareRuns } from '@/utils/comparison/compare-runs';
import { type ComparedSection, isDifference, type Side } from '@/utils/comparison/comparison';
import { shownRunOf } from '@/utils/diagnosis/shown-run';
import type { Run } from '@/utils/oauth/run';
import { useRun } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { EmptyState } from '../common/EmptyState';
import { Icon } from '../common/Icon';
import { Notice } from '../common/Notice';
import { ComparedSectionCard } from './ComparedSectionCard';
import styles from './ComparePage.module.css';
import { ComparedRuns } from './ComparedRuns';
import { pathOf } from './comparison-path';
import { SameSections } from './SameSections';

/** Two runs side by side: what differs first. */
export function ComparePage({ a, b }: { readonly a: string; readonly b: string }) {
  const [runA, runB] = [useRun(a), useRun(b)];
  if (runA === 'loading' || runB === 'loading') return null;
  const missing = [
    ...(runA === 'missing' ? ['Run A'] : []),
    ...(runB === 'missing' ? ['Run B'] : []),
  ];
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Compare two runs</h1>
        {missing.length > 0 ? null : (
          <Link className={styles.swap} href={pathOf(b, a)}>
            <Icon name="refresh" /> Swap A and B
          </Link>
        )}
      </header>
      {runA === 'missing' || runB === 'missing' ? (
        <EmptyState
          title={`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not here`}
        >
          Runs are kept in memory until the browser closes, and the oldest give way to new ones.{' '}
          <a href="#/runs">See all runs</a>
        </EmptyState>
      ) : (
        <LoadedComparison runs={[runA, runB]} />
      )}
    </div>
  );
}

function LoadedComparison({ runs: [runA, runB] }: { readonly runs: readonly [Run, Run] }) {
  const sides = useMemo(() => ({ a: shownRunOf(runA), b: shownRunOf(runB) }), [runA, runB]);
  return <Compared a={sides.a} b={sides.b} />;
}

/** Two sides, wherever they come from. */
function Compared({ a, b }: { readonly a: Side; readonly b: Side }) {
  const { gist, remarks, sections } = useMemo(() => compareRuns(a, b), [a, b]);
  const differs = ({ rows }: ComparedSection) => rows.some(isDifference);
  const others = sections.filter((section) => !differs(section));
  return (
    <>
      <ComparedRuns a={a.run} b={b.run} />
      <p className={styles.gist}>{gist}</p>
      {remarks.map(({ title, detail, specification }) => (
        <Notice key={title} tone="caution">
          <b>{title}.</b> {detail}{' '}
          {specification === undefined ? null : (
            <a href={specification.url} target="_blank" rel="noopener noreferrer">
              {specification.name}
            </a>
          )}
        </Notice>
      ))}
      {sections.filter(differs).map((section) => (
        <ComparedSectionCard key={section.id} section={section} />
      ))}
      {others.length === 0 ? null : (
        <Card title="Without a difference">
          <SameSections sections={others} />
        </Card>
      )}
    </>
  );
}
