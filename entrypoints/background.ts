import { defineBackground } from 'wxt/utils/define-background';
import { onCommand } from '@/utils/platform/messages';
import { watchPermissions } from '@/utils/platform/permissions';
import { makeRunner } from '@/utils/platform/runner';
import { clearStorage, protectStorage } from '@/utils/platform/storage';
import { acceptWatchers } from '@/utils/platform/worker-watch';

export default defineBackground(() => {
  void protectStorage();
  const runner = makeRunner();
  acceptWatchers();
  watchPermissions(() => void runner.onPermissionsChanged());
  onCommand(async (command) => {
    switch (command.type) {
      case 'start-run':
        return runner.start(command.clientId, command.runId);
      case 'cancel-run':
        return runner.cancel(command.runId);
      case 'clear-all':
        await runner.stop();
        await clearStorage();
        return { ok: true };
    }
  });
});
