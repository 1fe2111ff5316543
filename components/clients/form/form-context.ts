import { createContext, useContext } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import type { FormField, FormMessages } from '@/utils/clients/client-form-rules';
import type { FieldMessages } from './Field';

/** What the rules say of the form as it is now. */
export const FormMessagesContext = createContext<FormMessages>({ errors: {}, warnings: {} });

/** The typed value of every field, live. */
export function useFormValues(): ClientFormValues {
  return useWatch<ClientFormValues>() as ClientFormValues;
}

/** The messages at a field: its error once the field was left or saving was tried, its warning at once. */
export function useFieldMessages(
  field: FormField | undefined,
): Pick<FieldMessages, 'error' | 'warning'> {
  const messages = useContext(FormMessagesContext);
  const { control } = useFormContext<ClientFormValues>();
  const { touchedFields, isSubmitted } = useFormState({ control });
  if (field === undefined) return {};
  const isTouched =
    field === 'prompt' || field === 'max_age'
      ? touchedFields.parameters?.[field]
      : touchedFields[field];
  return {
    error: isSubmitted || isTouched === true ? messages.errors[field] : undefined,
    warning: messages.warnings[field],
  };
}
