import type { Registration } from './registration';

/** How the client authenticates at the token endpoint (RFC 7591 §2, `token_endpoint_auth_method`). */
export const TOKEN_ENDPOINT_AUTH_METHODS = [
  'none',
  'client_secret_basic',
  'client_secret_post',
] as const;
export type TokenEndpointAuthMethod = (typeof TOKEN_ENDPOINT_AUTH_METHODS)[number];

/** PKCE `code_challenge_method` (RFC 7636 §4.3), or none at all for negative tests. */
export const PKCE_METHODS = ['S256', 'plain', 'off'] as const;
export type PkceMethod = (typeof PKCE_METHODS)[number];

/**
 * How the authorization response gets to the run: `extension` through the browser's sign-in window and a redirect
 * URI of the extension, `capture` from the app's own redirect URI before the app sees it, `manual` by hand.
 */
export const REDIRECT_MODES = ['extension', 'capture', 'manual'] as const;
export type RedirectMode = (typeof REDIRECT_MODES)[number];

/** Whether the token request carries the `Origin` header that browsers add. */
export const ORIGIN_HEADERS = ['removed', 'sent'] as const;
export type OriginHeader = (typeof ORIGIN_HEADERS)[number];

/** How the client gets its tokens (RFC 7591 §2, `grant_types`); refreshing is not a choice of its own. */
export const GRANT_TYPES = ['authorization_code', 'client_credentials'] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

/** How Basic credentials are encoded: as RFC 6749 §2.3.1 has it, or not at all, as some servers expect. */
export const BASIC_ENCODINGS = ['form', 'raw'] as const;
export type BasicEncoding = (typeof BASIC_ENCODINGS)[number];

/** `active` is used by runs; `spare` is kept beside it; of a `retired` one only the note is left. */
export const SECRET_STATES = ['active', 'spare', 'retired'] as const;
type SecretState = (typeof SECRET_STATES)[number];

/** What is known of a client secret. Its value is kept elsewhere: in memory, or sealed in the vault. */
export type ClientSecret = {
  /** Tells the secrets of one client apart. */
  readonly id: string;
  readonly description: string;
  /** When its value was typed in, in milliseconds since the epoch. */
  readonly addedAt: number;
  readonly state: SecretState;
  /** Whether its value is sealed in the vault. */
  readonly isRemembered: boolean;
};

/** Endpoints of the authorization server (RFC 8414 §2); absent where unknown. */
export type Endpoints = {
  readonly authorization?: string;
  readonly token?: string;
  readonly jwks?: string;
  /** RFC 7662 §2 */
  readonly introspection?: string;
  /** RFC 7009 §2 */
  readonly revocation?: string;
  /** OpenID Connect Core §5.3 */
  readonly userInfo?: string;
  /** OpenID Connect RP-Initiated Logout 1.0 §2 */
  readonly endSession?: string;
};

/** Each endpoint under the name that server metadata has for it (RFC 8414 §2, OpenID Connect Discovery §3). */
export const ENDPOINT_NAMES = {
  authorization: 'authorization_endpoint',
  token: 'token_endpoint',
  jwks: 'jwks_uri',
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
  userInfo: 'userinfo_endpoint',
  endSession: 'end_session_endpoint',
} as const satisfies Readonly<Record<keyof Endpoints, string>>;

export type Parameter = readonly [name: string, value: string];

/** The most secrets that a client can have here. */
export const MAX_SECRETS = 50;

/** The longest label, in characters. */
export const MAX_LABEL = 200;

/** A client as it is registered at an authorization server, and how to run it. Never holds the value of a secret. */
export type Client = {
  readonly id: string;
  /** The path of the extension's redirect URI: one per client, so that no code can be injected across clients. */
  readonly slug: string;
  readonly label: string;
  /** One of `PROVIDERS`, or of a template that this version does not have. */
  readonly provider: string;
  readonly environment: string;
  readonly grantType: GrantType;
  /** What the provider's registration form holds besides. */
  readonly registration: Registration;
  /** Issuer identifier, compared character by character; absent when the server has none. */
  readonly issuer?: string;
  /** Typed by the user, or what discovery said last. */
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod;
  readonly basicEncoding: BasicEncoding;
  /** At most one is active. */
  readonly secrets: readonly ClientSecret[];
  readonly redirectUris: readonly string[];
  /** Which of them runs send that do not use the extension's own, where that is not the first. */
  readonly chosenRedirectUri?: string;
  readonly scopes: readonly string[];
  readonly redirectMode: RedirectMode;
  readonly pkce: PkceMethod;
  /** Servers refuse an `Origin` they do not know; only those of single-page apps want one. */
  readonly originHeader: OriginHeader;
  /** Further parameters of the authorization request, in order; a name may repeat (RFC 8707 `resource`). */
  readonly authorizationParameters: readonly Parameter[];
};

/** The secret that runs use. */
export function activeSecret(client: Pick<Client, 'secrets'>): ClientSecret | undefined {
  return client.secrets.find(({ state }) => state === 'active');
}

/** Clients whose label, provider, environment, issuer or client ID hold every word of the query. */
export function searchClients(
  clients: readonly Client[],
  query: string,
  providerName: (id: string) => string,
): readonly Client[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return clients;
  return clients.filter((client) => {
    const haystack = [
      client.label,
      providerName(client.provider),
      client.environment,
      client.issuer,
      client.clientId,
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
