import type { AuthorizationRequest } from '../tokens/read-authorization-request';
import { splitScopes } from '../tokens/scopes';
import { parseParameterLines } from './authorization-parameters';
import type { Client, Parameter, PkceMethod, RedirectMode } from './client';
import { emptyForm, fromForm, toForm, withEnvironment } from './client-form';
import { PROVIDERS } from './providers';
import { canBeCaptured } from './redirect';
import { templateOf } from './templates/all-templates';

type Surroundings = {
  readonly identity: { readonly id: string; readonly slug: string };
  /** What redirect URIs of the extension begin with. */
  readonly extensionRedirectBase: string;
};

/**
 * The client that sent an authorization request, as far as the request tells. It is a client of the provider whose
 * endpoint that is, and else one of any OAuth 2.0 server, without a token endpoint.
 */
export function clientFromRequest(
  request: AuthorizationRequest,
  { identity, extensionRedirectBase }: Surroundings,
): Client {
  const { provider, environment } = systemOf(request.endpoint);
  const base = fromForm(withEnvironment(emptyForm(provider), environment), identity);
  const redirectUri = parameterOf(request, 'redirect_uri');
  const pkce = pkceOf(request);
  const client: Client = {
    ...base,
    label: '',
    endpoints: { ...base.endpoints, authorization: request.endpoint },
    clientId: request.clientId,
    tokenEndpointAuthMethod: authMethodOf(provider, pkce),
    redirectMode: redirectModeOf(redirectUri, extensionRedirectBase),
    redirectUris: redirectUri === '' ? [] : [redirectUri],
    scopes: splitScopes(parameterOf(request, 'scope')),
    pkce,
    authorizationParameters: request.parameters.flatMap(repeatable),
  };
  // As the form would have it: parameters with a field of their own come first, and it knows a label.
  return fromForm(toForm(client, {}), identity);
}

/** Whether a stored client is the one that sent this request, whatever its provider is called here. */
export function isClientOfRequest(client: Client, request: AuthorizationRequest): boolean {
  return (
    client.clientId === request.clientId && client.endpoints.authorization === request.endpoint
  );
}

/** The system of a provider with exactly this authorization endpoint. */
function systemOf(endpoint: string): { readonly provider: string; readonly environment: string } {
  const known = Object.keys(PROVIDERS).flatMap((provider) =>
    templateOf(provider)
      .environments.filter(({ endpoints }) => endpoints.authorization === endpoint)
      .map(({ name }) => ({ provider, environment: name })),
  );
  return known[0] ?? { provider: 'generic-oauth2', environment: '' };
}

/** The first value of a parameter; empty where the request does not have it. */
export function parameterOf({ parameters }: AuthorizationRequest, wanted: string): string {
  return parameters.find(([name]) => name === wanted)?.[1] ?? '';
}

/** Without a method a challenge is the verifier itself (RFC 7636 §4.3). */
function pkceOf(request: AuthorizationRequest): PkceMethod {
  if (parameterOf(request, 'code_challenge') === '') return 'off';
  const method = parameterOf(request, 'code_challenge_method');
  return method === '' || method === 'plain' ? 'plain' : 'S256';
}

/** No request says how its client authenticates; one without PKCE and without a secret is rare. */
function authMethodOf(provider: string, pkce: PkceMethod): Client['tokenEndpointAuthMethod'] {
  const { authMethods, defaults } = templateOf(provider);
  const usual = defaults.tokenEndpointAuthMethod;
  return usual === 'none' && pkce === 'off'
    ? (authMethods.find((method) => method !== 'none') ?? usual)
    : usual;
}

/** The redirect URI of the request is registered, so that runs can use it as it is. */
function redirectModeOf(redirectUri: string, extensionRedirectBase: string): RedirectMode {
  if (redirectUri === '' || redirectUri.startsWith(extensionRedirectBase)) return 'extension';
  return canBeCaptured(redirectUri) ? 'capture' : 'manual';
}

/** What belongs to one request alone, besides what runs make themselves: sent again, it would be stale or a secret. */
const SINGLE_USE = new Set([
  'client_assertion',
  'client_assertion_type',
  // Binds the code to a key that is not ours (RFC 9449 §10).
  'dpop_jkt',
  'id_token_hint',
  // Signed, and soon expired (RFC 9101, RFC 9126).
  'request',
  'request_uri',
]);

/** The parameter as every run may send it again; nothing if none may. */
function repeatable([name, value]: Parameter): readonly Parameter[] {
  if (SINGLE_USE.has(name)) return [];
  // The form keeps a parameter in one line; JSON, the only value that comes in several, may hold blanks instead.
  const line = parseParameterLines(`${name}=${value.replaceAll(/\s*[\r\n]\s*/g, ' ')}`);
  return line.ok && line.parameters[0]?.[0] === name ? line.parameters : [];
}
