import type { Page } from '@playwright/test';
import { registerClient } from './support/client-form.ts';
import { pressKeys } from './support/display.ts';
import { expect, readStorage } from './support/extension.ts';
import { answerPermissionPrompt, waitForPermissionPrompt } from './support/permission-prompt.ts';
import { test } from './support/real-window.ts';
import { runFlow, runStatus } from './support/run.ts';
import { page as html } from './support/scripted-server.ts';
import { openToolbarPopup } from './support/toolbar-popup.ts';

test.use({ build: 'production' });

const ASKED = ['Read and change your data on 127.0.0.1'];

async function grantedOrigins(page: Page): Promise<unknown> {
  return page.evaluate('chrome.permissions.getAll().then(({ origins }) => origins)');
}

async function sessionRules(page: Page): Promise<unknown> {
  return page.evaluate('chrome.declarativeNetRequest.getSessionRules()');
}

async function storedClients(page: Page): Promise<unknown> {
  return ((await readStorage(page)).local as Record<string, unknown>)['clients'];
}

test.describe('the permission prompt', () => {
  test('comes at the first Run, and the run begins when access is allowed', async ({
    realWindow,
    workbench,
    server,
  }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    expect(await waitForPermissionPrompt(realWindow)).toEqual(ASKED);
    expect(server.requests).toEqual([]);
    await answerPermissionPrompt(realWindow, 'allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(await grantedOrigins(workbench)).toEqual(['http://127.0.0.1/*']);
  });

  test('can be denied, and asks again', async ({ realWindow, workbench, server }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const before = await storedClients(workbench);
    await runFlow(workbench);
    await answerPermissionPrompt(realWindow, 'deny');
    await expect(runStatus(workbench)).toHaveText(
      `Failed: no permission yet to reach http://${server.host}`,
    );
    expect(await grantedOrigins(workbench)).toEqual([]);
    expect(await storedClients(workbench)).toEqual(before);
    expect(server.requests).toEqual([]);

    await workbench
      .getByRole('button', { name: `Allow access to http://${server.host}`, exact: true })
      .click();
    await answerPermissionPrompt(realWindow, 'allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(
      1,
    );
  });
});

test.describe('the permission prompt of a run that captures its callback', () => {
  test('names the origin of the redirect URI too; denied, nothing is captured; allowed, the app sees nothing', async ({
    realWindow,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp({ host: 'localhost' });
    await registerClient(workbench, {
      issuer: server.issuer,
      clientId: 'abc',
      redirectMode: 'Capture the registered redirect URI',
      redirectUris: app.redirectUri,
    });
    await runFlow(workbench);
    expect(await waitForPermissionPrompt(realWindow)).toEqual([
      'Read and change your data on 127.0.0.1 and localhost',
    ]);
    await answerPermissionPrompt(realWindow, 'deny');
    const both = `http://${server.host} and ${app.origin}`;
    await expect(runStatus(workbench)).toHaveText(`Failed: no permission yet to reach ${both}`);
    expect(await sessionRules(workbench)).toEqual([]);
    expect(server.requests).toEqual([]);

    await workbench.getByRole('button', { name: `Allow access to ${both}`, exact: true }).click();
    await answerPermissionPrompt(realWindow, 'allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(await grantedOrigins(workbench)).toEqual(['http://127.0.0.1/*', 'http://localhost/*']);
    expect(app.requests).toEqual([]);
    expect(await sessionRules(workbench)).toEqual([]);
  });
});

test.describe('the toolbar popup', () => {
  test('opens at its shortcut, as wide as it is drawn, and closes at Escape', async ({
    display,
    realWindow,
    context,
    workbench,
    server,
  }) => {
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    await registerClient(workbench, { label: 'Ledger', issuer: server.issuer, clientId: 'def' });
    const site = await context.newPage();
    await site.goto(`${server.issuer}/somewhere`);
    const popup = await openToolbarPopup(realWindow, site);
    await expect(popup.getByRole('list', { name: 'Clients' }).getByRole('listitem')).toHaveText([
      /Shop/,
      /Ledger/,
    ]);
    await expect.poll(() => popup.evaluate('document.documentElement.clientWidth')).toBe(380);

    await pressKeys(display, 'l', 'e', 'd');
    await expect(popup.getByRole('searchbox', { name: 'Search clients' })).toHaveValue('led');
    await expect(popup.getByRole('list', { name: 'Clients' }).getByRole('listitem')).toHaveText([
      /Ledger/,
    ]);
    const closed = popup.waitForEvent('close');
    // The first one empties the search.
    await pressKeys(display, 'Escape', 'Escape');
    await closed;
  });

  test('is closed by the prompt, and the run that it started goes on', async ({
    display,
    realWindow,
    context,
    workbench,
    server,
  }) => {
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    const site = await context.newPage();
    await site.goto(`${server.issuer}/somewhere`);
    const popup = await openToolbarPopup(realWindow, site);
    await expect(popup.getByRole('button', { name: 'Run Shop' })).toBeVisible();
    const closed = popup.waitForEvent('close');
    // A click of Playwright's would not end well where the page closes at it.
    await pressKeys(display, 'Return');
    expect(await waitForPermissionPrompt(realWindow)).toEqual(ASKED);
    await closed;
    await answerPermissionPrompt(realWindow, 'allow');
    const again = await openToolbarPopup(realWindow, site);
    await expect(runStatus(again)).toHaveText('Done');
  });

  test('sees the authorization page under it, and no other, and saves its client', async ({
    display,
    realWindow,
    context,
    server,
  }) => {
    server.answers.authorize = () => html('<h1>Sign in</h1>');
    const site = await context.newPage();
    await site.goto(`${server.issuer}/somewhere`);
    const before = await openToolbarPopup(realWindow, site);
    await expect(before.getByText('No client yet.')).toBeVisible();
    await expect(before.getByRole('region', { name: 'Authorization request' })).toBeHidden();
    const closed = before.waitForEvent('close');
    await pressKeys(display, 'Escape');
    await closed;

    const request = new URL(`${server.issuer}/authorize`);
    request.search = String(
      new URLSearchParams({
        response_type: 'code',
        client_id: 'the-app',
        redirect_uri: 'https://app.example/callback',
        scope: 'openid profile',
      }),
    );
    await site.goto(request.href);
    const popup = await openToolbarPopup(realWindow, site);
    const card = popup.getByRole('region', { name: 'Authorization request' });
    await expect(card).toContainText(`${server.host} · the-app`);
    expect(await grantedOrigins(popup)).toEqual([]);
    await card.getByRole('button', { name: 'Save as client' }).focus();
    const opened = context.waitForEvent('page');
    await pressKeys(display, 'Return');
    const workbench = await opened;
    await expect(workbench.getByLabel('Client ID', { exact: true })).toHaveValue('the-app');
    await expect(workbench.getByLabel('Redirect URIs', { exact: true })).toHaveValue(
      'https://app.example/callback',
    );
  });
});
