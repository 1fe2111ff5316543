import { useMemo } from 'react';
import { diagnosePasted } from '@/utils/diagnosis/diagnose-pasted';
import type { Recognised } from '@/utils/tokens/recognised';
import { DiagnosisCard } from './DiagnosisCard';

type PastedDiagnosisProps = {
  readonly recognised: Recognised;
  /** When it was pasted, in milliseconds since the epoch. */
  readonly at: number;
};

/** Why an error that was pasted came; nothing where there is none in it. */
export function PastedDiagnosis({ recognised, at }: PastedDiagnosisProps) {
  const diagnoses = useMemo(() => diagnosePasted(recognised, at), [recognised, at]);
  return <DiagnosisCard diagnoses={diagnoses} />;
}
