import type { Page } from '@playwright/test';
import {
  type ClientFields,
  field,
  fillClient,
  formPart,
  openNewClient,
  saveClient,
} from './support/client-form.ts';
import { expect, goTo, readStorage } from './support/extension.ts';
import { findings, rowsOf, runFlow, runStatus, scopeRows, tokenRegion } from './support/run.ts';
import { json, type Reply, type ScriptedServer } from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

function endpointsOf({ issuer }: ScriptedServer): ClientFields {
  return { authorizationEndpoint: `${issuer}/authorize`, tokenEndpoint: `${issuer}/token` };
}

/** An answer in the format of forms, with HTTP 200 for errors too. */
function formEncoded(members: Readonly<Record<string, string>>): Reply {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(members).toString(),
  };
}

async function importClients(page: Page, clients: unknown): Promise<void> {
  await goTo(page, '#/settings');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import clients' }).click(),
  ]);
  await chooser.setFiles({
    name: 'clients.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(clients)),
  });
  await expect(page.getByRole('status').filter({ hasText: 'imported' })).toBeVisible();
}

test.describe('the choice of a provider', () => {
  test('offers those with a form first, then any server, then presets', async ({ workbench }) => {
    await openNewClient(workbench);
    const groups = await field(workbench, 'Provider')
      .locator('optgroup')
      .evaluateAll((elements) =>
        elements.map((group) => [
          group.getAttribute('label'),
          Array.from(group.querySelectorAll('option'), ({ label }) => label),
        ]),
      );
    expect(groups).toEqual([
      [
        'With their registration form',
        ['apaleo store app', 'apaleo custom app', 'Pleo', 'Pipedrive'],
      ],
      ['Any server', ['Generic OpenID Connect', 'Generic OAuth 2.0']],
      [
        'Endpoints and quirks known',
        [
          'Atlassian',
          'Auth0',
          'AWS Cognito',
          'GitHub',
          'GitLab',
          'Google',
          'Keycloak',
          'Microsoft Entra ID',
          'Okta',
          'Salesforce',
          'Slack',
          'Spotify',
        ],
      ],
    ]);
  });

  test('keeps what was typed, to and fro', async ({ workbench }) => {
    await openNewClient(workbench);
    const typed: ClientFields = {
      label: 'To and fro',
      environment: 'Staging',
      authorizationEndpoint: 'https://pleo.example/authorize',
      tokenEndpoint: 'https://pleo.example/token',
      clientId: 'typed-id',
      clientAuthentication: 'client_secret_post',
      clientSecret: 'typed-secret',
      secretDescription: 'typed description',
      redirectUris: 'https://app.example.com/callback',
      scopes: 'users:read vendors:read',
      pkce: 'plain',
      parameters: { login_hint: 'mei@northwind.example', 'Other parameters': 'vendor=1' },
      registration: {
        'Client Name': 'Northwind Expenses',
        Contacts: 'mei@northwind.example',
        'Settings URI': 'https://northwind.example/settings',
        'PKCE Support': 'exception',
        'Subject Type Preference': 'company',
      },
    };
    await fillClient(workbench, { provider: 'Pleo', ...typed });
    const valuesOf = () =>
      workbench
        .getByRole('form', { name: 'Client' })
        .locator('input:not([type="search"], [type="checkbox"], [type="radio"]), textarea, select')
        .evaluateAll((controls) => controls.map((control) => (control as HTMLInputElement).value));
    const before = await valuesOf();
    for (const provider of [
      'Pipedrive',
      'apaleo store app',
      'Generic OpenID Connect',
      'GitHub',
      'apaleo custom app',
      'Google',
      'Generic OAuth 2.0',
      'Pleo',
    ] as const) {
      await fillClient(workbench, { provider });
    }
    expect(await valuesOf()).toEqual(before);
    await expect(field(workbench, 'Contacts')).toHaveValue('mei@northwind.example');
    await expect(field(workbench, 'Token endpoint')).toHaveValue('https://pleo.example/token');
  });

  test('brings the defaults of the provider where nothing was typed', async ({ workbench }) => {
    await openNewClient(workbench);
    await fillClient(workbench, { provider: 'Pipedrive' });
    await expect(field(workbench, 'PKCE')).toHaveValue('off');
    await expect(field(workbench, 'Scopes')).toHaveValue('base');
    await fillClient(workbench, { provider: 'apaleo store app' });
    await expect(field(workbench, 'PKCE')).toHaveValue('S256');
    await expect(field(workbench, 'Scopes')).toHaveValue('openid profile offline_access');
    await expect(field(workbench, 'Token endpoint')).toHaveValue(
      'https://identity.apaleo.com/connect/token',
    );
    await fillClient(workbench, { provider: 'Generic OAuth 2.0' });
    await expect(field(workbench, 'Scopes')).toHaveValue('');
    await expect(field(workbench, 'Token endpoint')).toHaveValue('');
    await expect(field(workbench, 'Environment')).toHaveValue('');
  });

  test('names the documentation, and what one should know', async ({ workbench }) => {
    await openNewClient(workbench);
    await fillClient(workbench, { provider: 'Pipedrive' });
    const client = formPart(workbench, 'Client');
    await expect(
      client.getByRole('link', { name: 'Pipedrive: client ID and client secret' }),
    ).toHaveAttribute('href', 'https://pipedrive.readme.io/docs/client-id-and-client-secret');
    await client.getByText('What to know of Pipedrive').click();
    await expect(client.getByText('A code lasts 5 minutes and works once.')).toBeVisible();
  });
});

test.describe('a generic client', () => {
  test('of the client credentials grant asks for no user', async ({ workbench, server }) => {
    server.answers.token = () =>
      json({ access_token: 'opaque-0123456789', token_type: 'Bearer', expires_in: 60 });
    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'Generic OAuth 2.0',
      grantType: 'client_credentials',
      tokenEndpoint: `${server.issuer}/token`,
      clientId: 'machine',
      clientAuthentication: 'client_secret_basic',
      clientSecret: 'typed',
      scopes: 'invoices.read',
    });
    await expect(field(workbench, 'Authorization endpoint')).toHaveCount(0);
    await expect(field(workbench, 'PKCE')).toHaveCount(0);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requests.map(({ path }) => path)).toEqual(['/token']);
    expect(server.requests[0]?.form.get('grant_type')).toBe('client_credentials');
    expect(await scopeRows(workbench)).toEqual([['invoices.read', 'yes', 'yes', 'unknown']]);
  });

  test('of the client credentials grant discovers its token endpoint', async ({
    workbench,
    server,
  }) => {
    await openNewClient(workbench);
    await fillClient(workbench, {
      grantType: 'client_credentials',
      issuer: server.issuer,
      clientId: 'machine',
      clientAuthentication: 'client_secret_post',
      clientSecret: 'typed',
    });
    server.answers.token = () => json({ access_token: 'opaque', token_type: 'Bearer' });
    await fillClient(workbench, { scopes: 'invoices.read' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('authorize')).toEqual([]);
    expect(server.requestsTo('token')).toHaveLength(1);
  });
});

test.describe('a provider that is not known here', () => {
  for (const provider of ['some-future-provider', 'constructor']) {
    test(`opens, runs and is saved as it was (${provider})`, async ({ workbench, server }) => {
      await importClients(workbench, {
        format: 'oauth-workbench-clients',
        version: 1,
        clients: [
          {
            client_id: 'abc',
            client_name: 'From the future',
            scope: 'invoices.read',
            oauth_workbench: {
              provider,
              authorization_endpoint: `${server.issuer}/authorize`,
              token_endpoint: `${server.issuer}/token`,
            },
          },
        ],
      });
      server.answers.token = () => json({ access_token: 'opaque', token_type: 'Bearer' });
      await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
      await expect(
        workbench.getByRole('list', { name: 'Clients' }).getByRole('listitem'),
      ).toContainText([`${provider} (not known here)`]);
      await workbench.getByRole('link', { name: 'From the future' }).click();
      await expect(field(workbench, 'Provider')).toHaveValue(provider);
      await expect(field(workbench, 'Token endpoint')).toHaveValue(`${server.issuer}/token`);
      await fillClient(workbench, { label: 'Renamed' });
      await saveClient(workbench);
      await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('Renamed');
      await runFlow(workbench);
      await expect(runStatus(workbench)).toHaveText('Done');
      expect(JSON.stringify((await readStorage(workbench)).local)).toContain(
        `"provider":"${provider}"`,
      );
    });
  }
});

test.describe('presets', () => {
  test('Google: endpoints from its issuer, and the parameters for a refresh token', async ({
    workbench,
  }) => {
    await openNewClient(workbench);
    await fillClient(workbench, { provider: 'Google', clientId: 'abc', clientSecret: 'typed' });
    await expect(field(workbench, 'Issuer')).toHaveValue('https://accounts.google.com');
    await expect(field(workbench, 'Scopes')).toHaveValue('openid');
    await expect(field(workbench, 'Client authentication')).toHaveValue('client_secret_post');
    await expect(field(workbench, 'prompt')).toHaveValue('consent');
    await expect(field(workbench, 'Other parameters')).toHaveValue('access_type=offline');
    await saveClient(workbench);
    await workbench.reload();
    await expect(field(workbench, 'Other parameters')).toHaveValue('access_type=offline');
  });

  test('Microsoft Entra ID: the tenant has to be filled in', async ({ workbench }) => {
    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'Microsoft Entra ID',
      clientId: 'abc',
      clientSecret: 'typed',
    });
    const issuer = field(workbench, 'Issuer');
    await expect(issuer).toHaveValue('https://login.microsoftonline.com/{tenant}/v2.0');
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await expect(issuer).toHaveAttribute('aria-invalid', 'true');
    await expect(issuer).toHaveAccessibleDescription(/Put your own value in place of \{tenant\}\./);
    await expect(issuer).toBeFocused();
    await expect(workbench).toHaveURL(/#\/clients\/new$/);
    await fillClient(workbench, { issuer: 'https://login.microsoftonline.com/contoso/v2.0' });
    await expect(issuer).toHaveAttribute('aria-invalid', 'false');
    await saveClient(workbench);
  });

  test('GitHub: tokens of a form-encoded answer, and what strict clients have against it', async ({
    workbench,
    server,
  }) => {
    server.answers.token = () =>
      formEncoded({ access_token: 'gho_0123456789', scope: 'repo,user', token_type: 'bearer' });
    await openNewClient(workbench);
    await fillClient(workbench, { provider: 'GitHub' });
    await expect(field(workbench, 'Token endpoint')).toHaveValue(
      'https://github.com/login/oauth/access_token',
    );
    await fillClient(workbench, {
      ...endpointsOf(server),
      clientId: 'abc',
      clientSecret: 'typed',
      scopes: 'repo user',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(await scopeRows(workbench)).toEqual([
      ['repo', 'yes', 'yes', 'unknown'],
      ['user', 'yes', 'yes', 'unknown'],
    ]);
    await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
    await expect(findings(workbench)).toContainText([
      'A strict client refuses this token response',
      'The answer is form-encoded, not JSON',
      'The granted scopes are separated by commas',
      'Every requested scope was granted',
      'The token type is bearer',
    ]);
    await expect(findings(workbench).first()).toHaveText(/^Error: /);
    expect(server.requestsTo('token')[0]?.headers.accept).toBe('application/json');
  });

  test('GitHub: errors with HTTP 200, in runs and in the check of a secret', async ({
    workbench,
    server,
  }) => {
    server.answers.token = () =>
      json({
        error: 'incorrect_client_credentials',
        error_description: 'The client_id and/or client_secret passed are incorrect.',
      });
    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'GitHub',
      ...endpointsOf(server),
      clientId: 'abc',
      clientSecret: 'typed',
    });
    const check = workbench.getByRole('button', { name: 'Check secret' });
    const said = workbench.getByRole('status', { name: 'Result of Check secret' });
    await check.click();
    await expect(said).toContainText(
      /^Refused The server answered incorrect_client_credentials \(HTTP 200\)/,
    );
    server.answers.token = () =>
      formEncoded({
        error: 'bad_verification_code',
        error_description: 'The code passed is incorrect or expired.',
      });
    await check.click();
    await expect(said).toContainText(
      /^Accepted The server answered bad_verification_code \(HTTP 200\)/,
    );
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      'Failed: bad_verification_code: The code passed is incorrect or expired. (token endpoint, HTTP 200)',
    );
    await expect(
      findings(workbench).filter({ hasText: 'The error came with HTTP 200' }),
    ).toHaveText(/^Warning: /);
    await expect(workbench.getByRole('region', { name: 'Access token' })).toHaveCount(0);
  });

  test('Slack: the token of the user, inside of another member', async ({ workbench, server }) => {
    server.answers.token = () =>
      json({
        ok: true,
        app_id: 'A123',
        authed_user: {
          id: 'U1234',
          scope: 'chat:write,users:read',
          access_token: 'xoxp-0123456789',
          token_type: 'user',
        },
        team: { id: 'T9TK3CUKW', name: 'Harbour & Fern' },
      });
    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'Slack',
      ...endpointsOf(server),
      clientId: 'abc',
      clientSecret: 'typed',
      scopes: 'chat:write users:read',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('authorize')[0]?.query.get('scope')).toBe('chat:write,users:read');
    const token = workbench.getByRole('region', { name: 'Access token', exact: true });
    await expect(token).toContainText('This token is opaque');
    await expect(token).toContainText('In authed_user');
    expect(await scopeRows(workbench)).toEqual([
      ['chat:write', 'yes', 'yes', 'unknown'],
      ['users:read', 'yes', 'yes', 'unknown'],
    ]);
    await expect(
      findings(workbench).filter({ hasText: 'An access token stands inside of “authed_user”' }),
    ).toHaveCount(1);
    const members = await rowsOf(workbench.getByRole('table', { name: 'Further members' }));
    expect(members.map(([name]) => name)).toEqual(['ok', 'app_id', 'authed_user', 'team']);
  });

  test('Slack: a failure that is no status', async ({ workbench, server }) => {
    server.answers.token = () => json({ ok: false, error: 'invalid_code' });
    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'Slack',
      ...endpointsOf(server),
      clientId: 'abc',
      clientSecret: 'typed',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      'Failed: invalid_code (token endpoint, HTTP 200)',
    );
  });
});
