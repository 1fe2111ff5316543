import type { ClientRegistry } from '../shared/client-registry.ts';
import type { CodeStore } from '../shared/code-store.ts';
import type { Switches } from '../../common/switches.ts';
import type { pipedriveSwitches } from './switches.ts';
import type { Installation, PipedriveTokenStore } from './token-store.ts';

/** An installation on its way through the browser. */
export type CodeInstallation = Installation & { readonly redirectUri: string };

/** One running emulation of Pipedrive: its apps and everything it has issued. */
export type PipedriveServer = {
  readonly origin: string;
  readonly clients: ClientRegistry;
  readonly switches: Switches<typeof pipedriveSwitches>;
  readonly codes: CodeStore<CodeInstallation>;
  readonly tokens: PipedriveTokenStore;
};
