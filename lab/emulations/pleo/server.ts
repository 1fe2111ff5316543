import type { ClientRegistry } from '../shared/client-registry.ts';
import type { CodeStore } from '../shared/code-store.ts';
import type { Switches } from '../../common/switches.ts';
import type { pleoSwitches } from './switches.ts';
import type { PleoGrant, PleoTokenStore } from './token-store.ts';

/** A grant on its way through the browser, with what the token request must repeat or prove. */
export type PleoCodeGrant = PleoGrant & {
  readonly redirectUri: string;
  readonly codeChallenge: string | undefined;
};

/** One running emulation of Pleo: its registrations and everything it has issued. */
export type PleoServer = {
  readonly origin: string;
  readonly clients: ClientRegistry;
  readonly switches: Switches<typeof pleoSwitches>;
  readonly codes: CodeStore<PleoCodeGrant>;
  readonly tokens: PleoTokenStore;
};

/** How long an access token lives, in seconds. Not documented: a choice of this lab. */
export const accessLifetime = 3600;
