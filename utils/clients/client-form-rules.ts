import { parseParameterLines } from './authorization-parameters';
import { type Client, MAX_LABEL } from './client';
import { type ClientFormValues, environmentOf, fromForm, lines } from './client-form';
import { badScopeCharacter } from './scope-characters';
import { splitScopes } from '../tokens/scopes';
import { providerName, providerOf } from './providers';
import { REGISTRATION_NAMES, type RegistrationName, splitContacts } from './registration';
import {
  type Breach,
  breachesOf,
  type RegistrationFacts,
  type RuleField,
} from './registration-rules';
import { canBeCaptured, captureRefusal, registeredRedirectUri } from './redirect';
import { templateOf } from './templates/all-templates';
import {
  endpointError,
  issuerError,
  plainHttpRedirectError,
  plainHttpWarning,
  redirectUriError,
  unfilledError,
} from './url-rules';

/** Fields that a message can stand at. */
export type FormField =
  | Exclude<keyof ClientFormValues, 'parameters' | 'registration' | 'secrets'>
  | RuleField
  | 'clientSecret'
  | 'prompt'
  | 'max_age';

export type FormMessages = {
  /** What keeps the client from being saved. */
  readonly errors: Readonly<Partial<Record<FormField, string>>>;
  /** What is allowed, but should be known. */
  readonly warnings: Readonly<Partial<Record<FormField, string>>>;
  /** What the provider would refuse: it can be saved, but not unknowingly. */
  readonly breaches: readonly Breach[];
};

/** The longest list of scopes, and the longest answer to any other question, in characters. */
const MAX_SCOPES = 20_000;
const MAX_TEXT = 4000;
const MAX_CLIENT_ID = 2000;

const NO_IDENTITY = { id: '', slug: '' };

/** Every message of the form, each in words that say what to do. */
export function checkClientForm(
  values: ClientFormValues,
  others: readonly Client[],
  facts: RegistrationFacts = {},
): FormMessages {
  const isDiscovered = providerOf(values.provider).endpointSource === 'discovery';
  const hasUser = values.grantType === 'authorization_code';
  const isOpenIdConnect = isDiscovered && hasUser;
  const errors: Partial<Record<FormField, string | undefined>> = {
    label: tooLong(values.label, MAX_LABEL),
    environment: tooLong(values.environment, MAX_LABEL),
    issuer: isDiscovered ? requiredIssuer(values.issuer) : optional(values.issuer, issuerError),
    clientId: clientIdError(values.clientId),
    scopes: tooLong(values.scopes, MAX_SCOPES) ?? scopesError(values.scopes, isOpenIdConnect),
    ...registrationErrors(values),
    ...(hasUser
      ? {
          redirectUris: redirectUrisError(values),
          prompt: promptError(values.parameters.prompt),
          max_age: maxAgeError(values.parameters.max_age),
          otherParameters: otherParametersError(values.otherParameters),
        }
      : {}),
    ...(isDiscovered ? {} : typedEndpointErrors(values, hasUser)),
  };
  const warnings: Partial<Record<FormField, string | undefined>> = {
    label: others.some(({ label }) => label === values.label.trim())
      ? 'Another client has this label too.'
      : undefined,
    issuer: plainHttpWarning(values.issuer.trim()),
    authorizationEndpoint: endpointWarning(values, 'authorizationEndpoint', 'authorization'),
    tokenEndpoint: endpointWarning(values, 'tokenEndpoint', 'token'),
    jwksUri: plainHttpWarning(values.jwksUri.trim()),
    ...furtherEndpointWarnings(values),
    tokenEndpointAuthMethod: grantWarning(values),
    clientSecret: secretWarning(values),
    scopes: scopesWarning(values, isOpenIdConnect),
    redirectUris: hasUser ? redirectUrisWarning(values, facts.redirectUri) : undefined,
    redirectMode: hasUser ? redirectModeWarning(values) : undefined,
    pkce: hasUser ? pkceWarning(values) : undefined,
    ...registrationWarnings(values),
  };
  return {
    errors: dropEmpty(errors),
    warnings: dropEmpty(warnings),
    breaches: breachesOf(fromForm(values, NO_IDENTITY), facts),
  };
}

function registrationErrors({ registration }: ClientFormValues) {
  return Object.fromEntries(
    REGISTRATION_NAMES.map((name) => [name, tooLong(registration[name], MAX_TEXT)]),
  );
}

/** A list of registered URIs without the one that runs send. */
function redirectUrisWarning(
  { provider, redirectUris }: ClientFormValues,
  sent: string | undefined,
): string | undefined {
  const registered = lines(redirectUris);
  if (sent === undefined || registered.length === 0 || registered.includes(sent)) return undefined;
  const hasOneOnly = templateOf(provider).rules.some(
    (rule) => rule.kind === 'most-redirect-uris' && rule.most === 1,
  );
  return `Runs send ${sent}, which is not in this list. It must be registered at the provider${hasOneOnly ? ', in place of the one there' : ' too'}. Where that cannot be, choose the redirect mode “Capture the registered redirect URI”.`;
}

/** A redirect URI that the browser will not let us capture. */
function redirectModeWarning(values: ClientFormValues): string | undefined {
  if (values.redirectMode !== 'capture') return undefined;
  const uri = registeredRedirectUri(fromForm(values, NO_IDENTITY));
  return uri === undefined || URL.parse(uri) === null || canBeCaptured(uri)
    ? undefined
    : captureRefusal(uri);
}

/** What the registration form asks for as an address, but does not hold one. */
function registrationWarnings(values: ClientFormValues) {
  const warnings: Partial<Record<RegistrationName, string>> = {};
  for (const field of templateOf(values.provider).form.flatMap(({ fields }) => fields)) {
    if (field.kind !== 'text') continue;
    const text = values.registration[field.name].trim();
    if (text === '') continue;
    const warning =
      field.holds === 'address'
        ? endpointError(text)
        : field.holds === 'e-mail addresses'
          ? addressesWarning(text)
          : undefined;
    if (warning !== undefined) warnings[field.name] = warning;
  }
  return warnings;
}

function addressesWarning(text: string): string | undefined {
  const wrong = splitContacts(text).find((address) => !/^[^@]+@[^@]+$/.test(address));
  return wrong === undefined ? undefined : `“${wrong}” is not an e-mail address.`;
}

/** An address of another system than the one that the environment names. */
function endpointWarning(
  values: ClientFormValues,
  field: 'authorizationEndpoint' | 'tokenEndpoint',
  name: 'authorization' | 'token',
): string | undefined {
  const typed = values[field].trim();
  const known = environmentOf(values)?.endpoints[name];
  return known === undefined || known.includes('{') || typed === known || typed === ''
    ? plainHttpWarning(typed)
    : `Not that of ${providerName(values.provider)} ${values.environment.trim()}, which is ${known}.`;
}

/** Tokens and credentials go to the first two, tokens to the third; the browser goes to the last. */
const FURTHER_ENDPOINTS = [
  'introspectionEndpoint',
  'revocationEndpoint',
  'userInfoEndpoint',
  'endSessionEndpoint',
] as const;

/** Where tokens would go that another server issued. */
function furtherEndpointWarnings(values: ClientFormValues) {
  const token = URL.parse(values.tokenEndpoint.trim());
  return Object.fromEntries(
    FURTHER_ENDPOINTS.map((field) => {
      const text = values[field].trim();
      const url = URL.parse(text);
      const isElsewhere =
        field !== 'endSessionEndpoint' &&
        providerOf(values.provider).endpointSource === 'typed' &&
        url !== null &&
        token !== null &&
        url.origin !== token.origin;
      return [
        field,
        isElsewhere
          ? `${url.host} is another server than that of the token endpoint, ${token.host}: it gets the tokens of this client.`
          : plainHttpWarning(text),
      ];
    }),
  );
}

function grantWarning({ grantType, tokenEndpointAuthMethod }: ClientFormValues) {
  return grantType === 'client_credentials' && tokenEndpointAuthMethod === 'none'
    ? 'Client credentials are for confidential clients (RFC 6749 §4.4): choose how it authenticates.'
    : undefined;
}

function tooLong(text: string, most: number): string | undefined {
  const length = text.trim().length;
  return length > most ? `At most ${most} characters fit here; these are ${length}.` : undefined;
}

function requiredIssuer(text: string): string | undefined {
  return text.trim() === ''
    ? 'Give the issuer, such as https://auth.example.com: the endpoints are discovered from it.'
    : (unfilledError(text) ?? issuerError(text.trim()));
}

function optional(text: string, check: (text: string) => string | undefined): string | undefined {
  return text.trim() === '' ? undefined : check(text.trim());
}

function typedEndpointErrors(values: ClientFormValues, hasUser: boolean) {
  return {
    ...(hasUser
      ? { authorizationEndpoint: requiredEndpoint(values.authorizationEndpoint, 'authorization') }
      : {}),
    tokenEndpoint: requiredEndpoint(values.tokenEndpoint, 'token'),
    jwksUri: optional(values.jwksUri, endpointError),
    ...Object.fromEntries(
      FURTHER_ENDPOINTS.map((field) => [
        field,
        optional(values[field], (text) => unfilledError(text) ?? endpointError(text)),
      ]),
    ),
  };
}

function requiredEndpoint(text: string, name: string): string | undefined {
  return text.trim() === ''
    ? `Give the ${name} endpoint of the server.`
    : (unfilledError(text) ?? endpointError(text.trim()));
}

function clientIdError(text: string): string | undefined {
  const length = tooLong(text, MAX_CLIENT_ID);
  if (length !== undefined) return length;
  if (text.trim() === '') return 'Give the client ID that the provider issued.';
  if (text !== text.trim()) {
    return 'The client ID begins or ends with white space. It is compared character by character: remove it.';
  }
  if (/\s/.test(text)) return 'The client ID holds white space. Was something else pasted with it?';
  // RFC 6749 appendix A.1
  return /[^\x20-\x7E]/.test(text)
    ? 'The client ID holds a character that is not printable ASCII.'
    : undefined;
}

function redirectUrisError({
  provider,
  redirectMode,
  redirectUris,
}: ClientFormValues): string | undefined {
  const uris = lines(redirectUris);
  // Where the provider has a rule of its own, that one counts: it can be broken on purpose.
  const hasRule = templateOf(provider).rules.some(({ kind }) => kind === 'https-redirect-uris');
  if (uris.length === 0 && redirectMode !== 'extension') {
    return 'Give the redirect URI that is registered at the provider: runs use it in this mode.';
  }
  const duplicate = uris.find((uri, index) => uris.indexOf(uri) !== index);
  if (duplicate !== undefined) return `“${duplicate}” stands here twice. Remove one.`;
  for (const uri of uris) {
    const error = redirectUriError(uri) ?? (hasRule ? undefined : plainHttpRedirectError(uri));
    if (error !== undefined) return error;
  }
  return undefined;
}

function scopesError(text: string, isOpenIdConnect: boolean): string | undefined {
  const scopes = splitScopes(text);
  if (scopes.length === 0 && isOpenIdConnect) {
    return 'Give at least the scope openid: without it the request is not OpenID Connect.';
  }
  for (const scope of scopes) {
    const bad = badScopeCharacter(scope);
    if (bad !== undefined) return `The scope “${scope}” holds “${bad}”, which no scope may hold.`;
  }
  return undefined;
}

function scopesWarning(values: ClientFormValues, isOpenIdConnect: boolean): string | undefined {
  if (providerOf(values.provider).hasScopesAtProvider === true) return undefined;
  const scopes = splitScopes(values.scopes);
  if (scopes.length === 0) return 'No scope is sent: the server decides what it grants.';
  return isOpenIdConnect && !scopes.includes('openid')
    ? 'Without the scope openid no ID token is issued.'
    : undefined;
}

function promptError(text: string): string | undefined {
  const prompts = splitScopes(text);
  return prompts.includes('none') && prompts.length > 1
    ? '“none” cannot stand beside another prompt.'
    : undefined;
}

function maxAgeError(text: string): string | undefined {
  return text.trim() === '' || /^\d{1,10}$/.test(text.trim())
    ? undefined
    : 'max_age is a number of seconds, 0 or more.';
}

function otherParametersError(text: string): string | undefined {
  const parsed = parseParameterLines(text);
  return parsed.ok ? undefined : parsed.message;
}

function secretWarning(values: ClientFormValues): string | undefined {
  const { tokenEndpointAuthMethod, secrets } = values;
  const active = secrets.find(({ state }) => state === 'active');
  const clientSecret = active?.value ?? '';
  if (active?.isRemembered === true && clientSecret === '') return undefined;
  if (tokenEndpointAuthMethod === 'none') {
    return clientSecret === ''
      ? undefined
      : 'A public client sends no secret: choose a client authentication, or clear the secret.';
  }
  if (clientSecret === '') return `${tokenEndpointAuthMethod} needs the secret before a run.`;
  return clientSecret === clientSecret.trim()
    ? undefined
    : 'The secret begins or ends with white space. Was it pasted with it?';
}

function pkceWarning(values: ClientFormValues): string | undefined {
  const { pkce, tokenEndpointAuthMethod } = values;
  if (pkce === 'S256' || pkce === templateOf(values.provider).defaults.pkce) return undefined;
  if (pkce === 'plain') return 'plain shows the code verifier in the URL: for negative tests only.';
  return tokenEndpointAuthMethod === 'none'
    ? 'A public client without PKCE can lose its code to anyone who sees it: for negative tests only.'
    : 'Without PKCE an injected code is not noticed: for negative tests only.';
}

function dropEmpty(
  messages: Partial<Record<FormField, string | undefined>>,
): Partial<Record<FormField, string>> {
  return Object.fromEntries(
    Object.entries(messages).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
