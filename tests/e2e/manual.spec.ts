import type { Page } from '@playwright/test';
import {
  allow,
  askFirst,
  capturing,
  CODE,
  expectNoRules,
  runToConsent,
  sentState,
  captureRules,
} from './support/capture.ts';
import {
  type ClientFields,
  field,
  fillClient,
  openNewClient,
  registerClient,
} from './support/client-form.ts';
import { expect } from './support/extension.ts';
import { allowBeforehand } from './support/host-access.ts';
import { openSignIn, runFlow, runStatus, signIn, tokenRegion } from './support/run.ts';
import type { ScriptedServer } from './support/scripted-server.ts';
import { test } from './support/servers.ts';
import { stopWorker } from './support/worker.ts';

test.use({ sharesBrowser: true });

const MANUAL = { redirectMode: 'Paste the callback URL' } as const satisfies ClientFields;

/** Registers a client whose callback is pasted, and runs it until it waits for that. */
async function runManually(
  workbench: Page,
  server: Pick<ScriptedServer, 'issuer'>,
  redirectUri: string,
  fields: ClientFields = {},
): Promise<void> {
  await registerClient(workbench, { ...capturing(server, redirectUri), ...MANUAL, ...fields });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
}

/** Opens the sign-in page of the run that waits. */
async function openSignInPage(workbench: Page): Promise<Page> {
  return openSignIn(workbench, () =>
    workbench.getByRole('link', { name: 'Open the sign-in page' }).click(),
  );
}

/** Pastes a callback into the run that waits. */
async function paste(page: Page, text: string): Promise<void> {
  await field(page, 'Callback URL').fill(text);
  await page.getByRole('button', { name: 'Use callback URL' }).click();
}

test('the callback that an app got is pasted, and nothing is captured', async ({
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  await runManually(workbench, server, app.redirectUri);
  expect(await captureRules(workbench)).toEqual([]);
  const tab = await openSignInPage(workbench);
  await allow(tab);
  await expect(tab.getByRole('heading')).toHaveText('Signed in at the app');
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  await field(workbench, 'Callback URL').fill(tab.url());
  await field(workbench, 'Callback URL').press('Enter');
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(app.requestsTo('/callback')).toHaveLength(1);
  expect(server.requestsTo('token').map(({ form }) => form.get('redirect_uri'))).toEqual([
    app.redirectUri,
  ]);
  await expect(field(workbench, 'Callback URL')).toHaveCount(0);
});

test('what is not the callback of the run is refused in words, and the run waits on', async ({
  workbench,
  server,
}) => {
  askFirst(server);
  await runManually(workbench, server, 'https://app.example.com/callback');
  const tab = await openSignInPage(workbench);
  await expect(tab.getByRole('button', { name: 'Allow' })).toBeVisible();
  const state = sentState(server);
  const callback = field(workbench, 'Callback URL');
  await expect(workbench.getByRole('button', { name: 'Use callback URL' })).toBeDisabled();
  const refused = {
    'some words': 'This is not a URL. Copy the whole address, from its scheme to its end.',
    [tab.url()]: 'This is the address of the sign-in, not of the callback.',
    'https://app.example.com/home': 'This address carries neither a code nor an error.',
    'https://app.example.com/callback?code=some-code&state=another': `This is the callback of another sign-in: it carries the state “another”, this run sent “${state}”.`,
  };
  for (const [text, words] of Object.entries(refused)) {
    await paste(workbench, text);
    await expect(callback).toHaveAccessibleDescription(new RegExp(RegExp.escape(words)));
    await expect(callback).toHaveAttribute('aria-invalid', 'true');
  }
  expect(server.requestsTo('token')).toEqual([]);
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  await paste(workbench, `?code=${CODE}&state=${state}`);
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(server.requestsTo('token').map(({ form }) => form.get('code'))).toEqual([CODE]);
});

test('a callback with an error or at another address ends the run in words', async ({
  workbench,
  server,
}) => {
  await runManually(workbench, server, 'https://app.example.com/callback');
  await paste(workbench, 'error=access_denied&error_description=They+said+no');
  await expect(runStatus(workbench)).toHaveText(
    'Failed: access_denied: They said no (and no state came back)',
  );
  await workbench.getByRole('button', { name: 'Run again' }).click();
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  await paste(workbench, `https://evil.example.com/callback?code=${CODE}`);
  await expect(runStatus(workbench)).toHaveText(
    'Failed: the answer came to https://evil.example.com/callback, not to https://app.example.com/callback',
  );
  expect(server.requestsTo('token')).toEqual([]);
});

test.describe('a redirect URI of a native app', () => {
  const NATIVE = 'myapp://callback';

  test('cannot be captured: the form says so, and so does the run, before anything is sent', async ({
    workbench,
    server,
  }) => {
    const words =
      'The browser opens myapp: in an app, and shows no extension what is sent there. Choose “Paste the callback URL”.';
    await openNewClient(workbench);
    await fillClient(workbench, capturing(server, NATIVE));
    const modes = workbench.getByRole('radiogroup', { name: 'Redirect mode' });
    await expect(modes).toHaveAccessibleDescription(words);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: what comes to ${NATIVE} cannot be captured`,
    );
    await expect(workbench.getByText(words)).toBeVisible();
    expect(server.requests).toEqual([]);
    await workbench.getByRole('link', { name: /^Edit the client/ }).click();
    await fillClient(workbench, MANUAL);
    await expect(modes).not.toHaveAccessibleDescription(words);
  });

  test('runs by hand to its tokens', async ({ workbench, startDemo }) => {
    const demo = await startDemo([NATIVE]);
    await runManually(workbench, demo, NATIVE, {
      clientId: 'demo-native',
      scopes: 'openid profile reservations.read',
    });
    const tab = await openSignInPage(workbench);
    // The address bar shows it nowhere: what would open the app is in the last answer of the server.
    const answer = tab.waitForResponse((response) =>
      (response.headers()['location'] ?? '').startsWith(NATIVE),
    );
    await signIn(tab, 'Tomás Rivera');
    await paste(workbench, (await answer).headers()['location'] ?? '');
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(
      tokenRegion(workbench, 'ID token').getByText('Genuine', { exact: true }),
    ).toBeVisible();
  });
});

test('the callback is pasted though it would be captured', async ({
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  await runToConsent(workbench, server, app.redirectUri);
  await workbench.bringToFront();
  await workbench.getByText('Paste the callback URL instead').click();
  await paste(workbench, `${app.redirectUri}?code=${CODE}&state=${sentState(server)}`);
  await expect(runStatus(workbench)).toHaveText('Done');
  await expectNoRules(workbench);
  expect(server.requestsTo('token')).toHaveLength(1);
});

test('a run that waits outlives the worker, takes no second one, and ends after its time', async ({
  context,
  workbench,
  server,
  openPopup,
}) => {
  await runManually(workbench, server, 'https://app.example.com/callback');
  await stopWorker(context, workbench);
  await workbench.reload();
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  const popup = await openPopup();
  await expect(
    popup.getByRole('link', { name: 'Paste the callback in the workbench' }),
  ).toBeVisible();
  await popup.getByRole('button', { name: 'Run The app' }).click();
  await expect(popup.getByRole('alert')).toHaveText(
    '“The app” is running (waiting for sign-in and consent). One run at a time: finish or cancel it first.',
  );
  await popup.close();
  // The alarm of half an hour, now.
  await workbench.evaluate("chrome.alarms.create('sign-in-expiry', { when: Date.now() })");
  await expect(runStatus(workbench)).toHaveText('Failed: no callback came within 30 minutes');
  await expect(field(workbench, 'Callback URL')).toHaveCount(0);
});

test.describe('without access to the redirect URI', () => {
  test.use({ build: 'production' });

  test('a run that cannot capture goes on by hand', async ({ context, workbench, server }) => {
    await allowBeforehand(context, server.issuer);
    await runManually(workbench, server, 'https://app.invalid/callback');
    await workbench.getByRole('button', { name: 'Cancel run' }).click();
    await workbench.getByRole('link', { name: 'Open client' }).click();
    await fillClient(workbench, { redirectMode: 'Capture the registered redirect URI' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Failed: no permission yet to reach app.invalid');
    const run = workbench.url();
    await workbench.getByRole('button', { name: 'Paste the callback URL instead' }).click();
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await paste(workbench, `https://app.invalid/callback?error=access_denied`);
    await expect(runStatus(workbench)).toHaveText('Failed: access_denied (and no state came back)');
    expect(workbench.url()).toBe(run);
  });
});
