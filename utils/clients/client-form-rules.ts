import { parseParameterLines } from './authorization-parameters';
import { type Client, MAX_LABEL } from './client';
import { type ClientFormValues, lines } from './client-form';
import { badScopeCharacter } from './scope-characters';
import { splitScopes } from '../tokens/scopes';
import { templates } from './templates/all-templates';
import { endpointError, issuerError, plainHttpWarning, redirectUriError } from './url-rules';

/** Fields that a message can stand at. */
export type FormField = Exclude<keyof ClientFormValues, 'parameters'> | 'prompt' | 'max_age';

export type FormMessages = {
  /** What keeps the client from being saved. */
  readonly errors: Readonly<Partial<Record<FormField, string>>>;
  /** What is allowed, but should be known. */
  readonly warnings: Readonly<Partial<Record<FormField, string>>>;
};

/** Every message of the form, each in words that say what to do. */
export function checkClientForm(values: ClientFormValues, others: readonly Client[]): FormMessages {
  const isDiscovered = templates[values.provider].endpointSource === 'discovery';
  const errors: Partial<Record<FormField, string | undefined>> = {
    label: tooLong(values.label, MAX_LABEL),
    environment: tooLong(values.environment, MAX_LABEL),
    issuer: isDiscovered ? requiredIssuer(values.issuer) : optional(values.issuer, issuerError),
    clientId: clientIdError(values.clientId),
    redirectUris: redirectUrisError(values.redirectUris),
    scopes: scopesError(values.scopes, isDiscovered),
    prompt: promptError(values.parameters.prompt),
    max_age: maxAgeError(values.parameters.max_age),
    otherParameters: otherParametersError(values.otherParameters),
    ...(isDiscovered ? {} : typedEndpointErrors(values)),
  };
  const warnings: Partial<Record<FormField, string | undefined>> = {
    label: others.some(({ label }) => label === values.label.trim())
      ? 'Another client has this label too.'
      : undefined,
    issuer: plainHttpWarning(values.issuer.trim()),
    authorizationEndpoint: plainHttpWarning(values.authorizationEndpoint.trim()),
    tokenEndpoint: plainHttpWarning(values.tokenEndpoint.trim()),
    jwksUri: plainHttpWarning(values.jwksUri.trim()),
    clientSecret: secretWarning(values),
    scopes: scopesWarning(values.scopes, isDiscovered),
    pkce: pkceWarning(values),
  };
  return { errors: dropEmpty(errors), warnings: dropEmpty(warnings) };
}

function tooLong(text: string, most: number): string | undefined {
  const length = text.trim().length;
  return length > most ? `At most ${most} characters fit here; these are ${length}.` : undefined;
}

function requiredIssuer(text: string): string | undefined {
  return text.trim() === ''
    ? 'Give the issuer, such as https://auth.example.com: the endpoints are discovered from it.'
    : issuerError(text.trim());
}

function optional(text: string, check: (text: string) => string | undefined): string | undefined {
  return text.trim() === '' ? undefined : check(text.trim());
}

function typedEndpointErrors(values: ClientFormValues) {
  return {
    authorizationEndpoint: requiredEndpoint(values.authorizationEndpoint, 'authorization'),
    tokenEndpoint: requiredEndpoint(values.tokenEndpoint, 'token'),
    jwksUri: optional(values.jwksUri, endpointError),
  };
}

function requiredEndpoint(text: string, name: string): string | undefined {
  return text.trim() === ''
    ? `Give the ${name} endpoint of the server.`
    : endpointError(text.trim());
}

function clientIdError(text: string): string | undefined {
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

function redirectUrisError(text: string): string | undefined {
  const uris = lines(text);
  const duplicate = uris.find((uri, index) => uris.indexOf(uri) !== index);
  if (duplicate !== undefined) return `“${duplicate}” stands here twice. Remove one.`;
  for (const uri of uris) {
    const error = redirectUriError(uri);
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

function scopesWarning(text: string, isOpenIdConnect: boolean): string | undefined {
  const scopes = splitScopes(text);
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
  const { clientSecret, tokenEndpointAuthMethod } = values;
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

function pkceWarning({ pkce, tokenEndpointAuthMethod }: ClientFormValues): string | undefined {
  if (pkce === 'S256') return undefined;
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
