import { useMemo } from 'react';
import { findAll } from '@/utils/findings/find-all';
import { evidenceOfPasted } from '@/utils/findings/gather-evidence';
import type { Recognised } from '@/utils/tokens/recognised';
import { FindingsCard } from './FindingsCard';

type PastedFindingsProps = {
  readonly recognised: Recognised;
  /** When it was pasted, in milliseconds since the epoch. */
  readonly at: number;
};

/** The findings on what was pasted, as of when it was. */
export function PastedFindings({ recognised, at }: PastedFindingsProps) {
  const findings = useMemo(() => findAll(evidenceOfPasted(recognised, at)), [recognised, at]);
  return findings.length === 0 ? null : <FindingsCard findings={findings} />;
}
