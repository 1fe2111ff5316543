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

/** Where the authorization response lands. */
export const REDIRECT_MODES = ['extension'] as const;
export type RedirectMode = (typeof REDIRECT_MODES)[number];

/** Whether the token request carries the `Origin` header that browsers add. */
export const ORIGIN_HEADERS = ['removed', 'sent'] as const;
export type OriginHeader = (typeof ORIGIN_HEADERS)[number];

export const PROVIDER_IDS = ['generic-oidc', 'generic-oauth2'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** Endpoints of the authorization server (RFC 8414 §2); absent where unknown. */
export type Endpoints = {
  readonly authorization?: string;
  readonly token?: string;
  readonly jwks?: string;
};

export type Parameter = readonly [name: string, value: string];

/** The longest label, in characters. */
export const MAX_LABEL = 200;

/** A client as it is registered at an authorization server, and how to run it. Never holds a secret. */
export type Client = {
  readonly id: string;
  /** The path of the extension's redirect URI: one per client, so that no code can be injected across clients. */
  readonly slug: string;
  readonly label: string;
  readonly provider: ProviderId;
  readonly environment: string;
  /** Issuer identifier, compared character by character; absent when the server has none. */
  readonly issuer?: string;
  /** Typed by the user, or what discovery said last. */
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly redirectMode: RedirectMode;
  readonly pkce: PkceMethod;
  /** Servers refuse an `Origin` they do not know; only those of single-page apps want one. */
  readonly originHeader: OriginHeader;
  /** Further parameters of the authorization request, in order; a name may repeat (RFC 8707 `resource`). */
  readonly authorizationParameters: readonly Parameter[];
};

/** The redirect URI that runs of this client send: a registered one that the extension serves, else that of its slug. */
export function redirectUriOf(
  client: Pick<Client, 'slug' | 'redirectUris'>,
  extensionRedirectBase: string,
): string {
  const registered = client.redirectUris.find((uri) => uri.startsWith(extensionRedirectBase));
  return registered ?? extensionRedirectBase + client.slug;
}

/** Clients whose label, provider, environment, issuer or client ID hold every word of the query. */
export function searchClients(
  clients: readonly Client[],
  query: string,
  providerName: (id: ProviderId) => string,
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
