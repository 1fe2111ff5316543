import { defineBackground } from 'wxt/utils/define-background';
import { onCommand } from '@/utils/platform/messages';
import { watchPermissions } from '@/utils/platform/permissions';
import { makeRunner } from '@/utils/platform/runner';
import { protectStorage } from '@/utils/platform/storage';
import {
  changeVaultPassphrase,
  clearAll,
  createVault,
  forgetVault,
  keepVaultAwake,
  lockVault,
  onVaultIdle,
  setVaultIdle,
  unlockVault,
  writeSecretValues,
} from '@/utils/platform/vault';
import { acceptWatchers } from '@/utils/platform/worker-watch';

export default defineBackground(() => {
  void protectStorage();
  const runner = makeRunner();
  acceptWatchers();
  onVaultIdle();
  watchPermissions(() => void runner.onPermissionsChanged());
  onCommand(async (command) => {
    switch (command.type) {
      case 'start-run':
        await keepVaultAwake();
        return runner.start(command);
      case 'cancel-run':
        return runner.cancel(command.runId);
      case 'clear-all':
        await runner.stop();
        await clearAll();
        return { ok: true };
      case 'write-secrets':
        return writeSecretValues(command.clientId, command.entries);
      case 'vault-create':
        return createVault(command.passphrase);
      case 'vault-unlock':
        return unlockVault(command.passphrase);
      case 'vault-lock':
        return lockVault();
      case 'vault-change-passphrase':
        return changeVaultPassphrase(command.passphrase, command.newPassphrase);
      case 'vault-forget':
        return forgetVault();
      case 'vault-set-idle':
        return setVaultIdle(command.minutes);
      case 'vault-used':
        await keepVaultAwake();
        return { ok: true };
    }
  });
});
