import { TOKEN_ENDPOINT_AUTH_METHODS } from '@/utils/clients/client';
import { FormSection } from './FormSection';
import { SecretField } from './SecretField';
import { SelectField } from './SelectField';
import { TextField } from './TextField';

const METHODS = TOKEN_ENDPOINT_AUTH_METHODS.map(
  (method) => [method, method === 'none' ? 'None (public client)' : method] as const,
);

const ORIGIN_OPTIONS = [
  ['removed', 'Removed'],
  ['sent', 'Sent'],
] as const;

/** Who the client is to the server. */
export function CredentialsSection() {
  return (
    <FormSection title="Credentials">
      <TextField label="Client ID" path="clientId" field="clientId" />
      <SelectField
        label="Client authentication"
        field="tokenEndpointAuthMethod"
        options={METHODS}
        hint="How the client proves itself at the token endpoint, as registered at the provider."
      />
      <SecretField />
      <SelectField
        label="Origin header"
        field="originHeader"
        options={ORIGIN_OPTIONS}
        hint="Browsers add it to the token request, and many servers refuse an origin they do not know. Single-page apps at Microsoft Entra ID need it."
      />
    </FormSection>
  );
}
