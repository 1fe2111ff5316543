import type { Page } from '@playwright/test';
import {
  checkSecret,
  type ClientFields,
  field,
  fillClient,
  openNewClient,
  registerClient,
  saveClient,
  shownRedirectUri,
} from './support/client-form.ts';
import { expect, REDIRECT_BASE } from './support/extension.ts';
import { json } from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const ISSUER = 'https://auth.example.com';
const VALID = { issuer: ISSUER, clientId: 'abc', scopes: 'openid' } as const;

test.describe('a half-filled form', () => {
  const typed: ClientFields = {
    label: 'Half done',
    environment: 'Staging',
    issuer: 'https://auth.exam',
    clientId: ' with white space',
    clientAuthentication: 'client_secret_post',
    clientSecret: 'typed-a-moment-ago',
    redirectUris: 'https://app.example.com/callback\nnot yet',
    scopes: 'openid,pro',
    pkce: 'plain',
    parameters: { prompt: 'login', login_hint: 'ada@', 'Other parameters': 'vendor=1\nhalf' },
  };

  async function expectTyped(page: Page): Promise<void> {
    await expect(field(page, 'Label')).toHaveValue('Half done');
    await expect(field(page, 'Environment')).toHaveValue('Staging');
    await expect(field(page, 'Issuer')).toHaveValue('https://auth.exam');
    await expect(field(page, 'Client ID')).toHaveValue(' with white space');
    await expect(field(page, 'Client authentication')).toHaveValue('client_secret_post');
    await expect(field(page, 'Client secret')).toHaveValue('typed-a-moment-ago');
    await expect(field(page, 'Redirect URIs')).toHaveValue(
      'https://app.example.com/callback\nnot yet',
    );
    await expect(field(page, 'Scopes')).toHaveValue('openid,pro');
    await expect(field(page, 'PKCE')).toHaveValue('plain');
    await expect(field(page, 'prompt')).toHaveValue('login');
    await expect(field(page, 'login_hint')).toHaveValue('ada@');
    await expect(field(page, 'Other parameters')).toHaveValue('vendor=1\nhalf');
  }

  test('of a new client survives a reload, with its redirect URI', async ({ workbench }) => {
    const redirectUri = await openNewClient(workbench);
    await fillClient(workbench, typed);
    await workbench.reload();
    await expectTyped(workbench);
    expect(await shownRedirectUri(workbench)).toBe(redirectUri);
  });

  test('of a new client survives a look at another view', async ({ workbench }) => {
    await openNewClient(workbench);
    await fillClient(workbench, typed);
    await workbench.getByRole('link', { name: 'Settings' }).click();
    await expect(workbench.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await workbench.getByRole('button', { name: 'New client' }).click();
    await expectTyped(workbench);
  });

  test('of a stored client survives a reload, and what is stored stays', async ({ workbench }) => {
    const redirectUri = await registerClient(workbench, { ...VALID, label: 'Stored' });
    await fillClient(workbench, typed);
    await workbench.reload();
    await expectTyped(workbench);
    await expect(workbench.getByText('Not saved yet')).toBeVisible();
    expect(await shownRedirectUri(workbench)).toBe(redirectUri);
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Clients' })).toContainText('Stored');
    await expect(workbench.getByRole('list', { name: 'Clients' })).not.toContainText('Half done');
  });

  test('is forgotten once it is saved: the next new client is empty', async ({ workbench }) => {
    const first = await registerClient(workbench, { ...VALID, label: 'First' });
    const second = await openNewClient(workbench);
    expect(second).not.toBe(first);
    expect(second).toMatch(new RegExp(`^${REDIRECT_BASE}[a-z0-9]+$`));
    await expect(field(workbench, 'Label')).toHaveValue('');
    await expect(field(workbench, 'Client ID')).toHaveValue('');
  });
});

test.describe('the rules of the form', () => {
  type Case = {
    readonly fields: ClientFields;
    /** The field that the message stands at. */
    readonly at: string;
    readonly message: string | RegExp;
  };
  /** Every field that a case changes, as it is when there is nothing to say of it. */
  const UNREMARKABLE = {
    ...VALID,
    label: '',
    provider: 'Generic OpenID Connect',
    redirectUris: '',
    pkce: 'S256',
    parameters: { prompt: '', max_age: '', 'Other parameters': '' },
  } as const satisfies ClientFields;
  const OAUTH2 = { provider: 'Generic OAuth 2.0', issuer: '' } as const;

  const errors: readonly Case[] = [
    { fields: { clientId: '' }, at: 'Client ID', message: 'Give the client ID' },
    {
      fields: { clientId: 'abc ' },
      at: 'Client ID',
      message: 'begins or ends with white space',
    },
    { fields: { clientId: 'a b' }, at: 'Client ID', message: 'holds white space' },
    { fields: { clientId: 'añb' }, at: 'Client ID', message: 'not printable ASCII' },
    { fields: { issuer: '' }, at: 'Issuer', message: 'Give the issuer' },
    { fields: { issuer: 'auth.example.com' }, at: 'Issuer', message: 'is not a URL' },
    {
      fields: { issuer: 'javascript:alert(1)' },
      at: 'Issuer',
      message: 'must begin with https://',
    },
    {
      fields: { issuer: 'https://ada:pw@auth.example.com' },
      at: 'Issuer',
      message: 'user name or password',
    },
    { fields: { issuer: `${ISSUER}?tenant=1` }, at: 'Issuer', message: 'An issuer has no query' },
    {
      fields: { issuer: `${ISSUER}#x` },
      at: 'Issuer',
      message: /no fragment|no query and no fragment/,
    },
    {
      fields: { issuer: `${ISSUER}/.well-known/openid-configuration` },
      at: 'Issuer',
      message: /The issuer is .*https:\/\/auth\.example\.com/,
    },
    {
      fields: { redirectUris: 'https://a.example/cb\nhttps://a.example/cb' },
      at: 'Redirect URIs',
      message: '“https://a.example/cb” stands here twice',
    },
    {
      fields: { redirectUris: 'http://app.example.com/cb' },
      at: 'Redirect URIs',
      message: 'uses http. Only localhost',
    },
    { fields: { redirectUris: '/callback' }, at: 'Redirect URIs', message: 'not an absolute URI' },
    {
      fields: { redirectUris: 'https://a.example/cb#x' },
      at: 'Redirect URIs',
      message: 'has no fragment',
    },
    { fields: { redirectUris: 'https://*.a.example/' }, at: 'Redirect URIs', message: 'wildcards' },
    {
      fields: { redirectUris: 'https://a.example/ https://b.example/' },
      at: 'Redirect URIs',
      message: 'one redirect URI per line',
    },
    {
      fields: { redirectUris: 'javascript:alert(1)' },
      at: 'Redirect URIs',
      message: 'cannot begin with javascript:',
    },
    { fields: { scopes: ' , ' }, at: 'Scopes', message: 'at least the scope openid' },
    { fields: { scopes: 'openid "a"' }, at: 'Scopes', message: 'which no scope may hold' },
    {
      fields: { parameters: { prompt: 'none login' } },
      at: 'prompt',
      message: '“none” cannot stand beside another prompt',
    },
    {
      fields: { parameters: { max_age: 'soon' } },
      at: 'max_age',
      message: 'a number of seconds',
    },
    {
      fields: { parameters: { 'Other parameters': 'fine=1\nnot a parameter' } },
      at: 'Other parameters',
      message: 'Line 2 is not name=value',
    },
    {
      fields: { parameters: { 'Other parameters': 'state=mine' } },
      at: 'Other parameters',
      message: 'state cannot be set here',
    },
    {
      fields: { parameters: { 'Other parameters': 'client_secret=mine' } },
      at: 'Other parameters',
      message: 'a secret must never be in a URL',
    },
    {
      fields: { ...OAUTH2, authorizationEndpoint: '', tokenEndpoint: `${ISSUER}/token` },
      at: 'Authorization endpoint',
      message: 'Give the authorization endpoint',
    },
    {
      fields: { ...OAUTH2, authorizationEndpoint: `${ISSUER}/auth`, tokenEndpoint: 'token' },
      at: 'Token endpoint',
      message: 'is not a URL',
    },
  ];

  test('say at the field what is wrong, and keep what is wrong from being saved', async ({
    workbench,
  }) => {
    test.slow();
    await openNewClient(workbench);
    for (const { fields, at, message } of errors) {
      await test.step(`${at}: ${message}`, async () => {
        await fillClient(workbench, UNREMARKABLE);
        await fillClient(workbench, fields);
        await field(workbench, at).blur();
        await expect(field(workbench, at)).toHaveAccessibleDescription(
          typeof message === 'string' ? new RegExp(escape(message)) : message,
        );
        await expect(field(workbench, at)).toHaveAttribute('aria-invalid', 'true');
        await workbench.getByRole('button', { name: 'Save client' }).click();
        await expect(field(workbench, at)).toBeFocused();
        await expect(workbench.getByRole('status').filter({ hasText: 'Not saved' })).toHaveText(
          'Not saved: 1 field needs correction.',
        );
        await expect(workbench).toHaveURL(/#\/clients\/new$/);
      });
    }
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(workbench.getByText('No client yet')).toBeVisible();
  });

  test('say at the field that the name of a parameter holds a blank', async ({ workbench }) => {
    await openNewClient(workbench);
    await fillClient(workbench, {
      ...VALID,
      parameters: { 'Other parameters': 'fine=1\nvendor flag=1' },
    });
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await expect(field(workbench, 'Other parameters')).toHaveAccessibleDescription(
      /Line 2.*(?:blank|white space)/,
    );
    await expect(field(workbench, 'Other parameters')).toHaveAttribute('aria-invalid', 'true');
  });

  test('do not lose the click on Save when leaving a field brings a message', async ({
    workbench,
  }) => {
    await openNewClient(workbench);
    await fillClient(workbench, { ...VALID, scopes: 'openid "a"' });
    await expect(field(workbench, 'Scopes')).toBeFocused();
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await expect(field(workbench, 'Scopes')).toHaveAttribute('aria-invalid', 'true');
    await expect(workbench.getByText('Not saved: 1 field needs correction.')).toBeVisible();
  });

  test('do not lose the click on another button when leaving a field brings a message', async ({
    workbench,
    server,
  }) => {
    server.answers.token = () => json({ error: 'invalid_client' }, 401);
    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'Pipedrive',
      tokenEndpoint: `${server.issuer}/token`,
      clientId: 'abc',
      clientSecret: 'typed',
      redirectUris: '/relative',
    });
    await expect(field(workbench, 'Redirect URIs')).toBeFocused();
    await expect(await checkSecret(workbench)).toHaveText(/^Refused /);
  });

  test('warn at the field of what is allowed but should be known', async ({ workbench }) => {
    await registerClient(workbench, { ...VALID, label: 'Taken' });
    const warnings: readonly Case[] = [
      { fields: { label: 'Taken' }, at: 'Label', message: 'Another client has this label' },
      {
        fields: { issuer: 'http://auth.example.com' },
        at: 'Issuer',
        message: 'is not encrypted',
      },
      { fields: { scopes: 'profile' }, at: 'Scopes', message: 'no ID token is issued' },
      { fields: { pkce: 'plain' }, at: 'PKCE', message: 'shows the code verifier in the URL' },
      { fields: { pkce: 'Off' }, at: 'PKCE', message: 'can lose its code' },
      {
        fields: { clientAuthentication: 'client_secret_basic' },
        at: 'Client secret',
        message: 'client_secret_basic needs the secret before a run',
      },
      {
        fields: { clientAuthentication: 'client_secret_basic', clientSecret: 'pasted\u00A0' },
        at: 'Client secret',
        message: 'begins or ends with white space',
      },
    ];
    await openNewClient(workbench);
    for (const { fields, at, message } of warnings) {
      await test.step(`${at}: ${message}`, async () => {
        await fillClient(workbench, UNREMARKABLE);
        await fillClient(workbench, fields);
        await expect(field(workbench, at)).toHaveAccessibleDescription(
          typeof message === 'string' ? new RegExp(escape(message)) : message,
        );
        await expect(field(workbench, at)).toHaveAttribute('aria-invalid', 'false');
      });
    }
  });

  test('say nothing of a field that was not reached yet', async ({ workbench }) => {
    await openNewClient(workbench);
    await expect(workbench.locator('[aria-invalid="true"]')).toHaveCount(0);
    await field(workbench, 'Client ID').focus();
    await field(workbench, 'Scopes').focus();
    await expect(field(workbench, 'Client ID')).toHaveAttribute('aria-invalid', 'true');
    await expect(workbench.locator('[aria-invalid="true"]')).toHaveCount(1);
  });

  test('count every field that needs correction', async ({ workbench }) => {
    await openNewClient(workbench);
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await expect(workbench.getByText('Not saved: 2 fields need correction.')).toBeVisible();
    await expect(field(workbench, 'Issuer')).toBeFocused();
    await fillClient(workbench, VALID);
    await expect(workbench.locator('[aria-invalid="true"]')).toHaveCount(0);
    await saveClient(workbench);
  });

  test('take every redirect URI that RFC 8252 allows', async ({ workbench }) => {
    const redirectUris = [
      'https://app.example.com/callback',
      'http://localhost:3000/cb',
      'http://127.0.0.1/cb',
      'http://[::1]:8080/cb',
      'com.example.app:/oauth',
    ].join('\n');
    await registerClient(workbench, { ...VALID, redirectUris });
    await workbench.reload();
    await expect(field(workbench, 'Redirect URIs')).toHaveValue(redirectUris);
  });

  function escape(text: string): string {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
});

test.describe('clients in the workbench', () => {
  test('have a label even when none was given', async ({ workbench }) => {
    await registerClient(workbench, VALID);
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText(
      'abc at auth.example.com',
    );
  });

  test('show only the fields of their provider', async ({ workbench }) => {
    await openNewClient(workbench);
    await expect(field(workbench, 'Authorization endpoint')).toHaveCount(0);
    await fillClient(workbench, { provider: 'Generic OAuth 2.0' });
    await expect(field(workbench, 'Authorization endpoint')).toBeEditable();
    await expect(field(workbench, 'Token endpoint')).toBeEditable();
    await fillClient(workbench, { clientAuthentication: 'client_secret_post' });
    await expect(field(workbench, 'Client secret')).toHaveAttribute('type', 'password');
    await expect(
      workbench.getByRole('radiogroup', { name: 'Redirect mode' }).getByRole('radio', {
        name: 'Extension redirect',
      }),
    ).toBeChecked();
  });

  test('mask the secret until it is revealed', async ({ workbench }) => {
    await openNewClient(workbench);
    await fillClient(workbench, {
      ...VALID,
      clientAuthentication: 'client_secret_basic',
      clientSecret: 'hidden-at-first',
    });
    await workbench.getByRole('button', { name: 'Reveal the secret' }).click();
    await expect(field(workbench, 'Client secret')).toHaveAttribute('type', 'text');
    await workbench.getByRole('button', { name: 'Hide the secret' }).click();
    await expect(field(workbench, 'Client secret')).toHaveAttribute('type', 'password');
    await saveClient(workbench);
    await workbench.reload();
    await expect(field(workbench, 'Client secret')).toHaveAttribute('type', 'password');
    await expect(field(workbench, 'Client secret')).toHaveValue('hidden-at-first');
  });

  test('are edited, and the change is what is stored', async ({ workbench }) => {
    const redirectUri = await registerClient(workbench, { ...VALID, label: 'Before' });
    await fillClient(workbench, { label: 'After', scopes: 'openid email' });
    await saveClient(workbench);
    await workbench.reload();
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('After');
    await expect(field(workbench, 'Scopes')).toHaveValue('openid email');
    expect(await shownRedirectUri(workbench)).toBe(redirectUri);
    await expect(workbench.getByText('Not saved yet')).toHaveCount(0);
  });

  test('are duplicated, with a redirect URI of their own and without the secret', async ({
    workbench,
  }) => {
    const redirectUri = await registerClient(workbench, {
      ...VALID,
      label: 'Original',
      environment: 'Staging',
      clientAuthentication: 'client_secret_basic',
      clientSecret: 'belongs-to-the-original',
    });
    const original = workbench.url();
    await workbench.getByRole('button', { name: 'Duplicate client' }).click();
    await expect(workbench).not.toHaveURL(original);
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('Original (copy)');
    await expect(field(workbench, 'Environment')).toHaveValue('Staging');
    await expect(field(workbench, 'Client secret')).toHaveValue('');
    expect(await shownRedirectUri(workbench)).not.toBe(redirectUri);
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Clients' }).getByRole('listitem')).toHaveText(
      [/Original/, /Original \(copy\)/],
    );
  });

  test('are deleted only when the question is answered with yes', async ({ workbench }) => {
    await registerClient(workbench, { ...VALID, label: 'Doomed' });
    const client = workbench.url();
    const dialog = workbench.getByRole('alertdialog', { name: 'Delete “Doomed”?' });
    await workbench.getByRole('button', { name: 'Delete client' }).click();
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(workbench).toHaveURL(client);

    await workbench.getByRole('button', { name: 'Delete client' }).click();
    await workbench.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(workbench).toHaveURL(client);

    await workbench.getByRole('button', { name: 'Delete client' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(workbench.getByText('No client yet')).toBeVisible();
    await workbench.goto(client);
    await expect(workbench.getByText('This client is not here')).toBeVisible();
  });

  test('are found by label, provider, environment, issuer and client ID', async ({ workbench }) => {
    await registerClient(workbench, { ...VALID, label: 'Shop', environment: 'Staging' });
    await registerClient(workbench, {
      ...VALID,
      label: 'Ledger',
      environment: 'Production',
      issuer: 'https://other.example.org',
      clientId: 'ledger-42',
    });
    await registerClient(workbench, {
      label: 'Typed',
      provider: 'Generic OAuth 2.0',
      authorizationEndpoint: `${ISSUER}/auth`,
      tokenEndpoint: `${ISSUER}/token`,
      clientId: 'typed',
    });
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    const search = workbench.getByRole('searchbox', { name: 'Search clients' });
    const items = workbench.getByRole('list', { name: 'Clients' }).getByRole('listitem');
    const found = {
      shop: [/Shop/],
      'oauth 2.0': [/Typed/],
      'PRODUCTION ledger': [/Ledger/],
      'other.example.org': [/Ledger/],
      'ledger-42': [/Ledger/],
      connect: [/Shop/, /Ledger/],
    };
    for (const [query, clients] of Object.entries(found)) {
      await search.fill(query);
      await expect(items).toHaveText(clients);
    }
    await search.fill('nothing like it');
    await expect(workbench.getByText('No client matches “nothing like it”')).toBeVisible();
    await workbench.getByRole('button', { name: 'Clear the search' }).click();
    await expect(items).toHaveCount(3);
  });

  test('are the same in two tabs', async ({ context, workbench }) => {
    await registerClient(workbench, { ...VALID, label: 'Seen in both' });
    const other = await context.newPage();
    await other.goto(workbench.url());
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Seen in both');
    await fillClient(workbench, { label: 'Renamed' });
    await saveClient(workbench);
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Renamed');
  });
});

test.describe('the secrets of the form', () => {
  test('give the focus to the new one, and take “Saved” back', async ({ workbench }) => {
    await registerClient(workbench, {
      ...VALID,
      clientAuthentication: 'client_secret_post',
      clientSecret: 'the-first-secret',
    });
    await expect(workbench.getByText('Saved', { exact: true })).toBeVisible();
    await workbench.getByRole('button', { name: 'Add a secret' }).click();
    await expect(field(workbench, 'Client secret')).toBeFocused();
    await expect(field(workbench, 'Client secret')).toHaveValue('');
    await expect(workbench.getByText('Saved', { exact: true })).toHaveCount(0);
    await workbench.getByRole('button', { name: 'Use Secret 1' }).press('Enter');
    await expect(field(workbench, 'Client secret')).toBeFocused();
    await expect(field(workbench, 'Client secret')).toHaveValue('the-first-secret');
  });

  test('are not checked for a public client, which sends none', async ({ workbench, server }) => {
    await openNewClient(workbench);
    await fillClient(workbench, { issuer: server.issuer, clientId: 'abc', clientSecret: 'typed' });
    await expect(await checkSecret(workbench)).toHaveText(
      'Cannot be told Nothing was sent: a public client (client authentication None) sends no secret.',
    );
    expect(server.requestsTo('token')).toEqual([]);
  });
});

test('a new client can be started over', async ({ workbench }) => {
  await openNewClient(workbench);
  await fillClient(workbench, { ...VALID, label: 'A mistake', clientSecret: 'typed' });
  await workbench.getByRole('button', { name: 'Start over' }).click();
  await expect(field(workbench, 'Label')).toHaveValue('');
  await expect(field(workbench, 'Client secret')).toHaveValue('');
  await workbench.reload();
  await expect(field(workbench, 'Client ID')).toHaveValue('');
});
