import { isKnownProvider, type KnownProviderId } from '../providers';
import { apaleoCustomApp } from './apaleo-custom-app';
import { apaleoStoreApp } from './apaleo-store-app';
import { atlassian } from './atlassian';
import { auth0 } from './auth0';
import { cognito } from './cognito';
import { entraId } from './entra-id';
import { genericOauth2 } from './generic-oauth2';
import { genericOidc } from './generic-oidc';
import { github } from './github';
import { gitlab } from './gitlab';
import { google } from './google';
import { keycloak } from './keycloak';
import { okta } from './okta';
import { pipedrive } from './pipedrive';
import { pleo } from './pleo';
import { salesforce } from './salesforce';
import { slack } from './slack';
import { spotify } from './spotify';
import type { ProviderTemplate } from './template';

/** The template of every provider. */
export const templates = {
  'apaleo-store-app': apaleoStoreApp,
  'apaleo-custom-app': apaleoCustomApp,
  pleo,
  pipedrive,
  'generic-oidc': genericOidc,
  'generic-oauth2': genericOauth2,
  atlassian,
  auth0,
  cognito,
  github,
  gitlab,
  google,
  keycloak,
  'entra-id': entraId,
  okta,
  salesforce,
  slack,
  spotify,
} as const satisfies Record<KnownProviderId, ProviderTemplate>;

/** The template of the provider with this id; of a provider that is not known here, that of any OAuth 2.0 server. */
export function templateOf(providerId: string): ProviderTemplate {
  return isKnownProvider(providerId) ? templates[providerId] : genericOauth2;
}

/** What the provider says that the scope is for; nothing where it does not say. */
export function scopeMeaning(providerId: string, scope: string): string | undefined {
  return templateOf(providerId).scopes.find(({ name }) => name === scope)?.meaning;
}
