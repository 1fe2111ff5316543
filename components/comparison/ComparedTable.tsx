import type { ComparedRow, RowOutcome, ShownValue } from '@/utils/comparison/comparison';
import { visibleText } from '@/utils/tokens/show-value';
import { Breakable } from '../common/Breakable';
import { Pill, type Tone } from '../common/Pill';
import tables from '../common/table.module.css';
import { FoldedText } from '../tokens/FoldedText';
import styles from './ComparedTable.module.css';

/** What the two runs are called: at the head of their columns, and where only one has a value. */
export type SideNames = {
  readonly a: string;
  readonly b: string;
  readonly onlyInA: string;
  readonly onlyInB: string;
};

type ComparedTableProps = {
  readonly name: string;
  /** What stands in the first column. */
  readonly what: string;
  readonly rows: readonly ComparedRow[];
  readonly sides: SideNames;
};

/** Values of two runs side by side, and in words how they are to each other. */
export function ComparedTable({ name, what, rows, sides }: ComparedTableProps) {
  return (
    <table className={`${tables.table} ${styles.compared}`} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{sides.a}</th>
          <th scope="col">{sides.b}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // Where secrets stood in names, keys may repeat.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={`${index} ${row.key}`}>
            <th scope="row" className={styles.what}>
              <span className={styles.name}>
                <bdi>
                  <Breakable text={visibleText(row.name)} />
                </bdi>
              </span>
              <OutcomeWord outcome={row.outcome} sides={sides} />
            </th>
            <td data-side={sides.a}>
              <Value of={`${row.name}, ${sides.a}`} value={row.a} change="removed" />
            </td>
            <td data-side={sides.b}>
              <Value of={`${row.name}, ${sides.b}`} value={row.b} change="added" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const WORDS = {
  changed: { tone: 'caution', word: 'changed' },
  'by-nature': { tone: 'neutral', word: 'differs, as it should' },
  unknown: { tone: 'neutral', word: 'not kept, cannot be compared' },
  same: { tone: 'good', word: 'same' },
} as const satisfies Readonly<
  Record<Exclude<RowOutcome, 'only-a' | 'only-b'>, { readonly tone: Tone; readonly word: string }>
>;

function OutcomeWord({
  outcome,
  sides,
}: {
  readonly outcome: RowOutcome;
  readonly sides: SideNames;
}) {
  if (outcome === 'only-a') return <Pill tone="note">{sides.onlyInA}</Pill>;
  if (outcome === 'only-b') return <Pill tone="note">{sides.onlyInB}</Pill>;
  const { tone, word } = WORDS[outcome];
  return <Pill tone={tone}>{word}</Pill>;
}

type ValueProps = {
  readonly of: string;
  readonly value: ShownValue | undefined;
  /** What became of a member that the other run does not have. */
  readonly change: 'removed' | 'added';
};

const SIGNS = { removed: '−', added: '+' } as const;

function Value({ of, value, change }: ValueProps) {
  if (value === undefined) return <span className={tables.quiet}>not there</span>;
  switch (value.kind) {
    case 'hidden':
      return <span className={tables.quiet}>{value.what}, not shown</span>;
    case 'text':
      return value.text === '' ? (
        <span className={tables.quiet}>empty</span>
      ) : (
        <FoldedText of={of} text={value.text} />
      );
    case 'list':
      return value.members.length === 0 ? (
        <span className={tables.quiet}>an empty list</span>
      ) : (
        <ul className={styles.members}>
          {value.members.map(({ text, isOther }, index) => (
            // Entries may repeat, and never change their order.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={isOther ? styles[change] : undefined}>
              {isOther ? (
                <span className={styles.change}>
                  <span aria-hidden="true">{SIGNS[change]} </span>
                  {change}{' '}
                </span>
              ) : null}
              <FoldedText of={of} text={text} />
            </li>
          ))}
        </ul>
      );
  }
}
