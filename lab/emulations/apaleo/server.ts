import type { CryptoKey, JWK } from 'jose';
import type { ClientRegistry } from '../shared/client-registry.ts';
import type { CodeStore } from '../shared/code-store.ts';
import type { EmulatedClient } from '../shared/emulation.ts';
import type { Switches } from '../../common/switches.ts';
import type { ApaleoPerson } from './people.ts';
import type { apaleoSwitches } from './switches.ts';

/** What a user allowed a store app. */
export type ApaleoGrant = {
  readonly clientId: string;
  readonly person: ApaleoPerson;
  /** As the token response lists them: with the marker for a fine-grained client. */
  readonly scopes: readonly string[];
};

/** A grant on its way through the browser, with what the token request must repeat or prove. */
export type CodeGrant = ApaleoGrant & {
  readonly redirectUri: string;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
};

/** An access token that was issued. A custom app has no person behind it. */
export type IssuedAccess = {
  readonly clientId: string;
  readonly person: ApaleoPerson | undefined;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
};

/** One running emulation of apaleo: its registrations and everything it has issued. */
export type ApaleoServer = {
  readonly origin: string;
  readonly now: () => number;
  readonly clients: ClientRegistry;
  readonly switches: Switches<typeof apaleoSwitches>;
  readonly codes: CodeStore<CodeGrant>;
  readonly refreshTokens: Map<string, ApaleoGrant>;
  readonly accessTokens: Map<string, IssuedAccess>;
  readonly signingKey: { readonly privateKey: CryptoKey; readonly publicJwk: JWK };
};

/** The seconds since 1970. */
export function secondsOf({ now }: ApaleoServer): number {
  return Math.floor(now() / 1000);
}

/** Whether the client is a store app: the kind for which users sign in. */
export function isStoreApp({ kind }: EmulatedClient): boolean {
  return kind === 'apaleo-store-app';
}
