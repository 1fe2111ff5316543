import type { ReactNode } from 'react';
import { type FieldPath, useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import type { FormField } from '@/utils/clients/client-form-rules';
import { Field } from './Field';
import { useFieldMessages } from './form-context';

type TextFieldProps = {
  readonly label: string;
  readonly path: FieldPath<ClientFormValues>;
  /** Where the rules put their messages; without it there are none. */
  readonly field?: FormField;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  /** More than one line. */
  readonly rows?: number;
  readonly isReadOnly?: boolean;
  readonly suggestions?: readonly string[];
};

/** A line of text, or several, of the client's form. */
export function TextField(props: TextFieldProps) {
  const { label, path, field, hint, placeholder, rows, isReadOnly = false, suggestions } = props;
  const { register } = useFormContext<ClientFormValues>();
  const messages = useFieldMessages(field);
  return (
    <Field
      label={label}
      hint={hint}
      {...messages}
      control={(attributes) =>
        rows === undefined ? (
          <>
            <input
              {...attributes}
              type="text"
              autoComplete="off"
              spellCheck={false}
              placeholder={placeholder}
              readOnly={isReadOnly}
              list={suggestions === undefined ? undefined : `${attributes.id}-list`}
              {...register(path)}
            />
            {suggestions === undefined ? null : (
              <datalist id={`${attributes.id}-list`}>
                {suggestions.map((suggestion) => (
                  <option key={suggestion} value={suggestion} />
                ))}
              </datalist>
            )}
          </>
        ) : (
          <textarea
            {...attributes}
            rows={rows}
            spellCheck={false}
            placeholder={placeholder}
            {...register(path)}
          />
        )
      }
    />
  );
}
