import type { ProviderId } from '../client';
import { genericOauth2 } from './generic-oauth2';
import { genericOidc } from './generic-oidc';
import type { ProviderTemplate } from './template';

/** Every provider template, in the order in which the form offers them. */
export const templates = {
  'generic-oidc': genericOidc,
  'generic-oauth2': genericOauth2,
} as const satisfies Record<ProviderId, ProviderTemplate>;

/** The provider's name as people know it. */
export function providerName(id: ProviderId): string {
  return templates[id].name;
}
