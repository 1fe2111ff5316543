import { randomBase64Url } from '../shared/random-values.ts';
import type { PleoPerson } from './people.ts';

/** What a user allowed a client. */
export type PleoGrant = {
  readonly clientId: string;
  readonly person: PleoPerson;
  readonly scopes: readonly string[];
};

/** An access token with what is known about it. */
export type PleoAccess = {
  readonly grant: PleoGrant;
  readonly tokenId: string;
  /** In seconds since 1970, as is `expiresAt`. */
  readonly issuedAt: number;
  readonly expiresAt: number;
};

/** Two tokens that were issued together. */
export type TokenPair = { readonly accessToken: string; readonly refreshToken: string };

/** The tokens of one emulation. Of each grant at most one access and one refresh token are alive. */
export type PleoTokenStore = {
  /** Starts a grant. */
  start(grant: PleoGrant): Promise<TokenPair>;
  /**
   * Exchanges a refresh token for new tokens; all earlier ones of the grant die at once. One that is
   * expired or was exchanged before ends the refresh token of its grant that is still alive.
   */
  refresh(refreshToken: string, clientId: string): Promise<TokenPair | undefined>;
  findAccess(accessToken: string | null | undefined): PleoAccess | undefined;
};

type TokenStoreOptions = {
  /** The seconds since 1970. */
  readonly seconds: () => number;
  readonly accessLifetime: number;
  /** How long a refresh token lives that is issued now, in seconds. */
  readonly refreshLifetime: () => number;
  readonly createAccessToken: (access: PleoAccess) => string | Promise<string>;
};

/** A grant with the tokens of it that are alive. */
type LiveGrant = { readonly grant: PleoGrant; accessToken?: string; refreshToken?: string };

/** A store without tokens. */
export function createPleoTokenStore(options: TokenStoreOptions): PleoTokenStore {
  const { seconds, accessLifetime, refreshLifetime, createAccessToken } = options;
  const accessTokens = new Map<string, { readonly live: LiveGrant; readonly access: PleoAccess }>();
  const refreshTokens = new Map<string, { readonly live: LiveGrant; readonly expiresAt: number }>();

  async function issue(live: LiveGrant): Promise<TokenPair> {
    const issuedAt = seconds();
    const access: PleoAccess = {
      grant: live.grant,
      tokenId: randomBase64Url(16),
      issuedAt,
      expiresAt: issuedAt + accessLifetime,
    };
    const accessToken = await createAccessToken(access);
    const refreshToken = randomBase64Url(32);
    accessTokens.set(accessToken, { live, access });
    refreshTokens.set(refreshToken, { live, expiresAt: issuedAt + refreshLifetime() });
    live.accessToken = accessToken;
    live.refreshToken = refreshToken;
    return { accessToken, refreshToken };
  }

  return {
    start: (grant) => issue({ grant }),
    refresh: async (refreshToken, clientId) => {
      const entry = refreshTokens.get(refreshToken);
      if (entry === undefined || entry.live.grant.clientId !== clientId) return undefined;
      const { live, expiresAt } = entry;
      if (live.refreshToken === refreshToken && seconds() < expiresAt) return issue(live);
      delete live.refreshToken;
      return undefined;
    },
    findAccess: (accessToken) => {
      const entry = accessTokens.get(accessToken ?? '');
      if (entry === undefined || entry.live.accessToken !== accessToken) return undefined;
      return seconds() < entry.access.expiresAt ? entry.access : undefined;
    },
  };
}
