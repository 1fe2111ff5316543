import { useMemo } from 'react';
import { findAll } from '@/utils/findings/find-all';
import { evidenceOfPasted } from '@/utils/findings/gather-evidence';
import type { Recognised } from '@/utils/tokens/recognised';
import { FindingsCard } from './FindingsCard';

/** The findings on what was pasted, as of when it was. */
export function PastedFindings({ recognised }: { readonly recognised: Recognised }) {
  const findings = useMemo(() => findAll(evidenceOfPasted(recognised, Date.now())), [recognised]);
  return findings.length === 0 ? null : <FindingsCard findings={findings} />;
}
