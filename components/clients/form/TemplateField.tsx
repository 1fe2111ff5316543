import { TOKEN_ENDPOINT_AUTH_METHODS } from '@/utils/clients/client';
import { isMetadataName } from '@/utils/clients/registration';
import { templateOf } from '@/utils/clients/templates/all-templates';
import type { FieldSpec } from '@/utils/clients/templates/template';
import { ClientIdField } from './ClientIdField';
import { useFormValues } from './form-context';
import { ImageCheck } from './ImageCheck';
import { ParameterFields } from './ParameterFields';
import { RedirectField } from './RedirectField';
import { ScopesField } from './ScopesField';
import { SecretsField } from './SecretsField';
import { SelectField } from './SelectField';
import { ServerFields } from './ServerFields';
import { TextField } from './TextField';

/** Ways of client authentication, those first that the provider is known to take. */
function methodOptions(provider: string) {
  const { authMethods } = templateOf(provider);
  const options = (isUsual: boolean) =>
    TOKEN_ENDPOINT_AUTH_METHODS.filter((method) => authMethods.includes(method) === isUsual).map(
      (method) => [method, method === 'none' ? 'None (public client)' : method] as const,
    );
  return [
    { title: 'Usual here', options: options(true) },
    { title: 'Others', options: options(false) },
  ].filter((group) => group.options.length > 0);
}

const GRANTS = [
  ['authorization_code', 'Authorization code (a user signs in)'],
  ['client_credentials', 'Client credentials (no user)'],
] as const;
const BASIC_OPTIONS = [
  ['form', 'Encoded (RFC 6749)'],
  ['raw', 'Raw'],
] as const;
const ORIGIN_OPTIONS = [
  ['removed', 'Removed'],
  ['sent', 'Sent'],
] as const;
const PKCE_OPTIONS = [
  ['S256', 'S256'],
  ['plain', 'plain'],
  ['off', 'Off'],
] as const;

/** Fields that only a client with a user needs. */
const OF_USER: ReadonlySet<FieldSpec['kind']> = new Set([
  'redirect',
  'redirect-uris',
  'pkce',
  'parameters',
]);

/** One field of the form, as the provider's template has it. */
export function TemplateField({ field }: { readonly field: FieldSpec }) {
  const { provider, grantType, tokenEndpointAuthMethod } = useFormValues();
  if (grantType !== 'authorization_code' && OF_USER.has(field.kind)) return null;
  switch (field.kind) {
    case 'text':
      return (
        <>
          <TextField
            label={field.label}
            path={`registration.${field.name}`}
            field={field.name}
            hint={field.hint}
            {...(isMetadataName(field.name) ? { wireName: field.name } : {})}
          />
          <ImageCheck name={field.name} />
        </>
      );
    case 'choice':
      return (
        <SelectField
          label={field.label}
          path={`registration.${field.name}`}
          field={field.name}
          options={[['', 'Not said'], ...field.options]}
          hint={field.hint}
        />
      );
    case 'grant-type':
      return (
        <SelectField
          label="Grant type"
          wireName="grant_types"
          path="grantType"
          field="grantType"
          options={GRANTS}
        />
      );
    case 'server':
      return <ServerFields />;
    case 'client-id':
      return <ClientIdField term={field.term} hint={field.hint} />;
    case 'client-authentication':
      return (
        <>
          <SelectField
            label="Client authentication"
            term={field.term}
            wireName="token_endpoint_auth_method"
            path="tokenEndpointAuthMethod"
            field="tokenEndpointAuthMethod"
            options={methodOptions(provider)}
            hint={
              field.hint ??
              'How the client proves itself at the token endpoint, as registered at the provider.'
            }
          />
          {tokenEndpointAuthMethod === 'client_secret_basic' ? (
            <SelectField
              label="Basic encoding"
              path="basicEncoding"
              field="basicEncoding"
              options={BASIC_OPTIONS}
              hint="The specification encodes client ID and secret first; some servers do not decode them, and refuse a secret with - or other characters. Try Raw there."
            />
          ) : null}
        </>
      );
    case 'secrets':
      return <SecretsField term={field.term} hint={field.hint} />;
    case 'redirect':
      return <RedirectField />;
    case 'redirect-uris':
      return (
        <TextField
          label="Redirect URIs"
          term={field.term}
          wireName="redirect_uris"
          path="redirectUris"
          field="redirectUris"
          rows={3}
          hint={field.hint ?? 'Those registered at the provider, one per line.'}
        />
      );
    case 'scopes':
      return <ScopesField term={field.term} hint={field.hint} />;
    case 'pkce':
      return (
        <SelectField
          label="PKCE"
          term={field.term}
          path="pkce"
          field="pkce"
          options={PKCE_OPTIONS}
          hint={
            field.hint ??
            'Binds the code to this run (RFC 7636). S256 unless you test how a server treats the others.'
          }
        />
      );
    case 'parameters':
      return <ParameterFields />;
    case 'origin-header':
      return (
        <SelectField
          label="Origin header"
          path="originHeader"
          field="originHeader"
          options={ORIGIN_OPTIONS}
          hint="Browsers add it to the token request, and many servers refuse an origin they do not know. Single-page apps at Microsoft Entra ID need it."
        />
      );
  }
}
