import {
  apaleoClientCode,
  apaleoIssue,
  apaleoPages,
  apaleoProduction,
  apaleoSecrets,
  apaleoSecretsField,
} from './apaleo-common';
import { apaleoScopes } from './apaleo-scopes';
import { runPart, serverPart } from './form-parts';
import type { ProviderTemplate } from './template';

export const apaleoStoreApp: ProviderTemplate = {
  documentation: [
    apaleoPages.storeApp,
    apaleoPages.endpoints,
    apaleoPages.refresh,
    apaleoPages.scopes,
  ],
  environments: [apaleoProduction],
  form: [
    {
      title: 'New store app',
      note: 'In apaleo: Apps, My store apps, Add a new store app.',
      fields: [
        apaleoClientCode,
        {
          kind: 'text',
          name: 'client_name',
          label: 'Client name',
          holds: 'text',
          hint: 'Users see it on the consent page.',
        },
        {
          kind: 'text',
          name: 'logo_uri',
          label: 'Logo URL',
          holds: 'address',
          hint: 'Users see the logo on the consent page.',
        },
        { kind: 'redirect' },
        { kind: 'redirect-uris' },
        apaleoSecretsField,
        { kind: 'scopes' },
        {
          kind: 'choice',
          name: 'access_type',
          label: 'Client access type',
          options: [
            ['scope', 'Scope client'],
            ['fine-grained', 'Fine-grained client'],
          ],
          hint: 'It cannot be changed once the client exists.',
        },
      ],
    },
    { title: 'What apaleo gives you', fields: [{ kind: 'client-id' }] },
    runPart,
    serverPart,
  ],
  defaults: {
    scopes: ['openid', 'profile', 'offline_access'],
    tokenEndpointAuthMethod: 'client_secret_basic',
    pkce: 'S256',
  },
  authMethods: ['client_secret_basic', 'client_secret_post'],
  secrets: apaleoSecrets,
  scopes: [
    ...apaleoScopes,
    { name: 'openid', meaning: 'Sign the user in: an ID token comes back' },
    { name: 'profile', meaning: 'Claims of the user’s profile' },
    { name: 'offline_access', meaning: 'A refresh token comes back' },
  ],
  rules: [
    {
      kind: 'https-redirect-uris',
      isLoopbackHttpAllowed: false,
      says: 'apaleo asks for redirect URIs that use https.',
      source: apaleoPages.storeApp,
    },
    {
      kind: 'confidential',
      says: 'apaleo gives every registered client a client secret.',
      source: apaleoPages.storeApp,
    },
  ],
  quirks: [
    {
      says: 'A fine-grained client gets the scope “identity:permissions” instead of API scopes, and apaleo ignores the API scopes it asks for. When a user signs in, openid, profile and offline_access come back as well.',
      source: apaleoPages.scopes,
    },
    {
      says: 'The redirect URI is compared exactly, a slash at the end included. One that does not match ends on an error page of apaleo with “unauthorized_client” and a request id; nothing returns to the app.',
      source: apaleoIssue(74),
    },
    {
      says: 'Errors of the token endpoint are bare, such as {"error":"invalid_grant"}, without a description.',
      source: apaleoIssue(91),
    },
    {
      says: 'Without the scope offline_access there is no refresh token.',
      source: apaleoPages.refresh,
    },
    {
      says: 'The documentation shows client authentication both ways: Basic in its table, credentials in the body in its example.',
      source: apaleoPages.refresh,
    },
    {
      says: 'When scopes are added to the client, refresh tokens from before fail with “invalid_request”: users must consent again.',
      source: apaleoIssue(152),
    },
    {
      says: 'The account that is connected is that of the user who consents. The API tells which one it was, at /account/v1/accounts/current.',
      source: apaleoIssue(23),
    },
    {
      says: 'Access tokens are JWTs; refresh tokens are not.',
      source: apaleoIssue(91),
    },
  ],
};
