import type { ReactNode } from 'react';
import { type FieldPath, useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import type { FormField } from '@/utils/clients/client-form-rules';
import { Field, type FieldNames } from './Field';
import { changeOptions, useFieldMessages } from './form-context';

type Options = readonly (readonly [value: string, label: string])[];

type SelectFieldProps = FieldNames & {
  readonly path: FieldPath<ClientFormValues>;
  readonly field: FormField;
  readonly options: Options | readonly OptionGroup[];
  readonly hint?: ReactNode;
  readonly onChange?: (value: string) => void;
};

type OptionGroup = { readonly title: string; readonly options: Options };

/** A choice of the client's form. */
export function SelectField(props: SelectFieldProps) {
  const { label, term, wireName, path, field, options, hint, onChange } = props;
  const { register } = useFormContext<ClientFormValues>();
  return (
    <Field
      label={label}
      term={term}
      wireName={wireName}
      hint={hint}
      {...useFieldMessages(field)}
      control={(attributes) => (
        <select {...attributes} {...register(path, changeOptions(onChange))}>
          {options.map((option) =>
            'title' in option ? (
              <optgroup key={option.title} label={option.title}>
                <OptionList options={option.options} />
              </optgroup>
            ) : (
              <OptionList key={option[0]} options={[option]} />
            ),
          )}
        </select>
      )}
    />
  );
}

function OptionList({ options }: { readonly options: Options }) {
  return options.map(([value, text]) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));
}
