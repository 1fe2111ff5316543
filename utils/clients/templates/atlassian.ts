import { presetForm } from './form-parts';
import { offlineAccess } from './openid-scopes';
import type { ProviderTemplate } from './template';

const threeLegged = {
  name: 'Atlassian: OAuth 2.0 (3LO) apps',
  url: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
};

export const atlassian: ProviderTemplate = {
  documentation: [
    {
      name: 'Atlassian: enable OAuth 2.0 (3LO)',
      url: 'https://developer.atlassian.com/cloud/oauth/getting-started/enabling-oauth-3lo/',
    },
    threeLegged,
  ],
  environments: [
    {
      name: 'Production',
      endpoints: {
        authorization: 'https://auth.atlassian.com/authorize',
        token: 'https://auth.atlassian.com/oauth/token',
      },
    },
  ],
  form: presetForm,
  defaults: {
    scopes: ['offline_access'],
    tokenEndpointAuthMethod: 'client_secret_post',
    pkce: 'off',
    parameters: [
      ['audience', 'api.atlassian.com'],
      ['prompt', 'consent'],
    ],
  },
  authMethods: ['client_secret_post', 'client_secret_basic'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Atlassian’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [offlineAccess],
  rules: [
    {
      kind: 'most-redirect-uris',
      most: 1,
      says: 'Seen at third parties only: Atlassian allows one callback URL for each app.',
      source: {
        name: 'Unified: Atlassian Cloud OAuth',
        url: 'https://docs.unified.to/skills/atlassian-cloud-oauth/SKILL.md',
      },
    },
  ],
  quirks: [
    {
      says: 'The authorization request needs audience=api.atlassian.com and prompt=consent.',
      source: threeLegged,
    },
    {
      says: 'Refresh tokens need the scope offline_access and rotate: each refresh brings a new one.',
      source: threeLegged,
    },
    {
      says: 'A token works at api.atlassian.com/ex/{product}/{cloudid}. The list of accessible resources tells the cloudid.',
      source: threeLegged,
    },
    {
      says: 'Neither PKCE nor the ways of client authentication were found in the documentation; credentials go into the body here.',
    },
  ],
};
