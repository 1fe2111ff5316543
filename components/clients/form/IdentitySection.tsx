import { useFormContext } from 'react-hook-form';
import type { ProviderId } from '@/utils/clients/client';
import { PROVIDER_IDS } from '@/utils/clients/client';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { templates } from '@/utils/clients/templates/all-templates';
import styles from './layout.module.css';
import { FormSection } from './FormSection';
import { useFormValues } from './form-context';
import { SelectField } from './SelectField';
import { TextField } from './TextField';

const PROVIDERS = PROVIDER_IDS.map((id) => [id, templates[id].name] as const);

/** What the client is called here, and whose it is. */
export function IdentitySection() {
  const { setValue, getValues } = useFormContext<ClientFormValues>();
  const { provider } = useFormValues();
  const template = templates[provider];

  // Scopes that nobody typed follow the provider.
  const followProvider = (next: string) => {
    const nextProvider = PROVIDER_IDS.find((id): id is ProviderId => id === next);
    if (nextProvider === undefined) return;
    if (getValues('scopes') === template.defaults.scopes.join(' ')) {
      setValue('scopes', templates[nextProvider].defaults.scopes.join(' '));
    }
  };

  return (
    <FormSection title="Client">
      <TextField
        label="Label"
        path="label"
        field="label"
        placeholder="Booking widget"
        hint="What you call it. Left empty, it is made of client ID and server."
      />
      <div className={styles.columns}>
        <SelectField
          label="Provider"
          field="provider"
          options={PROVIDERS}
          onChange={followProvider}
        />
        <TextField
          label="Environment"
          path="environment"
          field="environment"
          placeholder="Staging"
          suggestions={template.environments}
        />
      </div>
    </FormSection>
  );
}
