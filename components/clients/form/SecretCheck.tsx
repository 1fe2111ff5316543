import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { type ClientFormValues, fromForm } from '@/utils/clients/client-form';
import { requiredOrigins } from '@/utils/clients/origins';
import type { SecretVerdict } from '@/utils/oauth/check-secret';
import { askForAccess } from '@/utils/state/access-store';
import { checkClientSecret } from '@/utils/state/check-secret';
import { messageOfExchange } from '@/utils/trace/exchange-message';
import { Button } from '../../common/Button';
import { Pill } from '../../common/Pill';
import { MessageView } from '../../trace/MessageView';
import { useFormSurroundings } from './form-context';
import styles from './SecretCheck.module.css';

type SecretCheckProps = {
  /** What the button is called. */
  readonly name: string;
  readonly value: string;
  readonly isSmall?: boolean;
};

const WORDS = { accepted: 'Accepted', refused: 'Refused', unknown: 'Cannot be told' } as const;
const TONES = { accepted: 'good', refused: 'bad', unknown: 'caution' } as const;

/** Asks the server whether it takes a secret, and says how that was concluded. */
export function SecretCheck({ name, value, isSmall = false }: SecretCheckProps) {
  const { getValues } = useFormContext<ClientFormValues>();
  const { id, slug } = useFormSurroundings();
  const [checked, setChecked] = useState<{
    readonly of: string;
    readonly verdict: SecretVerdict;
  }>();
  const [isBusy, setBusy] = useState(false);

  const check = () => {
    const client = fromForm(getValues(), { id, slug });
    setBusy(true);
    setChecked(undefined);
    // The browser asks for access first, where it is missing: only a click may do that.
    void askForAccess(requiredOrigins(client))
      .then(() => checkClientSecret(client, value))
      .then((verdict) => setChecked({ of: value, verdict }))
      .finally(() => setBusy(false));
  };
  const verdict = checked?.of === value ? checked.verdict : undefined;
  return (
    <>
      <Button
        size={isSmall ? 'small' : 'normal'}
        aria-label={name}
        disabled={value === '' || isBusy}
        onClick={check}
      >
        Check
      </Button>
      <div role="status" aria-label={`Result of ${name}`} className={styles.result}>
        {isBusy ? <p>Asking the server, for 20 seconds at most …</p> : null}
        {verdict === undefined ? null : (
          <>
            <p>
              <Pill tone={TONES[verdict.verdict]}>{WORDS[verdict.verdict]}</Pill> {verdict.reason}
            </p>
            {verdict.exchange === undefined ? null : (
              <MessageView
                key={verdict.exchange.startedAt}
                message={messageOfExchange(verdict.exchange, { index: 0 })}
                isFolded
              />
            )}
          </>
        )}
      </div>
    </>
  );
}
