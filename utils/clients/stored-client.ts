import * as v from 'valibot';
import { reservedReason } from './authorization-parameters';
import {
  type Client,
  MAX_LABEL,
  ORIGIN_HEADERS,
  PKCE_METHODS,
  PROVIDER_IDS,
  REDIRECT_MODES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from './client';
import { splitScopes } from '../tokens/scopes';
import { isSlug } from './slug';
import { isWebAddress } from './url-rules';

const MAX_MESSAGE = 200;

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const uri = text(4000);
const webAddress = v.pipe(uri, v.check(isWebAddress, 'must be an http(s) address'));
// Ids and slugs are parts of addresses.
const addressPart = v.pipe(v.string(), v.check(isSlug, 'must be a short path of a-z, 0-9, -'));
const parameterName = v.pipe(
  text(200),
  v.check(
    (parameter) => parameter.trim() === parameter && /^[^=\s]+$/.test(parameter),
    'a parameter has a name without blanks and “=”',
  ),
  v.check(
    (name) => reservedReason(name) === undefined,
    ({ input }) => `${input} cannot be set by hand: ${reservedReason(input)}`,
  ),
);

/**
 * A client as it is stored, exported and imported: registration data under the names of
 * RFC 7591 §2, what is ours under one member of its own. It has no place for a secret.
 */
const storedClientSchema = v.object({
  client_id: v.pipe(text(2000), v.minLength(1)),
  redirect_uris: v.optional(v.pipe(v.array(uri), v.maxLength(200)), []),
  scope: v.optional(text(20_000), ''),
  token_endpoint_auth_method: v.optional(v.picklist(TOKEN_ENDPOINT_AUTH_METHODS), 'none'),
  client_name: v.optional(text(MAX_LABEL)),
  oauth_workbench: v.optional(
    v.object({
      id: v.optional(
        v.pipe(addressPart, v.notValue('new', 'is the address of the form of a new client')),
      ),
      slug: v.optional(addressPart),
      provider: v.optional(v.picklist(PROVIDER_IDS), 'generic-oauth2'),
      environment: v.optional(text(200), ''),
      issuer: v.optional(webAddress),
      authorization_endpoint: v.optional(webAddress),
      token_endpoint: v.optional(webAddress),
      jwks_uri: v.optional(webAddress),
      redirect_mode: v.optional(v.picklist(REDIRECT_MODES), 'extension'),
      pkce: v.optional(v.picklist(PKCE_METHODS), 'S256'),
      origin_header: v.optional(v.picklist(ORIGIN_HEADERS), 'removed'),
      authorization_parameters: v.optional(
        v.pipe(v.array(v.strictTuple([parameterName, text(4000)])), v.maxLength(200)),
        [],
      ),
    }),
    {},
  ),
});

export type ParsedClient =
  { readonly ok: true; readonly client: Client } | { readonly ok: false; readonly message: string };

/**
 * Reads a stored or imported client. Ids are made where there are none.
 * @returns the client, or which member is wrong and why.
 */
export function parseStoredClient(value: unknown, makeId: () => string): ParsedClient {
  const result = v.safeParse(storedClientSchema, value);
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue);
    const message = issue.message.slice(0, MAX_MESSAGE);
    return { ok: false, message: path === null ? message : `${path}: ${message}` };
  }
  const { oauth_workbench: own, ...registration } = result.output;
  const id = own.id ?? makeId();
  return {
    ok: true,
    client: {
      id,
      slug: own.slug ?? makeId(),
      label: registration.client_name ?? registration.client_id.slice(0, MAX_LABEL),
      provider: own.provider,
      environment: own.environment,
      ...(own.issuer === undefined ? {} : { issuer: own.issuer }),
      endpoints: {
        ...(own.authorization_endpoint === undefined
          ? {}
          : { authorization: own.authorization_endpoint }),
        ...(own.token_endpoint === undefined ? {} : { token: own.token_endpoint }),
        ...(own.jwks_uri === undefined ? {} : { jwks: own.jwks_uri }),
      },
      clientId: registration.client_id,
      tokenEndpointAuthMethod: registration.token_endpoint_auth_method,
      redirectUris: registration.redirect_uris,
      scopes: splitScopes(registration.scope),
      redirectMode: own.redirect_mode,
      pkce: own.pkce,
      originHeader: own.origin_header,
      authorizationParameters: own.authorization_parameters,
    },
  };
}

/** The client under the names of RFC 7591 §2. */
export function toStoredClient(client: Client) {
  return {
    client_id: client.clientId,
    client_name: client.label,
    redirect_uris: [...client.redirectUris],
    scope: client.scopes.join(' '),
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    oauth_workbench: {
      id: client.id,
      slug: client.slug,
      provider: client.provider,
      environment: client.environment,
      // JSON leaves out what is undefined.
      issuer: client.issuer,
      authorization_endpoint: client.endpoints.authorization,
      token_endpoint: client.endpoints.token,
      jwks_uri: client.endpoints.jwks,
      redirect_mode: client.redirectMode,
      pkce: client.pkce,
      origin_header: client.originHeader,
      authorization_parameters: client.authorizationParameters.map(
        ([name, value]): [string, string] => [name, value],
      ),
    },
  };
}
