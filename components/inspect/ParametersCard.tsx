import { explainError } from '@/utils/tokens/explain-error';
import type { Recognised } from '@/utils/tokens/recognised';
import { Card } from '../common/Card';
import { EntriesTable } from './EntriesTable';
import styles from './parts.module.css';

type ParametersCardProps = {
  readonly found: Recognised & { readonly parameters: NonNullable<Recognised['parameters']> };
};

/** The parameters of an address, an answer or a header; of an error also what it means. */
export function ParametersCard({ found }: ParametersCardProps) {
  const error = explainError(found);
  return (
    <Card title="Parameters">
      {error === undefined ? null : (
        <p className={styles.line}>
          <code>{error.code}</code>: {error.meaning} {error.remedy} ({error.specification})
        </p>
      )}
      <EntriesTable name="Parameters" entries={found.parameters} />
    </Card>
  );
}
