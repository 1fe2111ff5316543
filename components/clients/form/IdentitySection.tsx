import { type RefObject, useEffect, useRef } from 'react';
import { useFormContext } from 'react-hook-form';
import {
  ADDRESS_FIELDS,
  type ClientFormValues,
  withEnvironment,
  withProvider,
} from '@/utils/clients/client-form';
import { isKnownProvider, PROVIDERS, providerName } from '@/utils/clients/providers';
import { templateOf } from '@/utils/clients/templates/all-templates';
import styles from './layout.module.css';
import { FormSection } from './FormSection';
import { useFormValues } from './form-context';
import { ProviderNotes } from './ProviderNotes';
import { SelectField } from './SelectField';
import { TextField } from './TextField';

const TITLES = {
  registered: 'With their registration form',
  generic: 'Any server',
  preset: 'Endpoints and quirks known',
} as const;

const GROUPS = (['registered', 'generic', 'preset'] as const).map((group) => ({
  title: TITLES[group],
  options: Object.entries(PROVIDERS)
    .filter(([, provider]) => provider.group === group)
    .map(([id, { name }]) => [id, name] as const),
}));

/** What the client is called here, and whose it is. */
export function IdentitySection() {
  const { reset, getValues, setValue } = useFormContext<ClientFormValues>();
  const { provider } = useFormValues();
  const typed = useTypedFields();
  const template = templateOf(provider);
  const followProvider = (next: string) =>
    // The field says the next one already; what is replaced is compared with the one before.
    reset(structuredClone(withProvider({ ...getValues(), provider }, next, typed.current)), {
      keepDefaultValues: true,
      keepTouched: true,
      keepIsSubmitted: true,
    });
  const followEnvironment = (next: string) => {
    const values = getValues();
    const followed = withEnvironment(values, next);
    for (const name of ADDRESS_FIELDS) {
      if (followed[name] !== values[name]) setValue(name, followed[name], { shouldDirty: true });
    }
  };

  return (
    <FormSection title="Client">
      <TextField
        label="Label"
        path="label"
        field="label"
        placeholder="Booking widget"
        hint="What you call it here. Left empty, it is made of name or client ID and server."
      />
      <div className={styles.columns}>
        <SelectField
          label="Provider"
          path="provider"
          field="provider"
          options={
            isKnownProvider(provider)
              ? GROUPS
              : [
                  ...GROUPS,
                  { title: 'Of another version', options: [[provider, providerName(provider)]] },
                ]
          }
          onChange={followProvider}
        />
        <TextField
          label="Environment"
          path="environment"
          field="environment"
          placeholder="Staging"
          suggestions={template.environments.map(({ name }) => name)}
          onChange={followEnvironment}
        />
      </div>
      <ProviderNotes provider={provider} />
    </FormSection>
  );
}

/** The names of the fields that were typed into since the form was opened. */
function useTypedFields(): RefObject<Set<string>> {
  const { subscribe } = useFormContext<ClientFormValues>();
  const typed = useRef(new Set<string>());
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ name, type }) => {
          const [field] = name?.split('.') ?? [];
          if (type === 'change' && field !== undefined) typed.current.add(field);
        },
      }),
    [subscribe],
  );
  return typed;
}
