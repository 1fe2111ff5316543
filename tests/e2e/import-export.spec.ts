import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { field, registerClient, shownRedirectUri } from './support/client-form.ts';
import { expect, goTo, readStorage } from './support/extension.ts';
import { runFlow, runStatus } from './support/run.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const SECRET = 'never-in-a-file-0123456789';
const FORMAT = { format: 'oauth-workbench-clients', version: 1 } as const;

async function exportClients(page: Page): Promise<string> {
  await goTo(page, '#/settings');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export clients' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^oauth-workbench-clients-\d{4}-\d\d-\d\d\.json$/);
  return readFileSync(await download.path(), 'utf8');
}

async function importFile(page: Page, content: string | Buffer): Promise<void> {
  await goTo(page, '#/settings');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import clients' }).click(),
  ]);
  await chooser.setFiles({
    name: 'clients.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
}

/** What is stored, without what is noted of secrets. */
function withoutSecrets(stored: unknown): unknown {
  return JSON.parse(
    JSON.stringify(stored, (name, value: unknown) => (name === 'secrets' ? [] : value)),
  );
}

async function clearAll(page: Page): Promise<void> {
  await goTo(page, '#/settings');
  await page.getByRole('button', { name: 'Clear all data' }).click();
  await page
    .getByRole('alertdialog', { name: 'Clear all data?' })
    .getByRole('button', { name: 'Clear everything' })
    .click();
  await expect(page.getByText('Everything was removed.')).toBeVisible();
}

test.describe('export and import', () => {
  test('bring every client back as it was, without secrets', async ({ workbench, server }) => {
    const redirectUri = await registerClient(workbench, {
      label: 'Shop <b>bold</b>',
      environment: 'Staging',
      issuer: server.issuer,
      clientId: 'abc',
      clientAuthentication: 'client_secret_basic',
      clientSecret: SECRET,
      redirectUris: 'https://app.example.com/callback',
      scopes: 'openid,invoices.read',
      pkce: 'plain',
      parameters: { prompt: 'login', 'Other parameters': 'vendor=a=b' },
    });
    await registerClient(workbench, {
      label: 'Typed',
      provider: 'Generic OAuth 2.0',
      authorizationEndpoint: 'https://auth.example.com/authorize',
      tokenEndpoint: 'https://auth.example.com/token',
      clientId: 'typed',
    });
    const before = await readStorage(workbench);
    const text = await exportClients(workbench);
    expect(text).not.toContain(SECRET);

    await test.step('the file uses the names of RFC 7591', () => {
      const file = JSON.parse(text) as { clients: Record<string, unknown>[] };
      expect(file).toMatchObject(FORMAT);
      expect(file.clients).toHaveLength(2);
      expect(file.clients[0]).toMatchObject({
        client_id: 'abc',
        client_name: 'Shop <b>bold</b>',
        redirect_uris: ['https://app.example.com/callback'],
        scope: 'openid invoices.read',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      });
    });

    await clearAll(workbench);
    expect(await readStorage(workbench)).toEqual({ local: {}, session: {} });

    await importFile(workbench, text);
    await expect(workbench.getByRole('status').filter({ hasText: 'imported' })).toHaveText(
      '2 clients imported.',
    );
    expect((await readStorage(workbench)).local).toEqual(withoutSecrets(before.local));
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await workbench.getByRole('link', { name: 'Shop <b>bold</b>' }).click();
    await expect(field(workbench, 'Environment')).toHaveValue('Staging');
    await expect(field(workbench, 'Other parameters')).toHaveValue('vendor=a=b');
    await expect(field(workbench, 'Client secret')).toHaveValue('');
    expect(await shownRedirectUri(workbench)).toBe(redirectUri);
  });

  test('add nothing twice', async ({ workbench }) => {
    await registerClient(workbench, { issuer: 'https://auth.example.com', clientId: 'abc' });
    const text = await exportClients(workbench);
    const before = await readStorage(workbench);
    await importFile(workbench, text);
    await expect(workbench.getByText('0 clients imported. 1 was here already.')).toBeVisible();
    expect((await readStorage(workbench)).local).toEqual(before.local);
  });

  test('take client metadata as RFC 7591 has it', async ({ workbench }) => {
    await importFile(
      workbench,
      JSON.stringify({
        client_id: 'registered-elsewhere',
        client_name: 'From a registration',
        redirect_uris: ['https://app.example.com/callback'],
        scope: 'openid',
        token_endpoint_auth_method: 'client_secret_post',
        software_version: '1.2',
      }),
    );
    await expect(workbench.getByText('1 client imported.')).toBeVisible();
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Clients' })).toContainText(
      'From a registration',
    );
  });

  test('leave a secret in the file out, and say so', async ({ workbench }) => {
    await importFile(workbench, JSON.stringify({ client_id: 'abc', client_secret: SECRET }));
    await expect(
      workbench.getByText('The file holds a client secret. It was not imported'),
    ).toBeVisible();
    expect(JSON.stringify(await readStorage(workbench))).not.toContain(SECRET);
  });
});

test.describe('a broken or hostile file', () => {
  const own = (members: Readonly<Record<string, unknown>>) =>
    JSON.stringify({ ...FORMAT, clients: [{ client_id: 'abc', ...members }] });
  const files: readonly (readonly [name: string, content: string, message: string | RegExp])[] = [
    ['nothing', '', /The file is not JSON: .+\. Nothing was imported\./],
    ['an HTML page', '<h1>Sign in</h1>', /The file is not JSON/],
    ['half of a file', '{"format":"oauth-workbench-clients","ver', /The file is not JSON/],
    ['a binary file', '\u0000\u0001\u0002PNG', /The file is not JSON/],
    ['a number', '42', 'neither an object nor a list'],
    ['null', 'null', 'neither an object nor a list'],
    ['an empty list', '[]', 'The file holds no clients.'],
    ['a list of numbers', '[1]', 'Client 1 of the file cannot be read: '],
    ['another format', '{"format":"postman"}', 'neither an export of OAuth Workbench nor'],
    [
      'a version to come',
      JSON.stringify({ ...FORMAT, version: 2, clients: [] }),
      'The file has version 2, this OAuth Workbench reads version 1.',
    ],
    [
      'a version that is none',
      JSON.stringify({ ...FORMAT, version: { $gt: 0 }, clients: [] }),
      'The file has version {"$gt":0}',
    ],
    [
      'clients that are no list',
      JSON.stringify({ ...FORMAT, clients: { 0: {} } }),
      'The file has no list named “clients”.',
    ],
    [
      'a client without an id',
      own({ client_id: '' }),
      'Client 1 of the file cannot be read: client_id',
    ],
    ['an id of the wrong type', own({ client_id: 7 }), 'client_id: '],
    ['redirect URIs of the wrong type', own({ redirect_uris: 'https://a' }), 'redirect_uris: '],
    ['a scope of the wrong type', own({ scope: ['a'] }), 'scope: '],
    [
      'an unknown authentication',
      own({ token_endpoint_auth_method: 'magic' }),
      'token_endpoint_auth_method: ',
    ],
    [
      'a path that leaves the redirect URI',
      own({ oauth_workbench: { slug: '../../evil' } }),
      'oauth_workbench.slug: ',
    ],
    [
      'a provider that is no name',
      own({ oauth_workbench: { provider: '<b>acme</b>' } }),
      'oauth_workbench.provider: ',
    ],
    [
      'a secret among the parameters',
      own({ oauth_workbench: { authorization_parameters: [['client_secret', 'x']] } }),
      'client_secret cannot be set by hand',
    ],
    ['a name of 5,000 characters', own({ client_name: 'x'.repeat(5000) }), 'client_name: '],
    [
      'a label of 300 characters',
      own({ oauth_workbench: { label: 'x'.repeat(300) } }),
      'oauth_workbench.label: ',
    ],
    ['a grant that is no list', own({ grant_types: 'authorization_code' }), 'grant_types: '],
    [
      'an encoding that is none',
      own({ oauth_workbench: { basic_encoding: 'twice' } }),
      'oauth_workbench.basic_encoding: ',
    ],
    [
      'one bad client among good ones',
      JSON.stringify({ ...FORMAT, clients: [{ client_id: 'good' }, { client_id: null }] }),
      'Client 2 of the file cannot be read: client_id',
    ],
    ['very deep JSON', '['.repeat(100_000) + ']'.repeat(100_000), /Nothing was imported/],
    [
      'more clients than are taken',
      JSON.stringify(Array.from({ length: 10_001 }, () => ({ client_id: 'a' }))),
      'The file holds 10,001 clients; the most is 10,000.',
    ],
  ];

  test('gets a clear message and changes nothing', async ({ workbench }) => {
    test.slow();
    await registerClient(workbench, {
      label: 'Kept',
      issuer: 'https://auth.example.com',
      clientId: 'kept',
    });
    const before = await readStorage(workbench);
    for (const [name, content, message] of files) {
      await test.step(name, async () => {
        await importFile(workbench, content);
        const alert = workbench.getByRole('alert');
        await expect(alert).toContainText(message);
        await expect(alert).toContainText('Nothing was imported');
        expect(await readStorage(workbench)).toEqual(before);
        await workbench.goto('about:blank');
      });
    }
  });

  test('of more than 20 MB is refused', async ({ workbench }) => {
    const before = await readStorage(workbench);
    await importFile(workbench, Buffer.alloc(20_000_001, ' '));
    await expect(workbench.getByRole('alert')).toHaveText(
      'The file is larger than 20 MB. Nothing was imported.',
    );
    expect(await readStorage(workbench)).toEqual(before);
  });

  test('of more than the browser can store is refused, and nothing is lost', async ({
    workbench,
  }) => {
    await registerClient(workbench, {
      label: 'Kept',
      issuer: 'https://auth.example.com',
      clientId: 'kept',
    });
    const before = await readStorage(workbench);
    const clients = Array.from({ length: 1000 }, (_, index) => ({
      client_id: `client-${index}`,
      scope: 'x'.repeat(15_000),
    }));
    await importFile(workbench, JSON.stringify({ ...FORMAT, clients }));
    const alert = workbench.getByRole('alert');
    await expect(alert).toContainText(/storage .*full|no room|too large/i);
    await expect(alert).toContainText(/Nothing was (?:imported|changed)/);
    expect((await readStorage(workbench)).local).toEqual(before.local);
  });

  test('with prototypes and HTML in it adds plain clients, shown as text', async ({
    workbench,
    journal,
  }) => {
    const name = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    await importFile(
      workbench,
      `{"format":"oauth-workbench-clients","version":1,"__proto__":{"polluted":true},
        "clients":[{"client_id":"abc","client_name":${JSON.stringify(name)},
        "__proto__":{"polluted":true,"redirect_uris":["https://evil.example"]},
        "constructor":{"prototype":{"polluted":true}},
        "oauth_workbench":{"__proto__":{"issuer":"https://evil.example"},"environment":"<i>Prod</i>"}}]}`,
    );
    await expect(workbench.getByText('1 client imported.')).toBeVisible();
    expect(await workbench.evaluate('({}).polluted')).toBeUndefined();
    expect(JSON.stringify(await readStorage(workbench))).not.toContain('evil.example');
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await workbench.getByRole('link', { name }).click();
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(workbench.locator('main').locator('img, script, i')).toHaveCount(0);
    expect(journal.faults).toEqual([]);
  });
});

test.describe('clear all data', () => {
  test('asks first, and then removes everything and ends the run', async ({
    workbench,
    server,
    openPopup,
  }) => {
    server.answers.token = () => 'hang';
    await registerClient(workbench, {
      label: 'Shop',
      issuer: server.issuer,
      clientId: 'abc',
      clientAuthentication: 'client_secret_post',
      clientSecret: SECRET,
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');

    await workbench.getByRole('link', { name: 'Settings' }).click();
    await workbench.getByRole('button', { name: 'Clear all data' }).click();
    const dialog = workbench.getByRole('alertdialog', { name: 'Clear all data?' });
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await expect(dialog).toHaveCount(0);
    const popup = await openPopup();
    await expect(popup.getByRole('button', { name: 'Run Shop' })).toBeVisible();

    await clearAll(workbench);
    expect(await readStorage(workbench)).toEqual({ local: {}, session: {} });
    await expect(popup.getByText('No client yet')).toBeVisible();
    await expect(runStatus(popup)).toHaveText('No run yet');
  });
});
