import type { PemBlock } from '@/utils/tokens/recognised';
import { Card } from '../common/Card';
import { Notice } from '../common/Notice';
import { EntriesTable } from './EntriesTable';
import styles from './parts.module.css';

/** What a PEM file holds, by its labels. */
export function PemCard({ blocks }: { readonly blocks: readonly PemBlock[] }) {
  return (
    <Card title="PEM">
      {blocks.some(({ kind }) => kind === 'private key') ? (
        <div className={styles.notice}>
          <Notice tone="caution">
            This text holds a private key. Who has it can sign or decrypt in the name of its owner:
            if it was sent to you or stood in a place that others can read, it should be replaced.
          </Notice>
        </div>
      ) : null}
      <EntriesTable name="PEM" entries={blocks.map(({ label, kind }) => [label, kind])} />
    </Card>
  );
}
