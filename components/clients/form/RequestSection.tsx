import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { PARAMETER_FIELDS, type ParameterField } from '@/utils/clients/authorization-parameters';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { splitScopes } from '@/utils/tokens/scopes';
import { Button } from '../../common/Button';
import styles from './layout.module.css';
import { FormSection } from './FormSection';
import { useFormValues } from './form-context';
import { SelectField } from './SelectField';
import { TextField } from './TextField';

const PKCE_OPTIONS = [
  ['S256', 'S256'],
  ['plain', 'plain'],
  ['off', 'Off'],
] as const;

const PARAMETER_HINTS = {
  prompt: 'Which pages the server must show',
  login_hint: 'Who is going to sign in',
  max_age: 'Seconds since the last sign-in, at most',
  ui_locales: 'Languages of the pages',
  acr_values: 'How strong the sign-in must be',
  resource: 'The API that the token is for (RFC 8707)',
  audience: 'The same, at some providers',
} as const satisfies Record<ParameterField, string>;

const PROMPTS = ['login', 'consent', 'select_account', 'none'];
const MAX_OFFERED_SCOPES = 40;

type RequestSectionProps = {
  /** Scopes that the server announced. */
  readonly offeredScopes: readonly string[];
};

/** What a run asks for. */
export function RequestSection({ offeredScopes }: RequestSectionProps) {
  const { getValues } = useFormContext<ClientFormValues>();
  // Only how it is at first: folding must not follow what is typed.
  const [hasParameters] = useState(() => {
    const { parameters, otherParameters } = getValues();
    return [...Object.values(parameters), otherParameters].some((value) => value !== '');
  });
  return (
    <FormSection title="Authorization request">
      <TextField
        label="Scopes"
        path="scopes"
        field="scopes"
        rows={2}
        hint="Separated by blanks or commas."
      />
      <OfferedScopes scopes={offeredScopes} />
      <SelectField
        label="PKCE"
        field="pkce"
        options={PKCE_OPTIONS}
        hint="Binds the code to this run (RFC 7636). S256 unless you test how a server refuses the others."
      />
      <details open={hasParameters}>
        <summary>Further parameters</summary>
        <div className={styles.folded}>
          <div className={styles.columns}>
            {PARAMETER_FIELDS.map((name) => (
              <ParameterInput key={name} name={name} />
            ))}
          </div>
          <TextField
            label="Other parameters"
            path="otherParameters"
            field="otherParameters"
            rows={3}
            placeholder="name=value"
            hint="One name=value per line."
          />
        </div>
      </details>
    </FormSection>
  );
}

/** Only these fields have rules of their own. */
function ParameterInput({ name }: { readonly name: ParameterField }) {
  return (
    <TextField
      label={name}
      path={`parameters.${name}`}
      {...(name === 'prompt' || name === 'max_age' ? { field: name } : {})}
      hint={PARAMETER_HINTS[name]}
      {...(name === 'prompt' ? { suggestions: PROMPTS } : {})}
    />
  );
}

function OfferedScopes({ scopes }: { readonly scopes: readonly string[] }) {
  const { setValue } = useFormContext<ClientFormValues>();
  const { scopes: typed } = useFormValues();
  const chosen = splitScopes(typed);
  const offered = scopes.filter((scope) => !chosen.includes(scope)).slice(0, MAX_OFFERED_SCOPES);
  if (offered.length === 0) return null;
  return (
    <div className={styles.offered} role="group" aria-label="Announced by the server">
      {offered.map((scope) => (
        <Button
          key={scope}
          size="small"
          icon="plus"
          onClick={() =>
            setValue('scopes', [...chosen, scope].join(' '), {
              shouldDirty: true,
              shouldTouch: true,
            })
          }
        >
          {scope}
        </Button>
      ))}
    </div>
  );
}
