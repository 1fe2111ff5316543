import { useState } from 'react';
import { forgetKeptRun, type KeptOutcome } from '@/utils/state/kept-runs-store';
import { Button } from '../common/Button';
import { ConfirmDialog } from '../common/ConfirmDialog';

type ForgetKeptProps = {
  readonly runId: string;
  readonly onDone?: (outcome: KeptOutcome) => void;
};

/** Removes a kept run from this browser, once that was confirmed. */
export function ForgetKept({ runId, onDone }: ForgetKeptProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Forget kept run</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Forget the kept run?"
        description="What was stored of it is removed from this browser. A run of this browser session stays until the browser closes."
        action="Forget"
        onConfirm={() => void forgetKeptRun(runId).then(onDone)}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
