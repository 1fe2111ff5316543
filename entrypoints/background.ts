import { defineBackground } from 'wxt/utils/define-background';
import { clearOriginRule } from '@/utils/platform/fetch';
import { offerInspect } from '@/utils/platform/offer-inspect';
import { onCommand, type Reply } from '@/utils/platform/messages';
import { watchPermissions } from '@/utils/platform/permissions';
import { readPostedCallbacks } from '@/utils/platform/posted-callbacks';
import { makeRunner } from '@/utils/platform/runner';
import { onTabEvents } from '@/utils/platform/sign-in-tab';
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
import { onSignInExpired } from '@/utils/platform/waiting-run';
import { acceptWatchers } from '@/utils/platform/worker-watch';

export default defineBackground(() => {
  void protectStorage();
  void clearOriginRule();
  const runner = makeRunner();
  acceptWatchers();
  offerInspect();
  onVaultIdle();
  readPostedCallbacks();
  onTabEvents({
    onClosed: (tabId) => void runner.onTabClosed(tabId),
    onArrived: (tabId, url) => void runner.onTabArrived(tabId, url),
  });
  onSignInExpired(() => void runner.onSignInExpired());
  watchPermissions(() => void runner.onPermissionsChanged());
  onCommand(async (command, tabId) => {
    switch (command.type) {
      case 'start-run':
        return whileVaultIsAwake(runner.start(command));
      case 'restart-run':
        return whileVaultIsAwake(runner.restart(command.runId, command.redirectMode));
      case 'callback-captured':
        return whileVaultIsAwake(runner.takeCaptured(command.url, tabId));
      case 'callback-pasted':
        return whileVaultIsAwake(runner.takePasted(command.runId, command.text));
      case 'use-token':
        return whileVaultIsAwake(runner.actOnToken(command.runId, command.wanted));
      case 'see-page':
        return runner.seePage(command.runId);
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

/** What somebody wants done keeps the vault open for as long again. */
async function whileVaultIsAwake(reply: Promise<Reply>): Promise<Reply> {
  await keepVaultAwake();
  return reply;
}
