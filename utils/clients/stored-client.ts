import * as v from 'valibot';
import { reservedReason } from './authorization-parameters';
import {
  BASIC_ENCODINGS,
  type Client,
  ENDPOINT_NAMES,
  type Endpoints,
  GRANT_TYPES,
  type GrantType,
  MAX_LABEL,
  MAX_SECRETS,
  ORIGIN_HEADERS,
  PKCE_METHODS,
  REDIRECT_MODES,
  SECRET_STATES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from './client';
import { providerOf } from './providers';
import {
  isMetadataName,
  type MetadataName,
  type Registration,
  REGISTRATION_NAMES,
  type RegistrationName,
  splitContacts,
} from './registration';
import { splitScopes } from '../tokens/scopes';
import { isSlug } from './slug';
import { isWebAddress } from './url-rules';

const MAX_MESSAGE = 200;
const MAX_REGISTRATION = 4000;

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

const secretSchema = v.object({
  id: text(100),
  description: text(MAX_LABEL),
  added_at: v.number(),
  state: v.picklist(SECRET_STATES),
  is_remembered: v.boolean(),
});

/**
 * A client as it is stored, exported and imported: registration data under the names of
 * RFC 7591 §2, what is ours under one member of its own. It has no place for the value of a secret.
 */
const storedClientSchema = v.object({
  client_id: v.pipe(text(2000), v.minLength(1)),
  redirect_uris: v.optional(v.pipe(v.array(uri), v.maxLength(200)), []),
  scope: v.optional(text(20_000), ''),
  token_endpoint_auth_method: v.optional(v.picklist(TOKEN_ENDPOINT_AUTH_METHODS), 'none'),
  grant_types: v.optional(v.pipe(v.array(text(200)), v.maxLength(20)), []),
  client_name: v.optional(text(MAX_REGISTRATION)),
  client_uri: v.optional(text(MAX_REGISTRATION)),
  logo_uri: v.optional(text(MAX_REGISTRATION)),
  tos_uri: v.optional(text(MAX_REGISTRATION)),
  policy_uri: v.optional(text(MAX_REGISTRATION)),
  contacts: v.optional(v.pipe(v.array(text(400)), v.maxLength(50))),
  initiate_login_uri: v.optional(text(MAX_REGISTRATION)),
  oauth_workbench: v.optional(
    v.object({
      id: v.optional(
        v.pipe(addressPart, v.notValue('new', 'is the address of the form of a new client')),
      ),
      slug: v.optional(addressPart),
      // Absent where it is the client_name.
      label: v.optional(text(MAX_LABEL)),
      // Not only those that are known: another version may know more.
      provider: v.optional(addressPart, 'generic-oauth2'),
      environment: v.optional(text(200), ''),
      issuer: v.optional(webAddress),
      authorization_endpoint: v.optional(webAddress),
      token_endpoint: v.optional(webAddress),
      jwks_uri: v.optional(webAddress),
      introspection_endpoint: v.optional(webAddress),
      revocation_endpoint: v.optional(webAddress),
      userinfo_endpoint: v.optional(webAddress),
      end_session_endpoint: v.optional(webAddress),
      redirect_mode: v.optional(v.picklist(REDIRECT_MODES), 'extension'),
      // One of redirect_uris.
      chosen_redirect_uri: v.optional(uri),
      pkce: v.optional(v.picklist(PKCE_METHODS), 'S256'),
      origin_header: v.optional(v.picklist(ORIGIN_HEADERS), 'removed'),
      basic_encoding: v.optional(v.picklist(BASIC_ENCODINGS), 'form'),
      registration: v.optional(v.record(text(100), text(MAX_REGISTRATION)), {}),
      secrets: v.optional(v.pipe(v.array(secretSchema), v.maxLength(MAX_SECRETS)), []),
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
  const { oauth_workbench: own, ...metadata } = result.output;
  const id = own.id ?? makeId();
  return {
    ok: true,
    client: {
      id,
      slug: own.slug ?? makeId(),
      label: own.label ?? (metadata.client_name ?? metadata.client_id).slice(0, MAX_LABEL),
      provider: own.provider,
      environment: own.environment,
      grantType: providerOf(own.provider).grantType ?? grantTypeOf(metadata.grant_types),
      registration: registrationOf(metadata, own),
      ...(own.issuer === undefined ? {} : { issuer: own.issuer }),
      endpoints: endpointsOf(own),
      clientId: metadata.client_id,
      tokenEndpointAuthMethod: metadata.token_endpoint_auth_method,
      basicEncoding: own.basic_encoding,
      secrets: own.secrets.map(({ added_at: addedAt, is_remembered: isRemembered, ...note }) => ({
        ...note,
        addedAt,
        isRemembered,
      })),
      redirectUris: metadata.redirect_uris,
      ...(own.chosen_redirect_uri === undefined
        ? {}
        : { chosenRedirectUri: own.chosen_redirect_uri }),
      scopes: splitScopes(metadata.scope),
      redirectMode: own.redirect_mode,
      pkce: own.pkce,
      originHeader: own.origin_header,
      authorizationParameters: own.authorization_parameters,
    },
  };
}

/** The first of the grants that runs know; a record without any is of a client of the code flow (RFC 7591 §2). */
function grantTypeOf(names: readonly string[]): GrantType {
  return GRANT_TYPES.find((known) => names.includes(known)) ?? GRANT_TYPES[0];
}

type Metadata = Omit<v.InferOutput<typeof storedClientSchema>, 'oauth_workbench'>;
type OwnMembers = v.InferOutput<typeof storedClientSchema>['oauth_workbench'];

function endpointsOf(own: OwnMembers): Endpoints {
  const names = Object.entries(ENDPOINT_NAMES) as [
    keyof Endpoints,
    (typeof ENDPOINT_NAMES)[keyof Endpoints],
  ][];
  return Object.fromEntries(
    names.flatMap(([name, wireName]) =>
      own[wireName] === undefined ? [] : [[name, own[wireName]]],
    ),
  );
}

function registrationOf(metadata: Metadata, own: OwnMembers): Registration {
  const entries = REGISTRATION_NAMES.flatMap((name): [RegistrationName, string][] => {
    const value = isMetadataName(name)
      ? metadataText(metadata, own, name)
      : own.registration?.[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function metadataText(metadata: Metadata, own: OwnMembers, name: MetadataName): string | undefined {
  if (name === 'contacts') return metadata.contacts?.join(', ');
  // Without a label beside it, the name is the label.
  if (name === 'client_name' && own.label === undefined) return undefined;
  return metadata[name];
}

/** The client under the names of RFC 7591 §2. */
export function toStoredClient(client: Client) {
  const { client_name: clientName, contacts, ...registration } = client.registration;
  const entries = Object.entries(registration) as [RegistrationName, string][];
  const isCodeFlow = client.grantType === 'authorization_code';
  return {
    client_id: client.clientId,
    client_name: clientName ?? client.label,
    ...Object.fromEntries(entries.filter(([key]) => isMetadataName(key))),
    contacts: contacts === undefined ? undefined : splitContacts(contacts),
    redirect_uris: [...client.redirectUris],
    scope: client.scopes.join(' '),
    grant_types: [client.grantType],
    response_types: isCodeFlow ? ['code'] : [],
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    oauth_workbench: {
      id: client.id,
      slug: client.slug,
      label: clientName === undefined ? undefined : client.label,
      provider: client.provider,
      environment: client.environment,
      // JSON leaves out what is undefined.
      issuer: client.issuer,
      authorization_endpoint: client.endpoints.authorization,
      token_endpoint: client.endpoints.token,
      jwks_uri: client.endpoints.jwks,
      introspection_endpoint: client.endpoints.introspection,
      revocation_endpoint: client.endpoints.revocation,
      userinfo_endpoint: client.endpoints.userInfo,
      end_session_endpoint: client.endpoints.endSession,
      redirect_mode: client.redirectMode,
      chosen_redirect_uri: client.chosenRedirectUri,
      pkce: client.pkce,
      origin_header: client.originHeader,
      basic_encoding: client.basicEncoding,
      registration: Object.fromEntries(entries.filter(([key]) => !isMetadataName(key))),
      secrets: client.secrets.map(({ addedAt, isRemembered, ...note }) => ({
        ...note,
        added_at: addedAt,
        is_remembered: isRemembered,
      })),
      authorization_parameters: client.authorizationParameters.map(
        ([name, value]): [string, string] => [name, value],
      ),
    },
  };
}
