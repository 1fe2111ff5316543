import type { ClientSetting } from '@/utils/diagnosis/diagnosis';

/** The settings of a client as its form calls them. */
export const SETTING_NAMES = {
  environment: 'Environment',
  issuer: 'Issuer',
  'authorization-endpoint': 'Authorization endpoint',
  'token-endpoint': 'Token endpoint',
  'further-endpoints': 'More endpoints',
  'grant-type': 'Grant type',
  'client-id': 'Client ID',
  'client-secret': 'Client secret',
  'client-authentication': 'Client authentication',
  'basic-encoding': 'Basic encoding',
  'redirect-uris': 'Redirect URIs',
  'redirect-mode': 'Redirect mode',
  scopes: 'Scopes',
  pkce: 'PKCE',
  parameters: 'Further parameters',
  'origin-header': 'Origin header',
} as const satisfies Record<ClientSetting, string>;

/** The address of a stored client, opened at one of its settings. */
export function settingAddress(clientId: string, setting: ClientSetting): string {
  return `#/clients/${clientId}/${setting}`;
}

/** Whether a part of an address names a setting. */
export function isSetting(name: string): name is ClientSetting {
  return Object.hasOwn(SETTING_NAMES, name);
}
