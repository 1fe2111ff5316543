import { checkPopup, checkScreen } from './support/accessibility.ts';
import { askFirst, capturing, openSignInTab } from './support/capture.ts';
import {
  checkSecret,
  field,
  fillClient,
  openNewClient,
  registerClient,
} from './support/client-form.ts';
import { expect, goTo } from './support/extension.ts';
import { openStep, refreshRun, runFlow, runStatus, step } from './support/run.ts';
import { json, page as htmlPage, redirectBack } from './support/scripted-server.ts';
import { test } from './support/servers.ts';
import { ENCRYPTED_JWE, makeJwt, SIGNED_JWT } from './support/tokens.ts';

test.use({ sharesBrowser: true });

test.describe('every screen is accessible in light and dark, wide and narrow', () => {
  test.slow();

  test('clients: none, some, none found', async ({ workbench }) => {
    await checkScreen(workbench, 'no client');
    await registerClient(workbench, {
      label: 'A client with quite a long label, as people write them',
      environment: 'Staging',
      issuer: 'https://auth.example.com',
      clientId: 'abc',
    });
    await goTo(workbench, '#/clients');
    await expect(workbench.getByRole('list', { name: 'Clients' })).toContainText('quite a long');
    await checkScreen(workbench, 'some clients');
    await workbench.getByRole('searchbox', { name: 'Search clients' }).fill('nothing');
    await expect(workbench.getByText('No client matches')).toBeVisible();
    await checkScreen(workbench, 'no client found');
  });

  test('the form of a new client: empty, discovered, with errors', async ({
    workbench,
    server,
  }) => {
    await openNewClient(workbench);
    await checkScreen(workbench, 'empty form');

    await fillClient(workbench, { issuer: server.issuer });
    await workbench.getByRole('button', { name: 'Discover' }).click();
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
    await checkScreen(workbench, 'form with endpoints found');

    await fillClient(workbench, {
      label: 'x',
      issuer: 'nowhere',
      clientId: ' a b ',
      clientAuthentication: 'client_secret_basic',
      redirectUris: '/relative',
      scopes: '"',
      pkce: 'Off',
      parameters: { prompt: 'none login', max_age: 'soon', 'Other parameters': 'x' },
    });
    await workbench.getByRole('button', { name: 'Discover' }).click();
    await expect(workbench.getByRole('alert')).toContainText('Discovery failed');
    await field(workbench, 'Label').focus();
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await expect(workbench.getByText(/fields need correction/)).toBeVisible();
    await checkScreen(workbench, 'form with errors');
  });

  for (const provider of ['apaleo store app', 'apaleo custom app', 'Pleo', 'Pipedrive'] as const) {
    test(`the form of ${provider}: untouched, unfolded, with broken rules and other secrets`, async ({
      workbench,
      server,
    }) => {
      await openNewClient(workbench);
      await fillClient(workbench, { provider });
      await checkScreen(workbench, `form of ${provider}`);

      const hasUser = provider !== 'apaleo custom app';
      for (const summary of await workbench.locator('summary').all()) await summary.click();
      await expect(workbench.getByRole('list', { name: 'Catalogue' })).toBeVisible();
      server.answers.token = () => json({ error: 'invalid_client' }, 400);
      await fillClient(workbench, {
        tokenEndpoint: `${server.issuer}/token`,
        clientId: 'abc',
        clientSecret: 'the-first-of-them',
        secretDescription: 'The first of them, with quite a long description',
        ...(hasUser
          ? {
              redirectUris:
                provider === 'Pipedrive'
                  ? 'https://app.example.com/callback\nhttps://app.example.com/another/callback'
                  : 'http://app.example.com/callback',
              pkce: 'Off',
              clientAuthentication: 'client_secret_post',
            }
          : {}),
      });
      if (provider === 'apaleo store app' || provider === 'apaleo custom app') {
        await workbench.getByRole('button', { name: 'Add a secret' }).click();
        await fillClient(workbench, { clientSecret: 'the-second', secretDescription: 'Second' });
        await workbench.getByRole('button', { name: /^Retire The first/ }).click();
        await workbench.getByRole('button', { name: 'Add a secret' }).click();
        await fillClient(workbench, { clientSecret: 'the-third', secretDescription: 'Third' });
      }
      await expect(await checkSecret(workbench)).toHaveText(/^Refused /);
      await workbench.getByRole('button', { name: 'Save client' }).click();
      await expect(
        hasUser
          ? workbench.getByRole('button', { name: 'Save anyway, to test it' })
          : workbench.getByRole('status').filter({ hasText: 'Saved' }),
      ).toBeVisible();
      await checkScreen(workbench, `form of ${provider}, full`);
    });
  }

  test('clients that break rules, and runs without a user, refreshed and with nested tokens', async ({
    workbench,
    server,
  }) => {
    await openNewClient(workbench);
    await fillClient(workbench, {
      label: 'Slack of old',
      provider: 'Slack',
      authorizationEndpoint: `${server.issuer}/authorize`,
      tokenEndpoint: `${server.issuer}/token`,
      clientId: 'abc',
      clientSecret: 'typed',
      scopes: 'chat:write',
    });
    server.answers.token = () =>
      json({
        ok: true,
        refresh_token: 'xoxe-0123456789',
        authed_user: { id: 'U1234', scope: 'chat:write', access_token: 'xoxp-0123456789' },
      });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await checkScreen(workbench, 'run with a nested token');
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await checkScreen(workbench, 'run that refreshes');
    await workbench.getByRole('link', { name: 'Compare everything' }).click();
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('Compare two runs');
    await checkScreen(workbench, 'two runs compared');

    await openNewClient(workbench);
    await fillClient(workbench, {
      provider: 'Pleo',
      clientId: 'abc',
      pkce: 'Off',
      redirectUris: 'http://app.example.com/callback',
    });
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await workbench.getByRole('button', { name: 'Save anyway, to test it' }).click();
    await expect(workbench).toHaveURL(/#\/clients\/(?!new$)/);
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Clients' })).toContainText(
      'Breaks 2 rules of Pleo',
    );
    await checkScreen(workbench, 'list with a client that breaks rules');
  });

  test('a stored client, and the question before it is deleted', async ({ workbench }) => {
    await registerClient(workbench, {
      label: 'Stored',
      environment: 'Staging',
      provider: 'Generic OAuth 2.0',
      authorizationEndpoint: 'https://auth.example.com/authorize',
      tokenEndpoint: 'https://auth.example.com/token',
      clientId: 'abc',
      clientAuthentication: 'client_secret_post',
      clientSecret: 'some-secret',
      redirectUris: `https://app.example.com/${'very-long-path/'.repeat(12)}`,
    });
    await checkScreen(workbench, 'stored client');
    await workbench.getByRole('button', { name: 'Delete client' }).click();
    await expect(workbench.getByRole('alertdialog')).toBeVisible();
    await checkScreen(workbench, 'question before deleting');
  });

  test('runs: none, under way, done', async ({ workbench, server }) => {
    await goTo(workbench, '#/runs');
    await expect(workbench.getByText('No run yet')).toBeVisible();
    await checkScreen(workbench, 'no run');

    server.answers.token = async () =>
      json(
        await server.tokenResponse({
          members: {
            access_token: makeJwt({ scope: 'openid', sub: 'user-1', exp: 4_000_000_000 }),
            refresh_token: 'a-refresh-token-0123456789',
            scope: 'openid',
          },
        }),
      );
    await registerClient(workbench, {
      label: 'Shop',
      environment: 'Local',
      issuer: server.issuer,
      clientId: 'abc',
      scopes: 'openid invoices.read a-scope-with-a-name-that-is-longer-than-most-of-them.readonly',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await checkScreen(workbench, 'run that is done');
    await workbench.getByText('Diagram', { exact: true }).click();
    await workbench.getByRole('button', { name: /^Token response/ }).click();
    for (const name of ['Authorization request', 'Token request', 'Verification']) {
      await openStep(workbench, name);
      await checkScreen(workbench, `step ${name}`);
    }
    await goTo(workbench, '#/runs');
    await expect(workbench.getByRole('list', { name: 'Runs' })).toContainText('Done');
    await checkScreen(workbench, 'list of runs');
  });

  test('runs: under way, cancelled, failed', async ({ workbench, server }) => {
    server.answers.token = () => 'hang';
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    await checkScreen(workbench, 'run under way');
    await workbench.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(workbench)).toHaveText('Cancelled');
    await checkScreen(workbench, 'run that was cancelled');

    server.answers.token = () =>
      htmlPage(`<h1>${'Not found, and the line is long. '.repeat(10)}</h1>`, 404);
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(runStatus(workbench)).toContainText('Failed');
    await checkScreen(workbench, 'run that failed at the token request');

    server.answers.authorize = (request) =>
      redirectBack(request, { error: 'invalid_scope', error_description: 'No such scope' });
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(step(workbench, 'Authorization response')).toContainText('failed');
    await checkScreen(workbench, 'run that failed at the answer');
  });

  test('the form in each redirect mode, and runs that wait for their callback', async ({
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    askFirst(server);
    await openNewClient(workbench);
    await fillClient(workbench, {
      ...capturing(server, 'myapp://callback'),
      redirectUris: `myapp://callback\n${app.redirectUri}`,
    });
    await checkScreen(workbench, 'form that captures, with a warning');
    await fillClient(workbench, {
      redirectMode: 'Paste the callback URL',
      redirectUris: app.redirectUri,
    });
    await checkScreen(workbench, 'form of the manual mode');
    await runFlow(workbench);
    await expect(field(workbench, 'Callback URL')).toBeVisible();
    await field(workbench, 'Callback URL').fill('some words');
    await workbench.getByRole('button', { name: 'Use callback URL' }).click();
    await expect(field(workbench, 'Callback URL')).toHaveAttribute('aria-invalid', 'true');
    await checkScreen(workbench, 'run that waits for what is pasted');
    await workbench.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(workbench)).toHaveText('Cancelled');
    await checkScreen(workbench, 'run that can be run otherwise');

    await workbench.getByRole('link', { name: 'Open client' }).click();
    await fillClient(workbench, { redirectMode: 'Capture the registered redirect URI' });
    await openSignInTab(workbench, server, () => runFlow(workbench));
    await workbench.bringToFront();
    await workbench.getByText('Paste the callback URL instead').click();
    await expect(field(workbench, 'Callback URL')).toBeVisible();
    await checkScreen(workbench, 'run that captures');
  });

  test('a run with an ID token that is refused', async ({ workbench, server }) => {
    server.answers.token = async () =>
      json(await server.tokenResponse({ hasForeignSignature: true }));
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toContainText('Failed: the ID token is refused');
    await checkScreen(workbench, 'refused ID token');
  });

  test('inspect: empty, tokens of every kind, parameters, nothing recognised', async ({
    workbench,
  }) => {
    await goTo(workbench, '#/inspect');
    const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
    await expect(paste).toBeVisible();
    await checkScreen(workbench, 'inspect, empty');
    const texts = {
      'token response': JSON.stringify({
        access_token: SIGNED_JWT,
        id_token: ENCRYPTED_JWE,
        refresh_token: '2YotnFZFEjr1zCsicMWpAA',
      }),
      'broken token': 'eyJhbGciOiJSUzI1NiJ9.e30!.c2ln',
      'callback URL': 'https://app.example.com/cb?error=access_denied&state=xyz',
      'nothing recognised': 'two words',
    };
    for (const [name, text] of Object.entries(texts)) {
      await paste.fill(text);
      await expect(workbench.getByRole('status', { name: 'Recognised as' })).not.toBeEmpty();
      await checkScreen(workbench, `inspect, ${name}`);
    }
  });

  test('settings, and the question before all is cleared', async ({ workbench }) => {
    await goTo(workbench, '#/settings');
    await expect(workbench.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await checkScreen(workbench, 'settings');
    await workbench.getByRole('button', { name: 'Clear all data' }).click();
    await expect(workbench.getByRole('alertdialog')).toBeVisible();
    await checkScreen(workbench, 'question before clearing');
    await workbench.getByRole('button', { name: 'Clear everything' }).click();
    await expect(workbench.getByText('Everything was removed.')).toBeVisible();
    await checkScreen(workbench, 'settings, cleared');
  });

  test('the popup: empty, with clients, with a run, with a token', async ({
    workbench,
    server,
    openPopup,
  }) => {
    const empty = await openPopup();
    await checkPopup(empty, 'popup, empty');
    await empty.close();
    for (const label of ['Shop', 'A client with quite a long label, as people write them']) {
      await registerClient(workbench, {
        label,
        environment: 'Staging',
        issuer: server.issuer,
        clientId: 'abc',
        scopes: 'openid invoices.read',
      });
    }
    const popup = await openPopup();
    await expect(popup.getByRole('button', { name: 'Run Shop' })).toBeVisible();
    await checkPopup(popup, 'popup, clients');

    server.answers.token = async () =>
      json(await server.tokenResponse({ members: { scope: 'openid' } }));
    await popup.getByRole('button', { name: 'Run Shop' }).click();
    await expect(runStatus(popup)).toHaveText('Done');
    await checkPopup(popup, 'popup, run done');

    server.answers.token = () => htmlPage('<h1>Bad gateway</h1>', 502);
    await popup.getByRole('button', { name: 'Run Shop' }).click();
    await expect(runStatus(popup)).toContainText('Failed');
    await checkPopup(popup, 'popup, run failed');

    const paste = popup.getByRole('textbox', { name: 'Paste a token' });
    await paste.fill(SIGNED_JWT);
    await expect(popup.getByRole('region', { name: 'Token' })).toBeVisible();
    await checkPopup(popup, 'popup, token');
    await paste.fill(ENCRYPTED_JWE);
    await expect(popup.getByText('This token is encrypted')).toBeVisible();
    await checkPopup(popup, 'popup, encrypted token');
    await popup.getByRole('searchbox', { name: 'Search clients' }).fill('nothing');
    await expect(popup.getByText('No client matches.')).toBeVisible();
    await checkPopup(popup, 'popup, nothing found');
  });
});
