import {
  apaleoClientCode,
  apaleoIssue,
  apaleoPages,
  apaleoProduction,
  apaleoSecrets,
  apaleoSecretsField,
} from './apaleo-common';
import { apaleoScopes } from './apaleo-scopes';
import { serverPart } from './form-parts';
import type { ProviderTemplate } from './template';

export const apaleoCustomApp: ProviderTemplate = {
  documentation: [apaleoPages.customApp, apaleoPages.endpoints, apaleoPages.scopes],
  environments: [
    {
      name: apaleoProduction.name,
      endpoints: {
        token: apaleoProduction.endpoints.token,
        introspection: apaleoProduction.endpoints.introspection,
      },
    },
  ],
  form: [
    {
      title: 'New custom app',
      note: 'In apaleo: Apps, Connected apps, Add a new app, Add custom app.',
      fields: [
        apaleoClientCode,
        { kind: 'text', name: 'client_name', label: 'Client name', holds: 'text' },
        {
          kind: 'choice',
          name: 'personally_identifiable_information',
          label: 'Personally identifiable information',
          options: [
            ['yes', 'Yes'],
            ['no', 'No'],
          ],
          hint: 'Whether the app gets data of guests, such as names and addresses.',
        },
        apaleoSecretsField,
        { kind: 'scopes' },
      ],
    },
    { title: 'What apaleo gives you', fields: [{ kind: 'client-id' }] },
    {
      title: 'How to run it',
      fields: [{ kind: 'client-authentication' }, { kind: 'origin-header' }],
    },
    serverPart,
  ],
  defaults: { scopes: [], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'off' },
  authMethods: ['client_secret_basic', 'client_secret_post'],
  secrets: apaleoSecrets,
  scopes: apaleoScopes,
  rules: [
    {
      kind: 'confidential',
      says: 'apaleo gives every registered client a client secret.',
      source: apaleoPages.customApp,
    },
  ],
  quirks: [
    {
      says: 'There is no user, no redirect and no consent: the client gets a token for the account that it belongs to.',
      source: apaleoPages.customApp,
    },
    {
      says: 'There is no refresh token: ask for a new access token instead.',
      source: apaleoPages.refresh,
    },
    {
      says: 'The token request needs no scope; apaleo’s own n8n node sends none.',
      source: {
        name: 'apaleo: n8n node',
        url: 'https://github.com/apaleo/n8n-nodes-apaleo',
      },
    },
    {
      says: 'A fine-grained client gets the scope “identity:permissions” instead of API scopes.',
      source: apaleoPages.scopes,
    },
    {
      says: 'The client ID of a store app does not work here: the token endpoint answers “invalid_scope”.',
      source: apaleoIssue(48),
    },
    {
      says: 'Credentials in the query of the token request are refused with “invalid_client”.',
      source: apaleoIssue(133),
    },
    {
      says: 'Each hotel account has its own client: a developer can send a link, with which the hotel creates it and gets the credentials.',
      source: {
        name: 'apaleo: copy a custom app',
        url: 'https://apaleo.dev/guides/oauth-connection/simple-client-copy.html',
      },
    },
  ],
};
