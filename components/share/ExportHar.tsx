import { useState } from 'react';
import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import { Button } from '../common/Button';
import { ReportDialog } from './ReportDialog';

/** Offers the messages of a run as an HTTP Archive (HAR 1.2), redacted unless tokens are asked for. */
export function ExportHar({ run, result }: { readonly run: Run; readonly result: RunResult }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Export HAR</Button>
      {isOpen ? (
        <ReportDialog
          source={{ kind: 'run', run, result }}
          firstFormat="har"
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
