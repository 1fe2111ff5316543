import type { CauseRule } from '../diagnosis';
import { apaleoErrors } from './apaleo';
import { atlassianErrors } from './atlassian';
import { auth0Errors } from './auth0';
import { cognitoErrors } from './cognito';
import { entraIdErrors } from './entra-id';
import { githubErrors } from './github';
import { gitlabErrors } from './gitlab';
import { googleErrors } from './google';
import { keycloakErrors } from './keycloak';
import { linkedinErrors } from './linkedin';
import { oktaErrors } from './okta';
import { pipedriveErrors } from './pipedrive';
import { pleoErrors } from './pleo';
import type { ProviderCatalogue } from './provider-error';
import { rulesOfProvider } from './provider-rule';
import { salesforceErrors } from './salesforce';
import { serverSoftwareErrors } from './server-software';
import { shopifyErrors } from './shopify';
import { slackErrors } from './slack';
import { spotifyErrors } from './spotify';

/** What is known of the errors of each provider; software that anybody may run comes last. */
export const PROVIDER_CATALOGUES: readonly ProviderCatalogue[] = [
  apaleoErrors,
  pleoErrors,
  pipedriveErrors,
  entraIdErrors,
  githubErrors,
  googleErrors,
  auth0Errors,
  oktaErrors,
  keycloakErrors,
  gitlabErrors,
  slackErrors,
  spotifyErrors,
  cognitoErrors,
  atlassianErrors,
  salesforceErrors,
  linkedinErrors,
  shopifyErrors,
  serverSoftwareErrors,
];

/** Causes that show as an error of a provider. */
export const providerCauses: readonly CauseRule[] = PROVIDER_CATALOGUES.flatMap(rulesOfProvider);
