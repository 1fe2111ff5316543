import { useEffect, useState } from 'react';
import { type ClientFormValues, isSameForm } from '@/utils/clients/client-form';

/** Shows what another page stores, unless that would lose what was typed here. */
export function useStoredChanges(
  saved: ClientFormValues | undefined,
  values: ClientFormValues,
  reset: (values: ClientFormValues) => void,
) {
  // What was stored when the form last said the same.
  const [base, setBase] = useState(saved);
  const isUntouched = base !== undefined && isSameForm(values, base);
  // That the vault opens or locks is no change of the client.
  const isOutdated =
    saved !== undefined &&
    base !== undefined &&
    !isSameForm(withoutSealed(saved), withoutSealed(base));
  useEffect(() => {
    if (saved === undefined || !isOutdated) return;
    if (isUntouched) reset(structuredClone(saved));
    // The form follows the store, which is outside of React.
    // oxlint-disable-next-line react/set-state-in-effect
    if (isUntouched || isSameForm(values, saved)) setBase(saved);
  }, [saved, values, reset, isUntouched, isOutdated]);
  return {
    isOutdated: isOutdated && !isUntouched,
    takeOver: () => {
      if (saved === undefined) return;
      reset(structuredClone(saved));
      setBase(saved);
    },
  };
}

/** The form without what the vault gives and takes. */
function withoutSealed(values: ClientFormValues): ClientFormValues {
  return {
    ...values,
    secrets: values.secrets.map((secret) =>
      secret.isRemembered ? { ...secret, value: '' } : secret,
    ),
  };
}
