import { runPart, serverPart } from './form-parts';
import { pipedriveScopes } from './pipedrive-scopes';
import type { ProviderTemplate, Source } from './template';

const DOCS = 'https://pipedrive.readme.io/docs';

const pages = {
  credentials: {
    name: 'Pipedrive: client ID and client secret',
    url: `${DOCS}/client-id-and-client-secret`,
  },
  authorization: {
    name: 'Pipedrive: OAuth authorization',
    url: `${DOCS}/marketplace-oauth-authorization`,
  },
  reference: {
    name: 'Pipedrive: OAuth in the API reference',
    url: 'https://developers.pipedrive.com/docs/api/v1/Oauth',
  },
  scopes: {
    name: 'Pipedrive: scopes and permissions',
    url: `${DOCS}/marketplace-scopes-and-permissions-explanations`,
  },
  status: {
    name: 'Pipedrive: OAuth status codes',
    url: `${DOCS}/marketplace-oauth-and-api-proxy-status-codes`,
  },
  installation: { name: 'Pipedrive: installation of apps', url: `${DOCS}/app-installation-flows` },
  uninstallation: { name: 'Pipedrive: uninstallation of apps', url: `${DOCS}/app-uninstallation` },
} as const satisfies Readonly<Record<string, Source>>;

export const pipedrive: ProviderTemplate = {
  documentation: [pages.credentials, pages.authorization, pages.reference, pages.scopes],
  environments: [
    {
      name: 'Production',
      endpoints: {
        authorization: 'https://oauth.pipedrive.com/oauth/authorize',
        token: 'https://oauth.pipedrive.com/oauth/token',
        revocation: 'https://oauth.pipedrive.com/oauth/revoke',
      },
      exampleCall: '{api_domain}/v1/users/me',
    },
  ],
  form: [
    {
      title: 'Create an app',
      note: 'In Pipedrive: Developer Hub of a developer sandbox account.',
      fields: [
        {
          kind: 'choice',
          name: 'app_type',
          label: 'App type',
          options: [
            ['public', 'Public app'],
            ['private', 'Private app'],
          ],
          hint: 'It cannot be changed later.',
        },
      ],
    },
    {
      title: 'Basic Info',
      fields: [
        { kind: 'text', name: 'client_name', label: 'App name', holds: 'text' },
        { kind: 'redirect' },
        {
          kind: 'redirect-uris',
          term: 'OAuth Callback URL',
          hint: 'Only one fits here.',
        },
      ],
    },
    {
      title: 'OAuth & access scopes',
      fields: [
        { kind: 'client-id', term: 'client_id' },
        { kind: 'secrets', term: 'client_secret' },
        {
          kind: 'scopes',
          hint: 'They are set here, at Pipedrive; the authorization request does not carry them.',
        },
      ],
    },
    runPart,
    serverPart,
  ],
  defaults: { scopes: ['base'], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'off' },
  authMethods: ['client_secret_basic', 'client_secret_post'],
  secrets: {
    rotation: 'replace',
    rotationNote:
      'There is one secret. “Refresh” makes a new one and the old one stops working at once; tokens of users stay valid.',
    canBeRemembered: true,
  },
  scopes: pipedriveScopes,
  rules: [
    {
      kind: 'most-redirect-uris',
      most: 1,
      says: 'Pipedrive allows one callback URL for each app.',
      source: pages.credentials,
    },
    {
      kind: 'client-id-locked',
      says: 'Pipedrive never changes the client_id of an app: another one means another app.',
      source: pages.credentials,
    },
    {
      kind: 'confidential',
      says: 'Pipedrive gives every app a client_secret.',
      source: pages.credentials,
    },
  ],
  quirks: [
    {
      says: 'The documented authorization request has neither scope nor response_type: scopes belong to the app, and users consent to all of them or none.',
      source: pages.reference,
    },
    {
      says: 'PKCE is not documented, so that it is off here unless you turn it on.',
      source: pages.authorization,
    },
    {
      says: 'Client authentication is documented with Basic only.',
      source: pages.reference,
    },
    {
      says: 'The token response separates scopes with commas.',
      source: pages.status,
    },
    {
      says: 'The token response tells in “api_domain” where the API of that company is.',
      source: pages.reference,
    },
    {
      says: 'A user who cancels comes back with error=user_denied, or with error=access_denied, as the READMEs of Pipedrive’s libraries have it.',
      source: pages.installation,
    },
    {
      says: 'When the app is uninstalled, Pipedrive sends a DELETE request to the same callback URL, with Basic authentication; never to local addresses.',
      source: pages.uninstallation,
    },
    {
      says: 'A code lasts 5 minutes and works once.',
      source: pages.status,
    },
  ],
};
