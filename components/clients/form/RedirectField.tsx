import { useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { CopyButton } from '../../common/CopyButton';
import { useFormSurroundings } from './form-context';
import styles from './RedirectField.module.css';

/** Where answers of the server arrive. */
export function RedirectField() {
  const { redirectUri } = useFormSurroundings();
  const { register } = useFormContext<ClientFormValues>();
  return (
    <>
      <div className={styles.register}>
        <span className={styles.label}>Redirect URI to register</span>
        <div className={styles.row}>
          <output className={styles.uri} aria-label="Redirect URI to register">
            {redirectUri}
          </output>
          <CopyButton name="Copy redirect URI" label="Copy" text={redirectUri} />
        </div>
        <span className={styles.hint}>
          Add it to this client at the provider. It is the same on every machine, and belongs to
          this client alone.
        </span>
      </div>
      <div role="radiogroup" aria-label="Redirect mode" className={styles.modes}>
        <span className={styles.label}>Redirect mode</span>
        <label className={styles.mode}>
          <input type="radio" value="extension" {...register('redirectMode')} />
          <span>Extension redirect</span>
        </label>
        <span className={styles.hint}>
          The browser hands the answer straight to this extension; no page of an app is opened.
        </span>
      </div>
    </>
  );
}
