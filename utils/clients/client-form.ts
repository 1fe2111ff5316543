import {
  PARAMETER_FIELDS,
  type ParameterField,
  parseParameterLines,
} from './authorization-parameters';
import {
  type Client,
  type Endpoints,
  MAX_LABEL,
  type OriginHeader,
  type Parameter,
  type PkceMethod,
  type ProviderId,
  type RedirectMode,
  type TokenEndpointAuthMethod,
} from './client';
import { splitScopes } from '../tokens/scopes';
import { templates } from './templates/all-templates';

/** The form of a client: every field as it was typed. */
export type ClientFormValues = {
  readonly label: string;
  readonly provider: ProviderId;
  readonly environment: string;
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod;
  readonly redirectMode: RedirectMode;
  readonly redirectUris: string;
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

/** An empty form for a provider, with the defaults of its template. */
export function emptyForm(provider: ProviderId): ClientFormValues {
  const { defaults } = templates[provider];
  return {
    label: '',
    provider,
    environment: '',
    issuer: '',
    authorizationEndpoint: '',
    tokenEndpoint: '',
    jwksUri: '',
    clientId: '',
    clientSecret: '',
    tokenEndpointAuthMethod: defaults.tokenEndpointAuthMethod,
    redirectMode: 'extension',
    redirectUris: '',
    scopes: defaults.scopes.join(' '),
    pkce: defaults.pkce,
    originHeader: 'removed',
    parameters: NO_PARAMETERS,
    otherParameters: '',
  };
}

/** The form that shows a saved client. */
export function toForm(client: Client, clientSecret: string): ClientFormValues {
  const { fields, others } = splitParameters(client.authorizationParameters);
  return {
    label: client.label,
    provider: client.provider,
    environment: client.environment,
    issuer: client.issuer ?? '',
    authorizationEndpoint: client.endpoints.authorization ?? '',
    tokenEndpoint: client.endpoints.token ?? '',
    jwksUri: client.endpoints.jwks ?? '',
    clientId: client.clientId,
    clientSecret,
    tokenEndpointAuthMethod: client.tokenEndpointAuthMethod,
    redirectMode: client.redirectMode,
    redirectUris: client.redirectUris.join('\n'),
    scopes: client.scopes.join(' '),
    pkce: client.pkce,
    originHeader: client.originHeader,
    parameters: fields,
    otherParameters: others.map(([name, value]) => `${name}=${value}`).join('\n'),
  };
}

/** The client that a form without errors describes. */
export function fromForm(
  values: ClientFormValues,
  identity: { readonly id: string; readonly slug: string },
): Client {
  const issuer = values.issuer.trim();
  return {
    ...identity,
    label: values.label.trim() || defaultLabel(values).slice(0, MAX_LABEL),
    provider: values.provider,
    environment: values.environment.trim(),
    ...(issuer === '' ? {} : { issuer }),
    endpoints: {
      ...filled('authorization', values.authorizationEndpoint),
      ...filled('token', values.tokenEndpoint),
      ...filled('jwks', values.jwksUri),
    },
    clientId: values.clientId,
    tokenEndpointAuthMethod: values.tokenEndpointAuthMethod,
    redirectUris: lines(values.redirectUris),
    scopes: splitScopes(values.scopes),
    redirectMode: values.redirectMode,
    pkce: values.pkce,
    originHeader: values.originHeader,
    authorizationParameters: joinParameters(values),
  };
}

/** Whether two forms say the same, in whatever order their fields come. */
export function isSameForm(form: ClientFormValues, other: ClientFormValues | undefined): boolean {
  if (other === undefined) return false;
  const { parameters, ...fields } = form;
  return (
    PARAMETER_FIELDS.every((name) => parameters[name] === other.parameters[name]) &&
    Object.entries(fields).every(
      ([name, value]) => new Map(Object.entries(other)).get(name) === value,
    )
  );
}

/** The lines of a text that hold something, without the blanks around them. */
export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function defaultLabel(values: ClientFormValues): string {
  const host = URL.parse(values.issuer.trim() || values.authorizationEndpoint.trim())?.host;
  return host === undefined ? values.clientId : `${values.clientId} at ${host}`;
}

function filled(name: keyof Endpoints, text: string): Endpoints {
  const value = text.trim();
  return value === '' ? {} : { [name]: value };
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
