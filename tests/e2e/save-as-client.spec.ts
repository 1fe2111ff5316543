import type { BrowserContext, Page } from '@playwright/test';
import { checkPopup, checkScreen } from './support/accessibility.ts';
import { field, fillClient, openNewClient } from './support/client-form.ts';
import { expect, goTo, openPage, openPopupPage, readStorage } from './support/extension.ts';
import { openSignIn, rowsOf, runFlow, runStatus, signIn } from './support/run.ts';
import { page as htmlPage, type ScriptedServer } from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const APP_CALLBACK = 'https://app.example.com/callback';
const ONE_TIME = ['state-of-one-run', 'nonce-of-one-run', 'challenge-of-one-run'];

/** An authorization request, as an app sends it. */
function requestTo(endpoint: string, changes: Readonly<Record<string, string>> = {}): string {
  const [state = '', nonce = '', challenge = ''] = ONE_TIME;
  const parameters = {
    response_type: 'code',
    client_id: 'booking-widget',
    redirect_uri: APP_CALLBACK,
    scope: 'openid reservations.read',
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    prompt: 'consent',
    tenant: 'a=b',
    ...changes,
  };
  return `${endpoint}?${new URLSearchParams(parameters).toString()}`;
}

async function paste(workbench: Page, text: string): Promise<void> {
  await goTo(workbench, '#/inspect');
  await workbench.getByRole('textbox', { name: 'Paste anything' }).fill(text);
  await expect(workbench.getByRole('status', { name: 'Recognised as' })).toHaveText(
    'Authorization request',
  );
}

async function saveAsClient(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save as client' }).click();
}

/** The page of a client, under its own address. */
async function expectClientPage(page: Page): Promise<void> {
  await expect(page).toHaveURL(/#\/clients\/(?!new)[a-z0-9-]+$/);
  await expect(page.getByRole('button', { name: 'Delete client' })).toBeVisible();
}

function notice(page: Page) {
  return page.getByRole('status').filter({ hasText: /authorization (?:request|endpoint)/ });
}

async function clientNames(page: Page): Promise<readonly string[]> {
  await goTo(page, '#/clients');
  const list = page.getByRole('list', { name: 'Clients' });
  await expect(list).toBeVisible();
  return list.getByRole('link').allTextContents();
}

test.describe('an authorization URL that is pasted into Inspect', () => {
  test('becomes a client, once', async ({ workbench }) => {
    const requests: string[] = [];
    workbench.on('request', (request) => requests.push(request.url()));
    const url = requestTo('https://auth.example.com/authorize');
    await paste(workbench, url);
    expect(await rowsOf(workbench.getByRole('table', { name: 'Parameters' }))).toEqual(
      [...new URL(url).searchParams].map((parameter) => [...parameter]),
    );
    await checkScreen(workbench, 'an authorization request in Inspect');
    await saveAsClient(workbench);

    await test.step('its page shows what the request said, and what it did not', async () => {
      await expectClientPage(workbench);
      await expect(notice(workbench)).toContainText('Made from an authorization request.');
      await expect(notice(workbench)).toContainText(
        'It does not name the token endpoint: give it below, or the issuer, and press Discover.',
      );
      const shown = {
        Label: 'booking-widget at auth.example.com',
        Provider: 'generic-oauth2',
        'Authorization endpoint': 'https://auth.example.com/authorize',
        'Token endpoint': '',
        'Client ID': 'booking-widget',
        'Client authentication': 'none',
        'Redirect URIs': APP_CALLBACK,
        Scopes: 'openid reservations.read',
        PKCE: 'S256',
      };
      for (const [name, value] of Object.entries(shown)) {
        await expect(field(workbench, name), name).toHaveValue(value);
      }
      await expect(
        workbench.getByRole('radio', { name: 'Capture the registered redirect URI' }),
      ).toBeChecked();
      if (!(await field(workbench, 'prompt').isVisible())) {
        await workbench.getByText('Further parameters').click();
      }
      await expect(field(workbench, 'prompt')).toHaveValue('consent');
      await expect(field(workbench, 'Other parameters')).toHaveValue('tenant=a=b');
      await checkScreen(workbench, 'a client made from a request');
    });

    await test.step('nothing that belongs to one run is kept, and nothing was sent', async () => {
      const stored = JSON.stringify(await readStorage(workbench));
      for (const value of ONE_TIME) expect(stored).not.toContain(value);
      expect(requests).toEqual([]);
    });

    await test.step('the notice stays with the page, and goes with what was missing', async () => {
      await workbench.reload();
      await expect(notice(workbench)).toContainText('It does not name the token endpoint');
      await fillClient(workbench, { tokenEndpoint: 'https://auth.example.com/token' });
      await workbench.getByRole('button', { name: 'Save client' }).click();
      await expect(notice(workbench)).toHaveText('Made from an authorization request.');
    });

    await test.step('it is in the list, and there is no second one', async () => {
      expect(await clientNames(workbench)).toEqual(['booking-widget at auth.example.com']);
      await paste(workbench, requestTo('https://auth.example.com/authorize', { scope: 'other' }));
      await saveAsClient(workbench);
      await expectClientPage(workbench);
      await expect(notice(workbench)).toContainText('was stored already');
      await expect(field(workbench, 'Scopes')).toHaveValue('openid reservations.read');
      expect(await clientNames(workbench)).toHaveLength(1);
    });
  });

  test('of a provider that is known becomes a client of it', async ({ workbench }) => {
    await paste(
      workbench,
      requestTo('https://identity.apaleo.com/Account/Login', {
        ReturnUrl: `/connect/authorize/callback?${requestTo('x').slice(2)}`,
        client_id: '',
      }),
    );
    await saveAsClient(workbench);
    await expectClientPage(workbench);
    await expect(field(workbench, 'Provider')).toHaveValue('apaleo-store-app');
    await expect(field(workbench, 'Environment')).toHaveValue('Production');
    await expect(field(workbench, 'Token endpoint')).toHaveValue(
      'https://identity.apaleo.com/connect/token',
    );
    await expect(notice(workbench)).toContainText('No request holds the secret');
    await expect(notice(workbench)).not.toContainText('token endpoint');
  });

  test('leaves the half-typed form of a new client as it is', async ({ workbench }) => {
    const redirectUri = await openNewClient(workbench);
    await fillClient(workbench, { label: 'Half typed', clientId: 'half' });
    await paste(workbench, requestTo('https://auth.example.com/authorize'));
    await saveAsClient(workbench);
    await expectClientPage(workbench);
    expect(await openNewClient(workbench)).toBe(redirectUri);
    await expect(field(workbench, 'Label')).toHaveValue('Half typed');
    await expect(field(workbench, 'Client ID')).toHaveValue('half');
  });

  test('that is hostile stays text', async ({ workbench }) => {
    const hostile = '"><img src=x onerror=alert(1)>';
    await paste(
      workbench,
      requestTo('https://auth.example.com/authorize', {
        client_id: hostile,
        redirect_uri: 'javascript:alert(1)',
        scope: hostile,
        [hostile]: hostile,
      }),
    );
    await saveAsClient(workbench);
    await expectClientPage(workbench);
    await expect(field(workbench, 'Client ID')).toHaveValue(hostile);
    await expect(workbench.locator('main img')).toHaveCount(0);
    await workbench.getByRole('button', { name: 'Save client' }).click();
    await expect(workbench.getByText(/fields need correction/)).toBeVisible();
  });
});

/** The popup, opened in the background: the tab in front of it is that of the page, as with the toolbar's popup. */
async function openPopupOver(context: BrowserContext, address: string) {
  const page = await context.newPage();
  await page.goto(address);
  const popup = await openPopupPage(context);
  await page.bringToFront();
  await popup.reload();
  return { page, popup };
}

function card(popup: Page) {
  return popup.getByRole('region', { name: 'Authorization request' });
}

test.describe('the popup over an authorization page', () => {
  const signInPage = (server: ScriptedServer) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    return requestTo(`${server.issuer}/authorize`);
  };

  test('makes a client of what the page asks for', async ({ context, server }) => {
    const address = signInPage(server);
    const { popup } = await openPopupOver(context, address);
    await expect(card(popup)).toContainText(`${server.host} · booking-widget`);
    await popup.bringToFront();
    await checkPopup(popup, 'the popup over an authorization page');
    const opened = context.waitForEvent('page');
    await saveAsClient(popup);
    const workbench = await opened;
    await expectClientPage(workbench);
    await expect(field(workbench, 'Authorization endpoint')).toHaveValue(
      `${server.issuer}/authorize`,
    );
    await expect(field(workbench, 'Redirect URIs')).toHaveValue(APP_CALLBACK);
    await expect(notice(workbench)).toContainText('Made from an authorization request.');

    await test.step('the request is gone from memory, and was in no address', async () => {
      const stored = JSON.stringify(await readStorage(workbench));
      for (const value of ONE_TIME) expect(stored).not.toContain(value);
      // about:blank or nothing is before it: its own entry was replaced.
      expect(await workbench.evaluate('history.length')).toBe(1);
    });

    await test.step('pressed again, it goes to the same client', async () => {
      const again = context.waitForEvent('page');
      await saveAsClient(popup);
      const second = await again;
      await expectClientPage(second);
      expect(second.url()).toBe(workbench.url());
      await expect(notice(second)).toContainText('was stored already');
    });
  });

  test('shows nothing over any other page', async ({ context, server }) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    const { popup } = await openPopupOver(context, `${server.issuer}/authorize`);
    await expect(popup.getByRole('searchbox', { name: 'Search clients' })).toBeVisible();
    await expect(card(popup)).toHaveCount(0);
  });

  test('sees no address without a permission for it', async ({ context, server }) => {
    const { port } = new URL(signInPage(server));
    const elsewhere = `http://app.localhost:${port}/authorize`;
    const { page, popup } = await openPopupOver(context, requestTo(elsewhere));
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(popup.getByRole('searchbox', { name: 'Search clients' })).toBeVisible();
    await expect(card(popup)).toHaveCount(0);
  });
});

test('the address of that page alone makes nothing', async ({ context }) => {
  const page = await openPage(context, 'options.html#/clients/new/from-request');
  await expect(page.getByText('There is no authorization request to save')).toBeVisible();
  await page.getByRole('link', { name: 'Inspect' }).last().click();
  await expect(page.getByRole('textbox', { name: 'Paste anything' })).toBeVisible();
});

test('a client that was made from a request runs, once its issuer is known', async ({
  workbench,
  startDemo,
}) => {
  const redirectUri = await openNewClient(workbench);
  const demo = await startDemo([redirectUri]);
  const endpoint = `${demo.issuer}/authorize`;
  await paste(
    workbench,
    requestTo(endpoint, { client_id: 'demo-public', redirect_uri: redirectUri }),
  );
  await saveAsClient(workbench);
  await expectClientPage(workbench);
  await expect(workbench.getByRole('radio', { name: 'Extension redirect' })).toBeChecked();
  await fillClient(workbench, { issuer: demo.issuer });
  await workbench.getByRole('button', { name: 'Discover' }).click();
  await expect(workbench.getByText('The endpoints were found')).toBeVisible();
  await expect(field(workbench, 'Authorization endpoint')).toHaveValue(endpoint);
  const window = await openSignIn(workbench, () => runFlow(workbench));
  await signIn(window, 'Ada Lindqvist');
  await expect(runStatus(workbench)).toHaveText('Done');
});
