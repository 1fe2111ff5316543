import { expect, type Page } from '@playwright/test';
import { goTo } from './extension.ts';

/** What can be typed into the form of a client, by the names of its fields. */
export type ClientFields = {
  readonly label?: string;
  readonly provider?: 'Generic OpenID Connect' | 'Generic OAuth 2.0';
  readonly environment?: string;
  readonly issuer?: string;
  readonly authorizationEndpoint?: string;
  readonly tokenEndpoint?: string;
  readonly clientId?: string;
  readonly clientAuthentication?: 'client_secret_basic' | 'client_secret_post';
  readonly clientSecret?: string;
  readonly redirectUris?: string;
  readonly scopes?: string;
  readonly pkce?: 'S256' | 'plain' | 'Off';
  /** Further parameters of the authorization request, by the names of their fields. */
  readonly parameters?: Readonly<Record<string, string>>;
};

const CHOICES = ['provider', 'clientAuthentication', 'pkce'] as const;

/** In the order of the form: what is chosen first decides which fields there are. */
const NAMES = {
  label: 'Label',
  provider: 'Provider',
  environment: 'Environment',
  issuer: 'Issuer',
  authorizationEndpoint: 'Authorization endpoint',
  tokenEndpoint: 'Token endpoint',
  clientId: 'Client ID',
  clientAuthentication: 'Client authentication',
  clientSecret: 'Client secret',
  redirectUris: 'Redirect URIs',
  scopes: 'Scopes',
  pkce: 'PKCE',
} as const satisfies Record<Exclude<keyof ClientFields, 'parameters'>, string>;

/** A field of the form by its label. */
export function field(page: Page, name: string) {
  return page.getByLabel(name, { exact: true });
}

/** The redirect URI that the form shows. */
export async function shownRedirectUri(page: Page): Promise<string> {
  const output = field(page, 'Redirect URI to register');
  await expect(output).not.toBeEmpty();
  return (await output.textContent()) ?? '';
}

/** Opens the form of a new client. @returns its redirect URI. */
export async function openNewClient(page: Page): Promise<string> {
  await goTo(page, '#/clients/new');
  return shownRedirectUri(page);
}

/** Types into the form that is open. */
export async function fillClient(page: Page, fields: ClientFields): Promise<void> {
  for (const [key, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
    const value = fields[key];
    if (value === undefined) continue;
    if (CHOICES.some((choice) => choice === key)) await field(page, name).selectOption(value);
    else await field(page, name).fill(value);
  }
  const parameters = Object.entries(fields.parameters ?? {});
  if (parameters.length === 0) return;
  const [[firstName] = ['']] = parameters;
  if (!(await field(page, firstName).isVisible())) {
    await page.getByText('Further parameters').click();
  }
  for (const [name, value] of parameters) await field(page, name).fill(value);
}

/** Presses Save client and waits until it is stored. */
export async function saveClient(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save client' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toHaveText('Saved');
  await expect(page).toHaveURL(/#\/clients\/(?!new$)/);
}

/** Registers a client through the form. The page shows the stored client afterwards. @returns its redirect URI. */
export async function registerClient(page: Page, fields: ClientFields): Promise<string> {
  const redirectUri = await openNewClient(page);
  await fillClient(page, fields);
  await saveClient(page);
  return redirectUri;
}
