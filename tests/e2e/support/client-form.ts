import { expect, type Locator, type Page } from '@playwright/test';
import { goTo } from './extension.ts';

/** The providers that tests choose. */
type ProviderName =
  | 'apaleo store app'
  | 'apaleo custom app'
  | 'Pleo'
  | 'Pipedrive'
  | 'Generic OpenID Connect'
  | 'Generic OAuth 2.0'
  | 'GitHub'
  | 'Google'
  | 'Microsoft Entra ID'
  | 'Slack';

/** What can be typed into the form of a client, by the names of its fields. */
export type ClientFields = {
  readonly label?: string;
  readonly provider?: ProviderName;
  readonly environment?: string;
  readonly grantType?: 'authorization_code' | 'client_credentials';
  readonly issuer?: string;
  readonly authorizationEndpoint?: string;
  readonly tokenEndpoint?: string;
  readonly keySet?: string;
  readonly clientId?: string;
  readonly clientAuthentication?: 'client_secret_basic' | 'client_secret_post';
  readonly basicEncoding?: 'Encoded (RFC 6749)' | 'Raw';
  readonly clientSecret?: string;
  readonly secretDescription?: string;
  readonly redirectMode?:
    'Extension redirect' | 'Capture the registered redirect URI' | 'Paste the callback URL';
  readonly redirectUris?: string;
  readonly scopes?: string;
  readonly pkce?: 'S256' | 'plain' | 'Off';
  /** Further parameters of the authorization request, by the names of their fields. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Fields of the provider's registration form, by its words, in the order in which they are filled. */
  readonly registration?: Readonly<Record<string, string>>;
};

const CHOICES = ['provider', 'grantType', 'clientAuthentication', 'basicEncoding', 'pkce'] as const;

/** In the order of the form: what is chosen first decides which fields there are. */
const NAMES = {
  label: 'Label',
  provider: 'Provider',
  environment: 'Environment',
  grantType: 'Grant type',
  issuer: 'Issuer',
  authorizationEndpoint: 'Authorization endpoint',
  tokenEndpoint: 'Token endpoint',
  keySet: 'Key set (JWKS)',
  clientId: 'Client ID',
  clientAuthentication: 'Client authentication',
  basicEncoding: 'Basic encoding',
  clientSecret: 'Client secret',
  secretDescription: 'Secret description',
  redirectUris: 'Redirect URIs',
  scopes: 'Scopes',
  pkce: 'PKCE',
} as const satisfies Record<
  Exclude<keyof ClientFields, 'parameters' | 'redirectMode' | 'registration'>,
  string
>;

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

/** A part of the form, by its heading. */
export function formPart(page: Page, title: string): Locator {
  return page.getByRole('form', { name: 'Client' }).getByRole('region', { name: title });
}

/** The headings of the form's parts, in their order. */
export function formPartTitles(page: Page): Promise<readonly string[]> {
  return page.getByRole('form', { name: 'Client' }).getByRole('heading').allTextContents();
}

/** What the fields of a part are called there, in their order: the provider's word, where it is another than ours. */
export function wordsOf(part: Locator): Promise<readonly string[]> {
  return part.locator('label').evaluateAll((labels) =>
    labels
      .filter((label) => label.checkVisibility())
      .map((label) => {
        const [, term] = /there: “(.+)”/.exec(label.parentElement?.textContent ?? '') ?? [];
        return term ?? label.textContent ?? '';
      }),
  );
}

/** Presses a button that checks a secret. @returns the first line of what is said of it. */
export async function checkSecret(page: Page, name = 'Check secret'): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click();
  const result = page.getByRole('status', { name: `Result of ${name}`, exact: true });
  await expect(result).not.toBeEmpty();
  return result.locator('p').first();
}

/** Opens the form of a new client. @returns its redirect URI. */
export async function openNewClient(page: Page): Promise<string> {
  await goTo(page, '#/clients/new');
  return shownRedirectUri(page);
}

/** Opens the form of a new client of a provider whose clients have a user. @returns its redirect URI. */
export async function openNewClientOf(page: Page, provider: ProviderName): Promise<string> {
  await openNewClient(page);
  await fillClient(page, { provider });
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
  if (fields.redirectMode !== undefined) {
    await page.getByRole('radio', { name: fields.redirectMode }).check();
  }
  for (const [name, value] of Object.entries(fields.registration ?? {})) {
    const control = field(page, name);
    if ((await control.evaluate(({ tagName }) => tagName)) === 'SELECT') {
      await control.selectOption(value);
    } else await control.fill(value);
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
