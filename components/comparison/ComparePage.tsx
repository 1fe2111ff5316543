import { useMemo } from 'react';
import { Link } from 'wouter';
import { compareRuns } from '@/utils/comparison/compare-runs';
import { type ComparedSection, isDifference } from '@/utils/comparison/comparison';
import { isOpenRun, type OpenRun, useShownRun } from '@/utils/state/shown-run-store';
import { Card } from '../common/Card';
import { Icon } from '../common/Icon';
import { Notice } from '../common/Notice';
import { ClosedSides } from './ClosedSides';
import { ComparedSectionCard } from './ComparedSectionCard';
import styles from './ComparePage.module.css';
import { ComparedRuns } from './ComparedRuns';
import { pathOf } from './comparison-path';
import { SameSections } from './SameSections';

/** Two runs side by side, of this browser session or kept: what differs first. */
export function ComparePage({ a, b }: { readonly a: string; readonly b: string }) {
  const [foundA, foundB] = [useShownRun(a), useShownRun(b)];
  if (foundA === 'loading' || foundB === 'loading') return null;
  const areOpen = isOpenRun(foundA) && isOpenRun(foundB);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Compare two runs</h1>
        {areOpen ? (
          <Link className={styles.swap} href={pathOf(b, a)}>
            <Icon name="refresh" /> Swap A and B
          </Link>
        ) : null}
      </header>
      {areOpen ? (
        <Compared a={foundA} b={foundB} />
      ) : (
        <ClosedSides
          sides={[
            { name: 'Run A', runId: a, found: foundA },
            { name: 'Run B', runId: b, found: foundB },
          ]}
        />
      )}
    </div>
  );
}

function Compared({ a, b }: { readonly a: OpenRun; readonly b: OpenRun }) {
  const { gist, remarks, sections } = useMemo(
    () => compareRuns(a.shown, b.shown),
    [a.shown, b.shown],
  );
  const differs = ({ rows }: ComparedSection) => rows.some(isDifference);
  const others = sections.filter((section) => !differs(section));
  return (
    <>
      <ComparedRuns a={a} b={b} />
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
