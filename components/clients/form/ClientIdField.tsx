import { templateOf } from '@/utils/clients/templates/all-templates';
import { useFormSurroundings, useFormValues } from './form-context';
import { TextField } from './TextField';

type ClientIdFieldProps = {
  readonly term?: string | undefined;
  readonly hint?: string | undefined;
};

/** The client ID; read-only once it is stored, where the provider never changes it. */
export function ClientIdField({ term, hint }: ClientIdFieldProps) {
  const { provider } = useFormValues();
  const { facts } = useFormSurroundings();
  const lock = templateOf(provider).rules.find(({ kind }) => kind === 'client-id-locked');
  const isLocked = lock !== undefined && facts.storedClientId !== undefined;
  return (
    <TextField
      label="Client ID"
      term={term}
      wireName="client_id"
      path="clientId"
      field="clientId"
      isReadOnly={isLocked}
      hint={
        isLocked ? (
          <>
            {lock.says} A new one is a new client: duplicate this one.{' '}
            <a href={lock.source.url} target="_blank" rel="noopener noreferrer">
              {lock.source.name}
            </a>
          </>
        ) : (
          hint
        )
      }
    />
  );
}
