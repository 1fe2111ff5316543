import type { Page } from '@playwright/test';
import {
  field,
  fillClient,
  openNewClient,
  registerClient,
  saveClient,
} from './support/client-form.ts';
import { expect } from './support/extension.ts';
import { runFlow, runStatus } from './support/run.ts';
import {
  json,
  page as htmlPage,
  type Reply,
  type ScriptedServer,
  unusedOrigin,
} from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

async function discover(workbench: Page, issuer: string): Promise<void> {
  await openNewClient(workbench);
  await fillClient(workbench, { issuer });
  await workbench.getByRole('button', { name: 'Discover' }).click();
}

test.describe('discovery in the form', () => {
  test('fills the endpoints in, and offers the scopes that the server announces', async ({
    workbench,
    server,
  }) => {
    await discover(workbench, server.issuer);
    await expect(workbench.getByRole('status').filter({ hasText: 'found' })).toHaveText(
      'The endpoints were found · PKCE S256 · client authentication none, client_secret_basic, client_secret_post',
    );
    await expect(field(workbench, 'Authorization endpoint')).toHaveValue(
      `${server.issuer}/authorize`,
    );
    await expect(field(workbench, 'Token endpoint')).toHaveValue(`${server.issuer}/token`);
    await expect(field(workbench, 'Token endpoint')).not.toBeEditable();
    await expect(workbench.getByRole('button', { name: 'profile', exact: true })).toBeVisible();
    await workbench.getByRole('button', { name: 'invoices.read', exact: true }).click();
    await expect(field(workbench, 'Scopes')).toHaveValue('openid invoices.read');
    await expect(workbench.getByRole('button', { name: 'invoices.read', exact: true })).toHaveCount(
      0,
    );
  });

  test('is tried at the address of RFC 8414 too', async ({ workbench, server }) => {
    server.answers.discovery = () => ({ status: 404 });
    server.answers.oauthDiscovery = () => json(server.metadata);
    await discover(workbench, server.issuer);
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
  });

  test('takes the address of the document for the issuer before it', async ({
    workbench,
    server,
  }) => {
    await discover(workbench, `${server.issuer}/.well-known/openid-configuration`);
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
    await expect(field(workbench, 'Issuer')).toHaveValue(server.issuer);
  });

  test('offers the issuer that the server calls itself', async ({ workbench, server }) => {
    const found = `${server.issuer}/`;
    server.metadata['issuer'] = found;
    await discover(workbench, server.issuer);
    const alert = workbench.getByRole('alert');
    await expect(alert).toContainText(
      `Discovery failed: the server calls itself “${found}”, this client expects “${server.issuer}”.`,
    );
    await alert.getByRole('button', { name: `Use ${found}`, exact: true }).click();
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
    await expect(field(workbench, 'Issuer')).toHaveValue(found);
    await fillClient(workbench, { clientId: 'abc' });
    await saveClient(workbench);
  });

  type Case = {
    readonly name: string;
    readonly reply: (server: ScriptedServer) => Reply;
    readonly message: string | RegExp;
  };
  const changed =
    (changes: Readonly<Record<string, unknown>>) =>
    ({ metadata }: ScriptedServer) =>
      json({ ...metadata, ...changes });
  const cases: readonly Case[] = [
    {
      name: 'an HTML page',
      reply: () => htmlPage('<h1>Sign in to the proxy</h1>'),
      message: /the discovery document cannot be read: ./,
    },
    { name: 'a list', reply: () => json([]), message: /cannot be read: ./ },
    { name: 'null', reply: () => json(null), message: /cannot be read: ./ },
    { name: 'nothing', reply: () => ({}), message: /cannot be read: ./ },
    {
      name: 'an object without members',
      reply: () => json({}),
      message: 'the discovery document is wrong at token_endpoint: ',
    },
    {
      name: 'a number for an endpoint',
      reply: changed({ token_endpoint: 5 }),
      message: 'the discovery document is wrong at token_endpoint: ',
    },
    {
      name: 'a script for an endpoint',
      reply: changed({ authorization_endpoint: 'javascript:alert(1)' }),
      message: 'is wrong at authorization_endpoint: is not an http(s) URL',
    },
    {
      name: 'a number for the issuer',
      reply: changed({ issuer: 5 }),
      message: 'the discovery document is wrong at issuer: ',
    },
    {
      name: 'no issuer',
      reply: changed({ issuer: undefined }),
      message: 'the discovery document names no issuer',
    },
    {
      name: 'a document of two megabytes',
      reply: changed({ padding: 'x'.repeat(2_000_000) }),
      message: /too (?:large|long|big)|(?:larger|longer|bigger|more) than/,
    },
    {
      name: 'HTML for the issuer',
      reply: changed({ issuer: '<img src=x onerror=alert(1)>' }),
      message: 'the server calls itself “<img src=x onerror=alert(1)>”',
    },
  ];
  for (const { name, reply, message } of cases) {
    test(`says what is wrong with ${name}, in the form and in a run`, async ({
      workbench,
      server,
    }) => {
      server.answers.discovery = () => reply(server);
      await discover(workbench, server.issuer);
      const alert = workbench.getByRole('alert');
      await expect(alert).toContainText('Discovery failed: ');
      await expect(alert).toContainText(message);
      await expect(workbench.locator('main img')).toHaveCount(0);
      await expect(field(workbench, 'Authorization endpoint')).toHaveCount(0);

      await fillClient(workbench, { clientId: 'abc' });
      await saveClient(workbench);
      await runFlow(workbench);
      await expect(runStatus(workbench)).toContainText('Failed: ');
      await expect(runStatus(workbench)).toContainText(message);
      await expect(workbench.locator('main img')).toHaveCount(0);
    });
  }

  test('goes on with lists of the wrong type, which a run does not need', async ({
    workbench,
    server,
  }) => {
    Object.assign(server.metadata, {
      scopes_supported: 'openid',
      code_challenge_methods_supported: [1, null],
      token_endpoint_auth_methods_supported: {},
    });
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('says that nothing listens, and recovers when asked again', async ({
    workbench,
    server,
  }) => {
    const origin = await unusedOrigin();
    await discover(workbench, origin);
    await expect(workbench.getByRole('alert')).toContainText(
      `Discovery failed: ${new URL(origin).host} could not be reached (connection refused or broken off, or no such host).`,
    );
    await fillClient(workbench, { issuer: server.issuer });
    await workbench.getByRole('button', { name: 'Discover' }).click();
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
    await expect(workbench.getByRole('alert')).toHaveCount(0);
  });

  test('says that what was typed is no URL', async ({ workbench }) => {
    await discover(workbench, 'auth.example.com');
    await expect(workbench.getByRole('alert')).toContainText(
      'Discovery failed: the issuer “auth.example.com” is not a URL.',
    );
  });
});
