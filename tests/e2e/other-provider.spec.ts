import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import {
  field,
  fillClient,
  openNewClient,
  registerClient,
  saveClient,
} from './support/client-form.ts';
import { expect, test as base } from './support/extension.ts';
import { openSignIn, rowsOf, runFlow, runStatus, tokenRegion } from './support/run.ts';
import { test as withServers } from './support/servers.ts';

type OtherProvider = { readonly issuer: string };

/**
 * oidc-provider as it comes: its own sign-in pages, its own defaults, an issuer with a path, ES256 keys. By
 * default it refuses every request with an Origin header that its clients did not register.
 */
const test = base.extend<{ startProvider: (redirectUri: string) => Promise<OtherProvider> }>({
  // oxlint-disable-next-line no-empty-pattern
  startProvider: async ({}, use) => {
    const server = createServer();
    await use(async (redirectUri) => {
      const port = await new Promise<number>((resolve) => {
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const issuer = `http://127.0.0.1:${port}/op`;
      const { privateKey } = await generateKeyPair('ES256', { extractable: true });
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: 'app',
            redirect_uris: [redirectUri],
            response_types: ['code'],
            grant_types: ['authorization_code'],
            token_endpoint_auth_method: 'none',
            id_token_signed_response_alg: 'ES256',
          },
        ],
        jwks: {
          keys: [{ ...(await exportJWK(privateKey)), kid: 'only', alg: 'ES256', use: 'sig' }],
        },
        cookies: { keys: ['a key for cookies of this test'] },
      });
      const handle = provider.callback();
      server.on('request', (request, response) => {
        // What Express does for a router that is mounted below a path.
        Object.assign(request, {
          originalUrl: request.url,
          url: request.url?.replace(/^\/op/, ''),
        });
        void handle(request, response);
      });
      return { issuer };
    });
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  },
});

test.use({ sharesBrowser: true });

async function signInAtOtherProvider(window: Page): Promise<void> {
  await window.getByPlaceholder('Enter any login').fill('grace');
  await window.getByPlaceholder('and password').fill('anything');
  await window.getByRole('button', { name: 'Sign-in' }).click();
  await window.getByRole('button', { name: 'Continue' }).click();
}

test.describe('another OpenID provider, from nothing but issuer, client ID and redirect URI', () => {
  test('runs from the workbench', async ({ workbench, startProvider }) => {
    const { issuer } = await startProvider(await openNewClient(workbench));
    await fillClient(workbench, { issuer, clientId: 'app' });
    await saveClient(workbench);
    await signInAtOtherProvider(await openSignIn(workbench, () => runFlow(workbench)));
    await expect(runStatus(workbench)).toHaveText('Done');
    const idToken = tokenRegion(workbench, 'ID token');
    await expect(idToken.getByText('Genuine', { exact: true })).toBeVisible();
    const claims = await rowsOf(idToken.getByRole('table', { name: 'Claims' }));
    expect(claims).toContainEqual(expect.arrayContaining(['sub', 'grace']));
    expect(claims).toContainEqual(expect.arrayContaining(['iss', issuer]));
  });

  test('runs from the popup', async ({ workbench, startProvider, openPopup }) => {
    const { issuer } = await startProvider(await openNewClient(workbench));
    await fillClient(workbench, { label: 'Other', issuer, clientId: 'app' });
    await saveClient(workbench);
    await workbench.close();
    const popup = await openPopup();
    await popup.getByRole('searchbox', { name: 'Search clients' }).fill('other');
    await expect(popup.getByRole('button', { name: 'Run Other' })).toBeVisible();
    await signInAtOtherProvider(await openSignIn(popup, () => popup.keyboard.press('Enter')));
    await expect(runStatus(popup)).toHaveText('Done');
  });

  test('says what it has against an Origin header, when one is sent', async ({
    workbench,
    startProvider,
  }) => {
    const { issuer } = await startProvider(await openNewClient(workbench));
    await fillClient(workbench, { issuer, clientId: 'app' });
    await field(workbench, 'Origin header').selectOption('Sent');
    await saveClient(workbench);
    await signInAtOtherProvider(await openSignIn(workbench, () => runFlow(workbench)));
    await expect(runStatus(workbench)).toHaveText(
      /^Failed: invalid_request: origin .* not allowed for client: app \(token endpoint, HTTP 400\)$/,
    );
  });
});

withServers.describe('a server without discovery', () => {
  withServers('runs as Generic OAuth 2.0 with typed endpoints', async ({ workbench, server }) => {
    server.answers.token = () => ({
      headers: { 'content-type': 'application/json' },
      body: '{"access_token":"0123456789abcdef","token_type":"bearer","scope":"repo,user"}',
    });
    await registerClient(workbench, {
      label: 'Typed',
      provider: 'Generic OAuth 2.0',
      authorizationEndpoint: `${server.issuer}/authorize?tenant=1`,
      tokenEndpoint: `${server.issuer}/token`,
      clientId: 'abc',
      scopes: 'repo user admin',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('discovery')).toEqual([]);
    const asked = server.requestsTo('authorize')[0]?.query;
    expect(asked?.get('tenant')).toBe('1');
    expect(asked?.has('nonce')).toBe(false);
    const rows = await rowsOf(workbench.getByRole('table', { name: 'Scopes' }));
    expect(rows.map((cells) => cells.slice(0, 4))).toEqual([
      ['repo', 'yes', 'yes', 'unknown'],
      ['user', 'yes', 'yes', 'unknown'],
      ['admin', 'yes', 'no', 'unknown'],
    ]);
    await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
    await expect(workbench.getByRole('region', { name: 'ID token' })).toHaveCount(0);
  });
});
