import { runPart, serverPart } from './form-parts';
import { pleoScopes } from './pleo-scopes';
import type { Environment, ProviderTemplate, Source } from './template';

const DOCS = 'https://developers.pleo.io/docs';
const CURRENT = `${DOCS}/current`;
const OAUTH = `${CURRENT}/integration-design/auth/oauth`;

const pages = {
  registration: {
    name: 'Pleo: OAuth 2.0 client registration',
    url: `${OAUTH}/getting-set-up/oauth-client-registration`,
  },
  configuration: {
    name: 'Pleo: OAuth 2.0 client configuration',
    url: `${OAUTH}/getting-set-up/oauth-client-configuration`,
  },
  oldConfiguration: {
    name: 'Pleo: client configuration (archived)',
    url: `${DOCS}/client-configuration`,
  },
  exchange: {
    name: 'Pleo: exchange the authorisation code',
    url: `${CURRENT}/how-tos/oauth/how-to-handle-redirects-and-exchange-authorisation-code`,
  },
  refresh: {
    name: 'Pleo: centralised token refresh',
    url: `${OAUTH}/token-lifecycle/integration-design-auth-oauth-centralised-token-refresh`,
  },
  tokens: {
    name: 'Pleo: tokens',
    url: `${OAUTH}/token-lifecycle/integration-design-auth-oauth-token-overview`,
  },
  introspection: {
    name: 'Pleo: token introspection',
    url: `${OAUTH}/token-lifecycle/integration-design-auth-oauth-token-introspection`,
  },
  expiry: {
    name: 'Pleo: token expiry and revocation',
    url: `${CURRENT}/how-tos/oauth/how-to-handle-token-expiry-or-revocation`,
  },
  scopes: { name: 'Pleo: API scopes', url: `${CURRENT}/authentication/api-scopes` },
} as const satisfies Readonly<Record<string, Source>>;

function environment(name: string, server: string, api: string): Environment {
  return {
    name,
    endpoints: {
      authorization: `${server}/oauth/authorize`,
      token: `${server}/oauth/token`,
      introspection: `${server}/oauth/token/introspect`,
    },
    exampleCall: `${api}/v1/introspect`,
  };
}

export const pleo: ProviderTemplate = {
  documentation: [pages.registration, pages.configuration, pages.tokens, pages.scopes],
  environments: [
    environment('Production', 'https://auth.pleo.io', 'https://external.pleo.io'),
    environment('Staging', 'https://auth.staging.pleo.io', 'https://external.staging.pleo.io'),
  ],
  form: [
    {
      title: 'Human-Readable Information',
      note: 'Pleo shows this to users when they authorise the app.',
      fields: [
        {
          kind: 'text',
          name: 'client_name',
          label: 'Client Name',
          holds: 'text',
          hint: 'The brand of the app, without Pleo’s.',
        },
        {
          kind: 'text',
          name: 'client_uri',
          label: 'Client URI',
          holds: 'address',
          hint: 'The app’s own page, or one that announces the integration.',
        },
        {
          kind: 'text',
          name: 'logo_uri',
          label: 'Logo',
          holds: 'address',
          hint: 'A square image.',
        },
        { kind: 'text', name: 'tos_uri', label: 'Terms of Service', holds: 'address' },
        { kind: 'text', name: 'policy_uri', label: 'Privacy Policy', holds: 'address' },
        {
          kind: 'text',
          name: 'contacts',
          label: 'Contacts',
          holds: 'e-mail addresses',
          hint: 'Who answers for the app.',
        },
      ],
    },
    {
      title: 'Pleo-Specific Information',
      fields: [
        {
          kind: 'text',
          name: 'initiate_login_uri',
          label: 'Initiation URI',
          holds: 'address',
          hint: 'The page where users begin to connect the app.',
        },
        {
          kind: 'text',
          name: 'settings_uri',
          label: 'Settings URI',
          holds: 'address',
          hint: 'The page with the app’s settings, opened from Pleo.',
        },
      ],
    },
    {
      title: 'Technical Information',
      fields: [
        { kind: 'redirect' },
        { kind: 'redirect-uris' },
        { kind: 'scopes' },
        {
          kind: 'choice',
          name: 'pkce_support',
          label: 'PKCE Support',
          options: [
            ['supported', 'Supported'],
            ['exception', 'Exception agreed with Pleo'],
          ],
        },
        {
          kind: 'text',
          name: 'subject_type_preference',
          label: 'Subject Type Preference',
          holds: 'text',
          hint: 'Optional: the type of resource that the app works on by default.',
        },
      ],
    },
    {
      title: 'Client credentials',
      note: 'Pleo creates them and sends them through 1Password.',
      fields: [{ kind: 'client-id' }, { kind: 'secrets' }],
    },
    runPart,
    serverPart,
  ],
  defaults: { scopes: [], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'S256' },
  authMethods: ['client_secret_basic', 'client_secret_post'],
  secrets: {
    rotation: 'unknown',
    rotationNote:
      'How to change a secret is not documented; Pleo hands credentials out itself. Refresh tokens can stop working when credentials change.',
    canBeRemembered: false,
    note: 'Pleo does not support secrets that are stored on client devices, so it is kept in memory only.',
  },
  scopes: pleoScopes,
  rules: [
    {
      kind: 'https-redirect-uris',
      isLoopbackHttpAllowed: true,
      says: 'Pleo takes http redirect URIs on loopback only (localhost, 127.0.0.1, [::1]); others use https.',
      source: pages.registration,
    },
    {
      kind: 'pkce',
      methods: ['S256'],
      exception: { field: 'pkce_support', value: 'exception' },
      says: 'Pleo requires PKCE with S256, unless it agreed to an exception.',
      source: pages.configuration,
    },
    {
      kind: 'square-image',
      field: 'logo_uri',
      says: 'Pleo asks for a square logo.',
      source: pages.registration,
    },
    {
      kind: 'forbidden-word',
      field: 'client_name',
      word: 'Pleo',
      says: 'Pleo does not want its own brand in the name of a client.',
      source: pages.registration,
    },
    {
      kind: 'confidential',
      says: 'Pleo gives every registered client a client secret.',
      source: pages.registration,
    },
  ],
  quirks: [
    {
      says: 'Production and Staging have separate credentials: register a client at each.',
      source: pages.registration,
    },
    {
      says: 'The documentation disagrees about client authentication: an archived page allows Basic only.',
      source: pages.oldConfiguration,
    },
    {
      says: 'Current how-tos send the credentials in the body instead. Should one way be refused, try the other.',
      source: pages.exchange,
    },
    {
      says: 'Each refresh brings a new refresh token, and all earlier tokens stop working at once.',
      source: pages.refresh,
    },
    {
      says: 'A refresh token lasts 60 days or longer. Using one that has expired ends every active refresh token of that authorisation.',
      source: pages.tokens,
    },
    {
      says: 'Tokens are opaque: apps should not decode them, though the API reference calls them JWTs.',
      source: pages.tokens,
    },
    {
      says: 'Introspection at /oauth/token/introspect tells whether a token is active, with Basic authentication, and only to the client that got the token.',
      source: pages.introspection,
    },
    {
      says: 'A refresh that fails is final: Pleo advises not to try it again.',
      source: pages.expiry,
    },
  ],
};
