import { Dialog } from '@base-ui/react/dialog';
import dialogs from '../common/ConfirmDialog.module.css';
import { PassphraseForm } from './PassphraseForm';
import styles from './VaultDialog.module.css';

type VaultDialogProps = {
  readonly mode: 'create' | 'unlock';
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

const TITLES = { create: 'Create the vault', unlock: 'Unlock the vault' } as const;

/** Asks for the passphrase of the vault, over a form that goes on being filled. */
export function VaultDialog({ mode, isOpen, onClose }: VaultDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs.backdrop ?? ''} />
        {/* What is submitted here is not the form around it. */}
        <Dialog.Popup className={dialogs.popup ?? ''} onSubmit={(event) => event.stopPropagation()}>
          <Dialog.Title>{TITLES[mode]}</Dialog.Title>
          <div className={styles.body}>
            <PassphraseForm mode={mode} onDone={onClose} onCancel={onClose} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
