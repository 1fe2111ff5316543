import { connectAccess } from './access-store';
import { connectClients } from './clients-store';
import { connectRuns } from './runs-store';
import { connectVault } from './vault-store';

/** Ties every store to what it mirrors. Call it once per page, before the first render. */
export function connectStores(): void {
  connectClients();
  connectRuns();
  connectAccess();
  connectVault();
}
