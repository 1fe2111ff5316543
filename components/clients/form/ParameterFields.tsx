import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { PARAMETER_FIELDS, type ParameterField } from '@/utils/clients/authorization-parameters';
import type { ClientFormValues } from '@/utils/clients/client-form';
import styles from './layout.module.css';
import { TextField } from './TextField';

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

/** Further parameters of the authorization request. */
export function ParameterFields() {
  const { getValues } = useFormContext<ClientFormValues>();
  // Only how it is at first: folding must not follow what is typed.
  const [hasParameters] = useState(() => {
    const { parameters, otherParameters } = getValues();
    return [...Object.values(parameters), otherParameters].some((value) => value !== '');
  });
  return (
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
