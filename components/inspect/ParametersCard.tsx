import type { Recognised } from '@/utils/tokens/recognised';
import { Card } from '../common/Card';
import { EntriesTable } from './EntriesTable';

type ParametersCardProps = {
  readonly parameters: NonNullable<Recognised['parameters']>;
};

/** The parameters of an address, an answer or a header. */
export function ParametersCard({ parameters }: ParametersCardProps) {
  return (
    <Card title="Parameters">
      <EntriesTable name="Parameters" entries={parameters} />
    </Card>
  );
}
