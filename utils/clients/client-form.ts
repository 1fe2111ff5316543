import {
  PARAMETER_FIELDS,
  type ParameterField,
  parseParameterLines,
} from './authorization-parameters';
import type {
  BasicEncoding,
  Client,
  ClientSecret,
  Endpoints,
  GrantType,
  OriginHeader,
  Parameter,
  PkceMethod,
  RedirectMode,
  TokenEndpointAuthMethod,
} from './client';
import { MAX_LABEL } from './client';
import { isSameData } from './is-same-data';
import { providerOf } from './providers';
import {
  type Registration,
  REGISTRATION_NAMES,
  type RegistrationName,
  splitContacts,
} from './registration';
import { splitScopes } from '../tokens/scopes';
import { templateOf } from './templates/all-templates';
import type { Environment } from './templates/template';

/** A secret in the form: what is noted of it, and its value; empty where it is not in memory. */
export type SecretFormValue = ClientSecret & { readonly value: string };

/** The form of a client: every field as it was typed. */
export type ClientFormValues = {
  readonly label: string;
  readonly provider: string;
  readonly environment: string;
  readonly grantType: GrantType;
  readonly registration: Readonly<Record<RegistrationName, string>>;
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly introspectionEndpoint: string;
  readonly revocationEndpoint: string;
  readonly userInfoEndpoint: string;
  readonly endSessionEndpoint: string;
  readonly clientId: string;
  /** One of them, and only one, is active. */
  readonly secrets: readonly SecretFormValue[];
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod;
  readonly basicEncoding: BasicEncoding;
  readonly redirectMode: RedirectMode;
  readonly redirectUris: string;
  readonly chosenRedirectUri: string;
  readonly scopes: string;
  readonly pkce: PkceMethod;
  readonly originHeader: OriginHeader;
  readonly parameters: Readonly<Record<ParameterField, string>>;
  readonly otherParameters: string;
};

const NO_PARAMETERS: Readonly<Record<ParameterField, string>> = {
  prompt: '',
  login_hint: '',
  max_age: '',
  ui_locales: '',
  acr_values: '',
  resource: '',
  audience: '',
};

const NO_REGISTRATION = Object.fromEntries(
  REGISTRATION_NAMES.map((name) => [name, '']),
) as Readonly<Record<RegistrationName, string>>;

/** An empty form for a provider, with the defaults of its template. */
export function emptyForm(provider: string): ClientFormValues {
  const { defaults } = templateOf(provider);
  const { fields, others } = splitParameters(defaults.parameters ?? []);
  const environment = firstEnvironment(provider);
  return {
    label: '',
    provider,
    environment: environment?.name ?? '',
    grantType: providerOf(provider).grantType ?? 'authorization_code',
    registration: NO_REGISTRATION,
    ...addressesOf(environment),
    clientId: '',
    secrets: [newSecret([])],
    tokenEndpointAuthMethod: defaults.tokenEndpointAuthMethod,
    basicEncoding: 'form',
    redirectMode: 'extension',
    redirectUris: '',
    chosenRedirectUri: '',
    scopes: defaults.scopes.join(' '),
    pkce: defaults.pkce,
    originHeader: 'removed',
    parameters: fields,
    otherParameters: linesOf(others),
  };
}

/** Where any server may be meant, no environment is chosen beforehand. */
function firstEnvironment(provider: string): Environment | undefined {
  return providerOf(provider).group === 'generic'
    ? undefined
    : templateOf(provider).environments[0];
}

/** The fields of a server's endpoints. */
const ENDPOINT_FIELDS = {
  authorization: 'authorizationEndpoint',
  token: 'tokenEndpoint',
  jwks: 'jwksUri',
  introspection: 'introspectionEndpoint',
  revocation: 'revocationEndpoint',
  userInfo: 'userInfoEndpoint',
  endSession: 'endSessionEndpoint',
} as const satisfies Readonly<Record<keyof Endpoints, keyof ClientFormValues>>;

type EndpointField = (typeof ENDPOINT_FIELDS)[keyof Endpoints];

/** The fields that say where the server is. */
export const ADDRESS_FIELDS = ['issuer', ...Object.values(ENDPOINT_FIELDS)] as const;
type Addresses = Pick<ClientFormValues, (typeof ADDRESS_FIELDS)[number]>;

function addressesOf(environment: Environment | undefined): Addresses {
  return { issuer: environment?.issuer ?? '', ...endpointTexts(environment?.endpoints ?? {}) };
}

function endpointTexts(endpoints: Endpoints): Pick<ClientFormValues, EndpointField> {
  return {
    authorizationEndpoint: endpoints.authorization ?? '',
    tokenEndpoint: endpoints.token ?? '',
    jwksUri: endpoints.jwks ?? '',
    introspectionEndpoint: endpoints.introspection ?? '',
    revocationEndpoint: endpoints.revocation ?? '',
    userInfoEndpoint: endpoints.userInfo ?? '',
    endSessionEndpoint: endpoints.endSession ?? '',
  };
}

/** The environment that the form names, if the provider has it. */
export function environmentOf(
  values: Pick<ClientFormValues, 'provider' | 'environment'>,
): Environment | undefined {
  const name = values.environment.trim().toLowerCase();
  return templateOf(values.provider).environments.find(
    (known) => known.name.toLowerCase() === name,
  );
}

/**
 * The form after another provider was chosen: what nobody typed follows the provider, the rest stays.
 * Something typed may say the same as a default; that it was typed is known from its name in `typed`.
 */
export function withProvider(
  values: ClientFormValues,
  provider: string,
  typed: ReadonlySet<string> = new Set(),
): ClientFormValues {
  const before = emptyForm(values.provider);
  const after = emptyForm(provider);
  const isUntouched = (name: keyof ClientFormValues) =>
    isSameData(values[name], before[name]) && (!typed.has(name) || values[name] === '');
  const followed = Object.fromEntries(
    Object.entries(after).filter(([name]) => isUntouched(name as keyof ClientFormValues)),
  );
  const known = environmentOf(values);
  return {
    ...values,
    ...followed,
    ...(known === undefined ||
    ADDRESS_FIELDS.some((name) => values[name] !== addressesOf(known)[name])
      ? {}
      : { ...addressesOf(firstEnvironment(provider)), environment: after.environment }),
    provider,
    grantType:
      providerOf(provider).grantType ??
      (isUntouched('grantType') ? after.grantType : values.grantType),
  };
}

/** The form after another environment was named: addresses that come from the provider follow it, typed ones stay. */
export function withEnvironment(values: ClientFormValues, environment: string): ClientFormValues {
  const next = { ...values, environment };
  const known = environmentOf(next);
  if (known === undefined || !hasAddress(known)) return next;
  const wanted = addressesOf(known);
  const ours = templateOf(values.provider).environments.map(addressesOf);
  const isOurs = (name: keyof Addresses) =>
    values[name] === '' || ours.some((addresses) => addresses[name] === values[name]);
  return {
    ...next,
    ...Object.fromEntries(ADDRESS_FIELDS.filter(isOurs).map((name) => [name, wanted[name]])),
  };
}

function hasAddress({ issuer, endpoints }: Environment): boolean {
  return issuer !== undefined || Object.keys(endpoints).length > 0;
}

/** One more secret, empty and active. */
export function newSecret(others: readonly SecretFormValue[]): SecretFormValue {
  const last = Math.max(0, ...others.map(({ id }) => Number(id)).filter(Number.isInteger));
  return {
    id: String(last + 1),
    description: '',
    addedAt: 0,
    state: 'active',
    isRemembered: false,
    value: '',
  };
}

/** The form that shows a saved client, with the values of its secrets that are at hand. */
export function toForm(
  client: Client,
  secretValues: Readonly<Record<string, string>>,
): ClientFormValues {
  const { fields, others } = splitParameters(client.authorizationParameters);
  const secrets = client.secrets.map((secret) => ({
    ...secret,
    value: secretValues[secret.id] ?? '',
  }));
  const hasActive = secrets.some(({ state }) => state === 'active');
  return {
    label: client.label,
    provider: client.provider,
    environment: client.environment,
    grantType: client.grantType,
    registration: { ...NO_REGISTRATION, ...client.registration },
    issuer: client.issuer ?? '',
    ...endpointTexts(client.endpoints),
    clientId: client.clientId,
    secrets: hasActive ? secrets : [...secrets, newSecret(secrets)],
    tokenEndpointAuthMethod: client.tokenEndpointAuthMethod,
    basicEncoding: client.basicEncoding,
    redirectMode: client.redirectMode,
    redirectUris: client.redirectUris.join('\n'),
    chosenRedirectUri: client.chosenRedirectUri ?? '',
    scopes: client.scopes.join(' '),
    pkce: client.pkce,
    originHeader: client.originHeader,
    parameters: fields,
    otherParameters: linesOf(others),
  };
}

/** The client that a form without errors describes. */
export function fromForm(
  values: ClientFormValues,
  identity: { readonly id: string; readonly slug: string },
  isVaultLocked = true,
): Client {
  const issuer = values.issuer.trim();
  return {
    ...identity,
    label: values.label.trim() || defaultLabel(values).slice(0, MAX_LABEL).trim(),
    provider: values.provider,
    environment: values.environment.trim(),
    grantType: values.grantType,
    registration: registrationOf(values),
    ...(issuer === '' ? {} : { issuer }),
    endpoints: endpointsOf(values),
    clientId: values.clientId,
    tokenEndpointAuthMethod: values.tokenEndpointAuthMethod,
    basicEncoding: values.basicEncoding,
    secrets: keptSecrets(values, isVaultLocked).map(({ value: _elsewhere, ...note }) => note),
    redirectUris: lines(values.redirectUris),
    ...chosenRedirectUriOf(values),
    scopes: splitScopes(values.scopes),
    redirectMode: values.redirectMode,
    pkce: values.pkce,
    originHeader: values.originHeader,
    authorizationParameters: joinParameters(values),
  };
}

/**
 * The secrets of a form that hold anything, as they are to be kept. Only behind a locked vault does an empty one stand
 * for what is sealed.
 */
export function keptSecrets(
  values: ClientFormValues,
  isVaultLocked = true,
): readonly SecretFormValue[] {
  const { canBeRemembered } = templateOf(values.provider).secrets;
  return values.secrets
    .map((secret) => ({
      ...secret,
      description: secret.description.trim(),
      isRemembered:
        secret.isRemembered && canBeRemembered && (secret.value !== '' || isVaultLocked),
    }))
    .filter((secret) => !isBlank(secret));
}

/** Of a retired one the note is kept until it is removed. */
function isBlank({ state, value, description, isRemembered }: SecretFormValue): boolean {
  return state !== 'retired' && value === '' && description === '' && !isRemembered;
}

/** Whether two forms say the same, in whatever order their fields come. */
export function isSameForm(form: ClientFormValues, other: ClientFormValues | undefined): boolean {
  return other !== undefined && isSameData(withoutDates(form), withoutDates(other));
}

/** When a secret was typed is no difference in what is said, nor is the number of one that is still blank. */
function withoutDates(form: ClientFormValues) {
  return {
    ...form,
    secrets: form.secrets.map((secret) => ({
      ...secret,
      addedAt: 0,
      id: isBlank(secret) ? '' : secret.id,
    })),
  };
}

/** The lines of a text that hold something, without the blanks around them. */
export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The first needs no choice, and one that is not in the list any more was not chosen from it. */
function chosenRedirectUriOf({
  redirectUris,
  chosenRedirectUri,
}: ClientFormValues): Pick<Client, 'chosenRedirectUri'> {
  return lines(redirectUris).indexOf(chosenRedirectUri) > 0 ? { chosenRedirectUri } : {};
}

function registrationOf({ registration }: ClientFormValues): Registration {
  return Object.fromEntries(
    REGISTRATION_NAMES.flatMap((name): [RegistrationName, string][] => {
      const value = registration[name].trim();
      if (value === '') return [];
      return [[name, name === 'contacts' ? splitContacts(value).join(', ') : value]];
    }),
  );
}

function defaultLabel(values: ClientFormValues): string {
  const name = values.registration.client_name.trim() || values.clientId;
  const address = values.issuer.trim() || values.authorizationEndpoint.trim();
  const host = URL.parse(address || values.tokenEndpoint.trim())?.host;
  return host === undefined ? name : `${name} at ${host}`;
}

function endpointsOf(values: ClientFormValues): Endpoints {
  const fields = Object.entries(ENDPOINT_FIELDS) as [keyof Endpoints, EndpointField][];
  return Object.fromEntries(
    fields.flatMap(([name, field]) => {
      const value = values[field].trim();
      return value === '' ? [] : [[name, value]];
    }),
  );
}

function joinParameters(values: ClientFormValues): readonly Parameter[] {
  const fields = PARAMETER_FIELDS.flatMap((name): Parameter[] => {
    const value = values.parameters[name].trim();
    return value === '' ? [] : [[name, value]];
  });
  const others = parseParameterLines(values.otherParameters);
  return others.ok ? [...fields, ...others.parameters] : fields;
}

function splitParameters(parameters: readonly Parameter[]) {
  const fields = { ...NO_PARAMETERS };
  const others: Parameter[] = [];
  for (const parameter of parameters) {
    const field = PARAMETER_FIELDS.find((name) => name === parameter[0]);
    if (field !== undefined && fields[field] === '') fields[field] = parameter[1];
    else others.push(parameter);
  }
  return { fields, others };
}

function linesOf(parameters: readonly Parameter[]): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join('\n');
}
