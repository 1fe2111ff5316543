import type { GrantType } from './client';

/** What every room must know of a provider; its form, rules and scopes are in `templates/`. */
export type Provider = {
  /** As people know it. */
  readonly name: string;
  /** `registered`: with the provider's own registration form; `generic`: any server; `preset`: endpoints and quirks. */
  readonly group: 'registered' | 'generic' | 'preset';
  /** Where endpoints come from: the issuer's metadata, read at each run, or the form. */
  readonly endpointSource: 'discovery' | 'typed';
  /** The grant of its clients; absent where the form asks for it. */
  readonly grantType?: GrantType;
  /** Scopes are set at the provider and not sent. */
  readonly hasScopesAtProvider?: true;
  /** What stands between scopes in the authorization request, where that is not a blank. */
  readonly scopeSeparator?: ',';
  /** A granted scope that stands for all that the registration allows. */
  readonly scopeMarker?: string;
};

/** Every provider, in the order in which the form offers them. */
export const PROVIDERS = {
  'apaleo-store-app': {
    name: 'apaleo store app',
    group: 'registered',
    endpointSource: 'typed',
    grantType: 'authorization_code',
    scopeMarker: 'identity:permissions',
  },
  'apaleo-custom-app': {
    name: 'apaleo custom app',
    group: 'registered',
    endpointSource: 'typed',
    grantType: 'client_credentials',
    scopeMarker: 'identity:permissions',
  },
  pleo: {
    name: 'Pleo',
    group: 'registered',
    endpointSource: 'typed',
    grantType: 'authorization_code',
  },
  pipedrive: {
    name: 'Pipedrive',
    group: 'registered',
    endpointSource: 'typed',
    grantType: 'authorization_code',
    hasScopesAtProvider: true,
  },
  'generic-oidc': {
    name: 'Generic OpenID Connect',
    group: 'generic',
    endpointSource: 'discovery',
  },
  'generic-oauth2': {
    name: 'Generic OAuth 2.0',
    group: 'generic',
    endpointSource: 'typed',
  },
  atlassian: { name: 'Atlassian', group: 'preset', endpointSource: 'typed' },
  auth0: { name: 'Auth0', group: 'preset', endpointSource: 'discovery' },
  cognito: { name: 'AWS Cognito', group: 'preset', endpointSource: 'discovery' },
  github: { name: 'GitHub', group: 'preset', endpointSource: 'typed' },
  gitlab: { name: 'GitLab', group: 'preset', endpointSource: 'discovery' },
  google: { name: 'Google', group: 'preset', endpointSource: 'discovery' },
  keycloak: { name: 'Keycloak', group: 'preset', endpointSource: 'discovery' },
  'entra-id': { name: 'Microsoft Entra ID', group: 'preset', endpointSource: 'discovery' },
  okta: { name: 'Okta', group: 'preset', endpointSource: 'discovery' },
  salesforce: { name: 'Salesforce', group: 'preset', endpointSource: 'typed' },
  slack: { name: 'Slack', group: 'preset', endpointSource: 'typed', scopeSeparator: ',' },
  spotify: { name: 'Spotify', group: 'preset', endpointSource: 'typed' },
} as const satisfies Readonly<Record<string, Provider>>;

export type KnownProviderId = keyof typeof PROVIDERS;

/** Whether this version of the extension has a template of that name. */
export function isKnownProvider(id: string): id is KnownProviderId {
  return Object.hasOwn(PROVIDERS, id);
}

/** The provider with this id. A client of a provider that is not known here works with typed endpoints. */
export function providerOf(id: string): Provider {
  return isKnownProvider(id)
    ? PROVIDERS[id]
    : { name: `${id} (not known here)`, group: 'generic', endpointSource: 'typed' };
}

/** The provider's name as people know it. */
export function providerName(id: string): string {
  return providerOf(id).name;
}
