import type { Page } from '@playwright/test';
import { saveAurora } from './support/aurora.ts';
import { redirectByGet, responseUrl } from './support/authorize-answers.ts';
import { capturing, CODE, expectDone, expectNoRules, openSignInTab } from './support/capture.ts';
import { fillClient, registerClient } from './support/client-form.ts';
import { expect } from './support/extension.ts';
import { findings, openSignIn, runFlow, runStatus, signIn, tokenRegion } from './support/run.ts';
import { page as htmlPage } from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const VARIANTS = {
  'Sign in again': ['prompt', 'login'],
  'Other account': ['prompt', 'select_account'],
  'Fresh sign-in': ['max_age', '0'],
  'Silent check': ['prompt', 'none'],
} as const;

/** The button of a variant. It names what is sent as well. */
function variant(page: Page, name: keyof typeof VARIANTS) {
  return page.getByRole('button', { name: `${name} ${VARIANTS[name].join('=')}` });
}

/** What a silent check has found. */
function silentFinding(page: Page) {
  return findings(page).filter({ hasText: 'Silent check: ' });
}

test('each is one click beside Run, on the client and on a run, and only for that run', async ({
  workbench,
  server,
}) => {
  await registerClient(workbench, {
    label: 'The app',
    issuer: server.issuer,
    clientId: 'the-app',
    parameters: { prompt: 'consent' },
  });
  const client = workbench.url();
  for (const name of Object.keys(VARIANTS) as (keyof typeof VARIANTS)[]) {
    const [parameter, value] = VARIANTS[name];
    for (const place of [client, 'the run']) {
      await test.step(`${name}, from ${place}`, async () => {
        if (place === client) await workbench.goto(client);
        const before = server.requestsTo('token').length;
        await variant(workbench, name).click();
        await expect.poll(() => server.requestsTo('token').length).toBe(before + 1);
        await expect(runStatus(workbench)).toHaveText('Done');
        const sent = server.requestsTo('authorize').at(-1)?.query;
        expect(sent?.getAll(parameter)).toEqual([value]);
        expect(sent?.getAll('prompt')).toEqual([parameter === 'prompt' ? value : 'consent']);
      });
    }
  }
  const before = server.requestsTo('token').length;
  await workbench.getByRole('button', { name: 'Run again' }).click();
  await expect.poll(() => server.requestsTo('token').length).toBe(before + 1);
  expect(server.requestsTo('authorize').at(-1)?.query.getAll('prompt')).toEqual(['consent']);
});

test('another user signs in, and the silent check tells of session and consent until they sign out', async ({
  workbench,
  startDemo,
}) => {
  await saveAurora(workbench, startDemo, 'openid profile');
  const client = workbench.url();

  await test.step('nobody is signed in', async () => {
    await variant(workbench, 'Silent check').click();
    await expect(runStatus(workbench)).toHaveText(/^Failed: login_required/);
    await expect(silentFinding(workbench)).toContainText('Silent check: no session');
  });

  await test.step('somebody is, and has agreed', async () => {
    await workbench.goto(client);
    await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Tomás Rivera');
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(tokenRegion(workbench, 'ID token')).toContainText('Tomás Rivera');
    await expect(silentFinding(workbench)).toHaveCount(0);
    await variant(workbench, 'Silent check').click();
    await expect(silentFinding(workbench)).toContainText(
      'Silent check: a session and a consent exist',
    );
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  await test.step('they have not agreed to more', async () => {
    await workbench.goto(client);
    await fillClient(workbench, { scopes: 'openid profile reservations.read' });
    await variant(workbench, 'Silent check').click();
    await expect(runStatus(workbench)).toHaveText(/^Failed: consent_required/);
    await expect(silentFinding(workbench)).toContainText(
      'Silent check: a session exists, the consent is missing',
    );
  });

  await test.step('another one takes their place', async () => {
    const window = await openSignIn(workbench, () => variant(workbench, 'Other account').click());
    await window.getByRole('link', { name: 'Use another account' }).click();
    await signIn(window, 'Ada Lindqvist');
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(tokenRegion(workbench, 'ID token')).toContainText('Ada Lindqvist');
  });

  await test.step('who signs out at the provider has no session any more', async () => {
    const page = await openSignIn(workbench, () =>
      workbench.getByRole('link', { name: 'Log out' }).click(),
    );
    expect(new URL(page.url()).searchParams.has('id_token_hint')).toBe(false);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out');
    await page.close();
    await variant(workbench, 'Silent check').click();
    await expect(runStatus(workbench)).toHaveText(/^Failed: login_required/);
    await expect(silentFinding(workbench)).toContainText('Silent check: no session');
  });
});

test('no sign-out is offered where none is announced', async ({ workbench, server }) => {
  await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(variant(workbench, 'Sign in again')).toBeVisible();
  await expect(workbench.getByRole('link', { name: 'Log out' })).toHaveCount(0);
});

test('a server that shows a page though none is asked for is named', async ({
  workbench,
  server,
}) => {
  server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
  await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
  await variant(workbench, 'Silent check').click();
  await expect(runStatus(workbench)).toHaveText(
    'Failed: the server has a page to show, though prompt=none asks for none',
  );
});

test('a silent check with the redirect URI of an app goes on behind the workbench', async ({
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  server.answers.authorize = (request) => redirectByGet(responseUrl(request, { code: CODE }));
  await registerClient(workbench, capturing(server, app.redirectUri));
  await workbench.bringToFront();
  const tab = await openSignInTab(workbench, server, () =>
    variant(workbench, 'Silent check').click(),
  );
  await expectDone(workbench, tab);
  expect(await workbench.evaluate('chrome.tabs.getCurrent().then(({ active }) => active)')).toBe(
    true,
  );
  await expect(silentFinding(workbench)).toContainText(
    'Silent check: a session and a consent exist',
  );
  expect(app.requests).toEqual([]);
  await expectNoRules(workbench);
});
