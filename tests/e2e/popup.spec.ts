import type { Page } from '@playwright/test';
import { fillClient, openNewClient, registerClient, saveClient } from './support/client-form.ts';
import { expect } from './support/extension.ts';
import { openSignIn, rowsOf, runStatus, signIn } from './support/run.ts';
import { page as htmlPage } from './support/scripted-server.ts';
import { test } from './support/servers.ts';
import { SIGNED_JWT } from './support/tokens.ts';

test.use({ sharesBrowser: true });

function clientNames(popup: Page) {
  return popup.getByRole('list', { name: 'Clients' }).getByRole('listitem');
}

test.describe('the popup', () => {
  test('says what to do while there is nothing', async ({ openPopup }) => {
    const popup = await openPopup();
    await expect(runStatus(popup)).toHaveText('No run yet');
    await expect(popup.getByRole('link', { name: 'Add the first one' })).toBeVisible();
    const opened = popup.context().waitForEvent('page');
    await popup.getByRole('link', { name: 'Open workbench' }).click();
    const workbench = await opened;
    await expect(workbench.getByRole('navigation', { name: 'Workbench' })).toBeVisible();
  });

  test('runs the demo client and shows what came of it', async ({
    workbench,
    startDemo,
    openPopup,
  }) => {
    const demo = await startDemo([await openNewClient(workbench)]);
    await fillClient(workbench, {
      label: 'Aurora',
      environment: 'Local',
      issuer: demo.issuer,
      clientId: 'demo-public',
      scopes: 'openid reservations.read folios.manage',
    });
    await saveClient(workbench);
    const popup = await openPopup();
    await expect(clientNames(popup)).toHaveText([/Aurora.*Generic OpenID Connect · Local/]);
    const window = await openSignIn(popup, () =>
      popup.getByRole('button', { name: 'Run Aurora' }).click(),
    );
    await expect(runStatus(popup)).toHaveText('Waiting for sign-in and consent');
    await signIn(window, 'Tomás Rivera');
    await expect(runStatus(popup)).toHaveText('Done');
    await expect(popup.getByRole('list', { name: 'Scopes' }).getByRole('listitem')).toHaveText([
      'openid',
      'reservations.read',
      'not granted: folios.manage',
    ]);
    await expect(popup.getByText('1 scope asked for was not granted')).toBeVisible();
    await expect(popup.getByText(/^5\d:\d\d left$/)).toBeVisible();
    await expect(popup.getByRole('button', { name: /^Copy (?:access )?token$/ })).toBeVisible();

    await test.step('the workbench shows the same run', async () => {
      const opened = popup.context().waitForEvent('page');
      await popup.getByRole('link', { name: 'Details' }).click();
      const run = await opened;
      await expect(runStatus(run)).toHaveText('Done');
      await expect(run.getByRole('heading', { name: 'Aurora' })).toBeVisible();
    });

    await test.step('it is still there when the popup is opened again', async () => {
      await popup.close();
      const again = await openPopup();
      await expect(runStatus(again)).toHaveText('Done');
      await expect(again.getByText('folios.manage')).toBeVisible();
    });
  });

  test('is used from the keyboard alone', async ({ workbench, server, openPopup }) => {
    for (const [label, clientId] of [
      ['Alpha', 'a'],
      ['Beta one', 'b1'],
      ['Beta two', 'b2'],
    ] as const) {
      await registerClient(workbench, { label, issuer: server.issuer, clientId });
    }
    const lastClient = () => server.requestsTo('authorize').at(-1)?.query.get('client_id');

    const popup = await openPopup();
    await expect(popup.getByRole('searchbox', { name: 'Search clients' })).toBeFocused();
    await expect(clientNames(popup)).toHaveCount(3);
    await popup.keyboard.type('beta');
    await expect(clientNames(popup)).toHaveText([/Beta one/, /Beta two/]);
    await popup.keyboard.press('Enter');
    await expect(runStatus(popup)).toHaveText('Done');
    expect(lastClient()).toBe('b1');

    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('Enter');
    await expect.poll(lastClient).toBe('b2');
    await expect(runStatus(popup)).toHaveText('Done');

    const focused = popup.locator(':focus');
    const reached: string[] = [];
    for (let presses = 0; presses < 12; presses += 1) {
      await popup.keyboard.press('Tab');
      if ((await focused.count()) === 0) continue;
      const name =
        (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '';
      reached.push(name.trim());
    }
    expect(reached).toEqual(
      expect.arrayContaining([
        'Run Beta one',
        'Run Beta two',
        expect.stringMatching(/^Copy (?:access )?token$/),
        'Details',
        'Paste a token',
        'Open workbench',
      ]),
    );
  });

  test('searches, and says when nothing matches', async ({ workbench, openPopup }) => {
    for (const [label, environment, issuer] of [
      ['Shop', 'Staging', 'https://login.example.com'],
      ['Shop', 'Production', 'https://auth.example.org'],
      ['Ledger', 'Production', 'https://auth.example.org'],
    ] as const) {
      await registerClient(workbench, { label, environment, issuer, clientId: 'abc' });
    }
    const popup = await openPopup();
    const search = popup.getByRole('searchbox', { name: 'Search clients' });
    const found = {
      'shop staging': [/Shop.*Staging/],
      LEDGER: [/Ledger/],
      'login.example.com': [/Shop.*Staging/],
      production: [/Shop.*Production/, /Ledger/],
    };
    for (const [query, clients] of Object.entries(found)) {
      await search.fill(query);
      await expect(clientNames(popup)).toHaveText(clients);
    }
    await search.fill('<nothing>');
    await expect(popup.getByText('No client matches.')).toBeVisible();
    await search.press('Enter');
    await expect(runStatus(popup)).toHaveText('No run yet');
  });

  test('cancels a run', async ({ workbench, server, openPopup }) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    const popup = await openPopup();
    const window = await openSignIn(popup, () =>
      popup.getByRole('button', { name: 'Run Shop' }).click(),
    );
    const closed = window.waitForEvent('close');
    await popup.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(popup)).toHaveText('Cancelled');
    await closed;
  });

  test('shows a failure with its cause and remedy', async ({ workbench, server, openPopup }) => {
    server.answers.token = () => ({ status: 401 });
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Run Shop' }).click();
    await expect(runStatus(popup)).toHaveText(
      'Failed: the token endpoint answered HTTP 401 with an empty body',
    );
    await expect(popup.getByText(/Client authentication failed: compare/)).toBeVisible();
  });

  test('shows at once what the workbench runs', async ({ workbench, server, openPopup }) => {
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    const popup = await openPopup();
    await expect(runStatus(popup)).toHaveText('No run yet');
    await workbench.getByRole('button', { name: 'Run flow' }).click();
    await expect(runStatus(popup)).toHaveText('Done');
  });

  test('decodes a token that is pasted', async ({ openPopup }) => {
    const popup = await openPopup();
    const paste = popup.getByRole('textbox', { name: 'Paste a token' });
    await paste.fill(SIGNED_JWT);
    const claims = popup
      .getByRole('region', { name: 'Token' })
      .getByRole('table', { name: 'Claims' });
    expect(await rowsOf(claims)).toContainEqual(expect.arrayContaining(['sub', 'user-1']));
    await paste.fill('Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA');
    await expect(popup.getByText('This token is opaque')).toBeVisible();
    await paste.fill('two words');
    await expect(popup.getByText(/^Nothing recognised/)).toBeVisible();
    await paste.fill('');
    await expect(popup.getByText(/^Nothing recognised/)).toHaveCount(0);
  });
});
