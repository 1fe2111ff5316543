import { use } from 'react';
import type { ClaimMeaning } from '@/utils/tokens/claims';
import { Breakable } from '../common/Breakable';
import { SearchedText } from '../common/searched-text';
import tables from '../common/table.module.css';
import { useGrowingList } from '../common/use-growing-list';
import { VisibleText } from '../tokens/VisibleText';
import styles from './ParameterTable.module.css';

/** A parameter or header as it may be shown. */
type ShownParameter = {
  readonly name: string;
  readonly value: string;
  /** How the value was written, where that differs. */
  readonly sent?: string | undefined;
  readonly meaning?: ClaimMeaning | undefined;
};

type ParameterTableProps = {
  readonly name: string;
  readonly entries: readonly ShownParameter[];
};

const STEP = 200;
const MAX_VALUE = 20_000;

/** Parameters or headers in their order, and what they are for; a name may repeat. */
export function ParameterTable({ name, entries }: ParameterTableProps) {
  const { shown, endRef } = useGrowingList(entries, STEP);
  const hasSent = entries.some(({ sent }) => sent !== undefined);
  const hasMeaning = entries.some(({ meaning }) => meaning !== undefined);
  return (
    <>
      <table className={`${tables.table} ${styles.table}`} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            {hasSent ? (
              <th scope="col" className={styles.sent}>
                As sent
              </th>
            ) : null}
            {hasMeaning ? <th scope="col">Meaning</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((entry, index) => (
            // Names may repeat, and never change their order.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <td className={tables.name}>
                <EntryName text={entry.name} />
              </td>
              <td>
                <Value text={entry.value} />
              </td>
              {hasSent ? (
                <td className={styles.sent}>
                  {entry.sent === undefined ? null : <Value text={entry.sent} />}
                </td>
              ) : null}
              {hasMeaning ? (
                <td className={`${tables.quiet} ${styles.meaning}`}>
                  {entry.meaning?.meaning}
                  {entry.meaning?.spec === undefined ? null : (
                    <>
                      {' '}
                      <span className={styles.spec}>{entry.meaning.spec}</span>
                    </>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <div ref={endRef} />
    </>
  );
}

function EntryName({ text }: { readonly text: string }) {
  return use(SearchedText) === '' ? <Breakable text={text} /> : <VisibleText text={text} />;
}

function Value({ text }: { readonly text: string }) {
  const more = text.length - MAX_VALUE;
  return (
    <code>
      <VisibleText text={more > 0 ? text.slice(0, MAX_VALUE) : text} dir="ltr" />
      {more > 0 ? ` … ${more.toLocaleString('en')} more characters are not shown.` : null}
    </code>
  );
}
