import { type SyntheticEvent, useState } from 'react';
import { bytesInWords, MOST_RUNS } from '@/utils/history/quota';
import {
  type KeptOutcome,
  type KeptUsage,
  setMaxRuns,
  useKeptUsage,
} from '@/utils/state/kept-runs-store';
import { Field } from '../clients/form/Field';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Notice } from '../common/Notice';
import styles from './KeptRunsSettings.module.css';

/** How many runs are kept at most. */
export function KeptRunsSettings() {
  const usage = useKeptUsage();
  return usage === undefined ? null : (
    <Card title="Kept runs">
      <MaxRunsForm usage={usage} />
    </Card>
  );
}

function MaxRunsForm({ usage }: { readonly usage: KeptUsage }) {
  const { runs, bytes, quota } = usage;
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  const [outcome, setOutcome] = useState<KeptOutcome>();
  const [isAsking, setAsking] = useState(false);
  const shown = typed ?? `${quota.maxRuns}`;
  const wanted = /^\d{1,6}$/.test(shown.trim()) ? Number(shown) : 0;
  const isTooMany = runs > wanted;
  const apply = async () => {
    setOutcome(await setMaxRuns(wanted));
    setTyped(undefined);
  };
  const submit = () => {
    setOutcome(undefined);
    if (wanted < 1 || wanted > MOST_RUNS) {
      setError(`Choose a number from 1 to ${MOST_RUNS.toLocaleString('en')}.`);
      return;
    }
    setError(undefined);
    if (isTooMany) setAsking(true);
    else void apply();
  };
  return (
    <form
      className={styles.body}
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.about}>
        {`${runs === 1 ? '1 run is' : `${runs.toLocaleString('en')} runs are`} kept on this device, ${bytesInWords(bytes)}. Beyond the number below, or ${bytesInWords(quota.maxBytes)}, the oldest are forgotten; you are told which.`}
      </p>
      <div className={styles.line}>
        <Field
          label="Runs to keep at most"
          error={error}
          control={(attributes) => (
            <input
              {...attributes}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={shown}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        />
        <Button type="submit">Set number</Button>
      </div>
      {outcome === undefined ? null : (
        <Notice tone={outcome.ok ? 'good' : 'bad'} role={outcome.ok ? 'status' : 'alert'}>
          {outcome.message}
        </Notice>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title="Forget the oldest kept runs?"
        description={`${runs.toLocaleString('en')} runs are kept. To keep at most ${wanted.toLocaleString('en')}, the ${runs - wanted === 1 ? 'oldest one is' : `${(runs - wanted).toLocaleString('en')} oldest are`} forgotten.`}
        action="Forget them"
        onConfirm={() => void apply()}
        onClose={() => setAsking(false)}
      />
    </form>
  );
}
