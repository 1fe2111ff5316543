import { randomBytes } from 'node:crypto';
import { randomHex } from '../shared/random-values.ts';
import type { PipedrivePerson } from './people.ts';

/** The app of one client as one user installed it. */
export type Installation = {
  readonly clientId: string;
  readonly person: PipedrivePerson;
  readonly scopes: readonly string[];
};

/** The tokens of one emulation. */
export type PipedriveTokenStore = {
  issueAccess(installation: Installation): string;
  issueRefresh(installation: Installation): string;
  findAccess(token: string): Installation | undefined;
  /** Finds a refresh token and lets it live for another 60 days. */
  useRefresh(token: string): Installation | undefined;
  /** Who a token belongs to, alive or expired. */
  ownerOf(
    token: string,
  ): { readonly kind: TokenKind; readonly installation: Installation } | undefined;
  remove(token: string): void;
  /** Removes every token that this user's installation of the app has. */
  uninstall(installation: Installation): void;
};

type TokenKind = 'access' | 'refresh';
type Entry = {
  readonly kind: TokenKind;
  readonly installation: Installation;
  readonly expiresAt: number;
};

/** One hour: the status codes page. The sample in the API reference says `expires_in` 3599. */
const accessLifetime = 3600;

/** 60 days without use: https://developers.pipedrive.com/docs/api/v1/Oauth */
const refreshLifetime = 60 * 24 * 3600;

/** A store without tokens. */
export function createPipedriveTokenStore(now: () => number): PipedriveTokenStore {
  const tokens = new Map<string, Entry>();

  function keep(token: string, kind: TokenKind, installation: Installation): string {
    const lifetime = kind === 'access' ? accessLifetime : refreshLifetime;
    tokens.set(token, { kind, installation, expiresAt: now() + lifetime * 1000 });
    return token;
  }

  function findAlive(token: string, kind: TokenKind): Installation | undefined {
    const entry = tokens.get(token);
    if (entry?.kind !== kind || now() >= entry.expiresAt) return undefined;
    return entry.installation;
  }

  return {
    issueAccess: (installation) => keep(createAccessToken(), 'access', installation),
    issueRefresh: (installation) => keep(createRefreshToken(), 'refresh', installation),
    findAccess: (token) => findAlive(token, 'access'),
    useRefresh: (token) => {
      const installation = findAlive(token, 'refresh');
      if (installation !== undefined) keep(token, 'refresh', installation);
      return installation;
    },
    ownerOf: (token) => tokens.get(token),
    remove: (token) => void tokens.delete(token),
    uninstall: ({ clientId, person }) => {
      for (const [token, { installation }] of tokens) {
        const isTheirs = installation.clientId === clientId && installation.person === person;
        if (isTheirs) tokens.delete(token);
      }
    },
  };
}

/** The form of the sample in the API reference: `v1u:<base64>:<base64>`. */
function createAccessToken(): string {
  return `v1u:${randomBytes(96).toString('base64')}:${randomBytes(32).toString('base64')}`;
}

/** The form of the sample in the API reference: `1:1:<40 hexadecimal characters>`. */
function createRefreshToken(): string {
  return `1:1:${randomHex(20)}`;
}
