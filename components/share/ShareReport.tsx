import { useState } from 'react';
import type { ReportSource } from '@/utils/share/make-report';
import { isRecognised } from '@/utils/tokens/recognised';
import { Button } from '../common/Button';
import { ReportDialog } from './ReportDialog';
import styles from './ReportDialog.module.css';

/** Offers a redacted report of a run, or of what was pasted, as far as something was recognised. */
export function ShareReport({ source }: { readonly source: ReportSource }) {
  const [isOpen, setOpen] = useState(false);
  if (source.kind === 'pasted' && !isRecognised(source.recognised)) return null;
  return (
    <div className={source.kind === 'run' ? styles.atEnd : undefined}>
      <Button onClick={() => setOpen(true)}>Share report</Button>
      {isOpen ? <ReportDialog source={source} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
