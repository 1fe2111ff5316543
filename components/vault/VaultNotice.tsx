import { Notice } from '../common/Notice';
import { PassphraseForm } from './PassphraseForm';

/** Stands where a sealed secret is needed: says so, and unlocks the vault in place. */
export function VaultNotice({ onUnlocked }: { readonly onUnlocked?: () => void }) {
  return (
    <Notice tone="note">
      <p>The secret of this client is sealed in the vault. Unlock it to go on.</p>
      <PassphraseForm mode="unlock" {...(onUnlocked === undefined ? {} : { onDone: onUnlocked })} />
    </Notice>
  );
}
