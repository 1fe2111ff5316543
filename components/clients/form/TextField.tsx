import type { ReactNode } from 'react';
import { type FieldPath, useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import type { FormField } from '@/utils/clients/client-form-rules';
import { Field, type FieldNames } from './Field';
import { changeOptions, useFieldMessages } from './form-context';

type TextFieldProps = FieldNames & {
  readonly path: FieldPath<ClientFormValues>;
  /** Where the rules put their messages; without it there are none. */
  readonly field?: FormField;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  /** More than one line. */
  readonly rows?: number;
  readonly isReadOnly?: boolean;
  readonly suggestions?: readonly string[];
  readonly onChange?: (value: string) => void;
};

/** A line of text, or several, of the client's form. */
export function TextField(props: TextFieldProps) {
  const { label, term, wireName, path, field, hint, placeholder, rows } = props;
  const { isReadOnly = false, suggestions, onChange } = props;
  const { register } = useFormContext<ClientFormValues>();
  const messages = useFieldMessages(field);
  return (
    <Field
      label={label}
      term={term}
      wireName={wireName}
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
              {...register(path, changeOptions(onChange))}
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
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            {...register(path)}
          />
        )
      }
    />
  );
}
