import { useId } from 'react';
import { useFormContext } from 'react-hook-form';
import type { RedirectMode } from '@/utils/clients/client';
import { type ClientFormValues, lines } from '@/utils/clients/client-form';
import { CopyButton } from '../../common/CopyButton';
import { Icon } from '../../common/Icon';
import { useFieldMessages, useFormSurroundings, useFormValues } from './form-context';
import styles from './RedirectField.module.css';
import { SelectField } from './SelectField';

const MODES = [
  [
    'extension',
    'Extension redirect',
    'The browser hands the answer straight to this extension; no page of an app is opened.',
  ],
  [
    'capture',
    'Capture the registered redirect URI',
    'For a registration that cannot be changed. A run opens in a tab and uses the app’s own redirect URI; its answer is taken before it reaches the app, whose other sign-ins go on as ever. Access to that one origin is asked for at the first run.',
  ],
  [
    'manual',
    'Paste the callback URL',
    'Nothing is captured: you sign in where you like, and paste the address that you are sent to. For native apps and other devices.',
  ],
] as const satisfies readonly (readonly [RedirectMode, string, string])[];

/** Where answers of the server arrive. */
export function RedirectField() {
  const { extensionRedirectUri } = useFormSurroundings();
  const { redirectMode } = useFormValues();
  return (
    <>
      <div className={styles.register}>
        <span className={styles.label}>Redirect URI to register</span>
        <div className={styles.row}>
          <output className={styles.uri} aria-label="Redirect URI to register">
            {extensionRedirectUri}
          </output>
          <CopyButton name="Copy redirect URI" label="Copy" text={extensionRedirectUri} />
        </div>
        <span className={styles.hint}>
          {redirectMode === 'extension'
            ? 'Add it to this client at the provider. It is the same on every machine, and belongs to this client alone. A registered one that begins like it is used in its place.'
            : 'Not needed in the mode that is chosen below: runs use a redirect URI that is registered already.'}
        </span>
      </div>
      <ModeChoice />
      {redirectMode === 'extension' ? null : <UriChoice />}
    </>
  );
}

function ModeChoice() {
  const { register } = useFormContext<ClientFormValues>();
  const { warning } = useFieldMessages('redirectMode');
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-label="Redirect mode"
      aria-describedby={warning === undefined ? undefined : `${id}-warning`}
      className={styles.modes}
    >
      <span className={styles.label}>Redirect mode</span>
      {MODES.map(([mode, name, hint]) => (
        <div key={mode}>
          <label className={styles.mode}>
            <input
              type="radio"
              value={mode}
              aria-describedby={`${id}-${mode}`}
              {...register('redirectMode')}
            />
            <span>{name}</span>
          </label>
          <p id={`${id}-${mode}`} className={styles.modeHint}>
            {hint}
          </p>
        </div>
      ))}
      {warning === undefined ? null : (
        <p id={`${id}-warning`} className={styles.warning}>
          <Icon name="warning" />
          <span>{warning}</span>
        </p>
      )}
    </div>
  );
}

/** Which of the registered redirect URIs runs use, where there is a choice. */
function UriChoice() {
  const { redirectUris } = useFormValues();
  const uris = [...new Set(lines(redirectUris))];
  return uris.length < 2 ? null : (
    <SelectField
      label="URI that runs use"
      path="chosenRedirectUri"
      field="chosenRedirectUri"
      options={uris.map((uri, index) => [index === 0 ? '' : uri, uri])}
      hint="One of the redirect URIs below."
    />
  );
}
