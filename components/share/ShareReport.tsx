import { useState } from 'react';
import type { ReportSource } from '@/utils/share/redaction-of';
import { isRecognised } from '@/utils/tokens/recognised';
import { Button } from '../common/Button';
import { ReportDialog } from './ReportDialog';

/** Offers a redacted report of a run, or of what was pasted, as far as something was recognised. */
export function ShareReport({ source }: { readonly source: ReportSource }) {
  const [isOpen, setOpen] = useState(false);
  if (source.kind === 'pasted' && !isRecognised(source.recognised)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Share report</Button>
      {isOpen ? <ReportDialog source={source} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
