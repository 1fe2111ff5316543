import { createContext, useContext } from 'react';
import { get, useFormContext, useFormState, useWatch } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import type { FormField, FormMessages } from '@/utils/clients/client-form-rules';
import { REGISTRATION_NAMES } from '@/utils/clients/registration';
import type { RegistrationFacts } from '@/utils/clients/registration-rules';
import type { ServerMetadata } from '@/utils/oauth/server-metadata';
import type { FieldMessages } from './Field';

/** What the form knows besides what was typed. */
export type FormSurroundings = {
  /** Of the client, its id and path, whether it is stored or not. */
  readonly id: string;
  readonly slug: string;
  /** That of the extension for this client. */
  readonly extensionRedirectUri: string;
  /** What the rules say of the form as it is now. */
  readonly messages: FormMessages;
  readonly facts: RegistrationFacts;
  readonly setImage: (image: RegistrationFacts['image']) => void;
  /** What discovery found last. */
  readonly server: ServerMetadata | undefined;
  readonly setServer: (server: ServerMetadata) => void;
};

export const FormSurroundingsContext = createContext<FormSurroundings>({
  id: '',
  slug: '',
  extensionRedirectUri: '',
  messages: { errors: {}, warnings: {}, breaches: [] },
  facts: {},
  setImage: () => undefined,
  server: undefined,
  setServer: () => undefined,
});

export function useFormSurroundings(): FormSurroundings {
  return useContext(FormSurroundingsContext);
}

/** The typed value of every field, live. */
export function useFormValues(): ClientFormValues {
  return useWatch<ClientFormValues>() as ClientFormValues;
}

/** The messages at a field: its error once the field was left or saving was tried, the others at once. */
export function useFieldMessages(
  field: FormField | undefined,
): Pick<FieldMessages, 'error' | 'warning' | 'breaches'> {
  const { messages } = useFormSurroundings();
  const { control } = useFormContext<ClientFormValues>();
  const { touchedFields, isSubmitted } = useFormState({ control });
  if (field === undefined) return {};
  const isTouched = get(touchedFields, pathOf(field)) === true;
  return {
    error: isSubmitted || isTouched ? messages.errors[field] : undefined,
    warning: messages.warnings[field],
    breaches: messages.breaches.filter((breach) => breach.field === field),
  };
}

function pathOf(field: FormField): string {
  if (field === 'prompt' || field === 'max_age') return `parameters.${field}`;
  return REGISTRATION_NAMES.some((name) => name === field) ? `registration.${field}` : field;
}

/** Options of `register` for a field with something to do when it changes. */
export function changeOptions(onChange: ((value: string) => void) | undefined) {
  return onChange === undefined
    ? {}
    : { onChange: (event: { target: { value: string } }) => onChange(event.target.value) };
}
