import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { Field } from './Field';
import { useFieldMessages } from './form-context';

type SelectFieldProps = {
  readonly label: string;
  readonly field: 'provider' | 'tokenEndpointAuthMethod' | 'pkce' | 'originHeader';
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly hint?: ReactNode;
  readonly onChange?: (value: string) => void;
};

/** A choice of the client's form. */
export function SelectField({ label, field, options, hint, onChange }: SelectFieldProps) {
  const { register } = useFormContext<ClientFormValues>();
  return (
    <Field
      label={label}
      hint={hint}
      {...useFieldMessages(field)}
      control={(attributes) => (
        <select
          {...attributes}
          {...register(
            field,
            onChange === undefined
              ? {}
              : {
                  onChange: (event: { target: { value: string } }) => onChange(event.target.value),
                },
          )}
        >
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    />
  );
}
