import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import { Card } from '../common/Card';
import { Fold } from '../common/Fold';

/** The most likely cause, what to do about it, and the others that fit. */
export function DiagnosisCard({ diagnoses }: { readonly diagnoses: readonly Diagnosis[] }) {
  const [first, ...others] = diagnoses;
  if (first === undefined) return null;
  return (
    <Card title="Diagnosis">
      <h3>{first.cause}</h3>
      <p>{first.remedy}</p>
      {others.length === 0 ? null : (
        <Fold title={`Other causes (${others.length})`} isOpen={false}>
          <ol aria-label="Other causes">
            {others.map(({ rule, cause, remedy }) => (
              <li key={rule}>
                {cause} {remedy}
              </li>
            ))}
          </ol>
        </Fold>
      )}
    </Card>
  );
}
