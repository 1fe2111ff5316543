import { useState } from 'react';
import { useFormSurroundings, useFormValues } from './form-context';
import styles from './layout.module.css';
import { TextField } from './TextField';

const FIELDS = [
  {
    isOfUser: false,
    label: 'Introspection endpoint',
    path: 'introspectionEndpoint',
    hint: 'Tells what a token is worth (RFC 7662).',
  },
  {
    isOfUser: false,
    label: 'Revocation endpoint',
    path: 'revocationEndpoint',
    hint: 'Takes a token back (RFC 7009).',
  },
  {
    isOfUser: true,
    label: 'User info endpoint',
    path: 'userInfoEndpoint',
    hint: 'Tells who the user is (OpenID Connect Core §5.3).',
  },
  {
    isOfUser: true,
    label: 'End session endpoint',
    path: 'endSessionEndpoint',
    hint: 'Where the user logs out at the server.',
  },
] as const;

/** Endpoints for what can be done after a run: none is needed for it. */
export function MoreEndpoints({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const values = useFormValues();
  const { messages } = useFormSurroundings();
  // Discovered ones are shown where there are any, and those about a user where there is one.
  const shown = FIELDS.filter(
    ({ path, isOfUser }) =>
      (!isReadOnly || values[path] !== '') &&
      (!isOfUser || values.grantType === 'authorization_code'),
  );
  const hasMessage = FIELDS.some(
    ({ path }) => messages.errors[path] !== undefined || messages.warnings[path] !== undefined,
  );
  return shown.length === 0 ? null : (
    <details
      open={isOpen || hasMessage}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>More endpoints</summary>
      <div className={styles.folded}>
        {shown.map(({ label, path, hint }) => (
          <TextField
            key={path}
            label={label}
            path={path}
            field={path}
            isReadOnly={isReadOnly}
            {...(isReadOnly ? {} : { hint })}
          />
        ))}
      </div>
    </details>
  );
}
