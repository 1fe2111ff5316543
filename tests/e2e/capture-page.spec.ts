import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  allow,
  askFirst,
  CODE,
  expectDone,
  historyOf,
  openTab,
  runCapturing,
  runToConsent,
  sentState,
} from './support/capture.ts';
import { EXTENSION_ORIGIN, expect, openWorkbench } from './support/extension.ts';
import { test } from './support/profile.ts';
import { runStatus } from './support/run.ts';
import { recordAddresses } from './support/traces.ts';

test.use({ sharesBrowser: true });

/** Where a rule leads to, at the address of the page for this start of the browser. */
const OF_CAPTURE = /^chrome-extension:\/\/[\w-]+\/capture\.html/;
const PAGE = `${EXTENSION_ORIGIN}/capture.html`;

test('shows nothing and calls nothing where no run waits', async ({
  context,
  workbench,
  server,
}) => {
  const requested = recordAddresses(context);
  const page = await openTab(context, `${PAGE}?${server.issuer}/callback?code=${CODE}&state=some`);
  await expect(page).toHaveURL(PAGE);
  await expect(page.locator('body')).toBeEmpty();
  expect(await historyOf(page)).toEqual([expect.anything(), PAGE]);
  expect(server.requests).toEqual([]);
  expect([...requested].filter((url) => !url.startsWith(EXTENSION_ORIGIN) && url !== '')).toEqual(
    [],
  );
  await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(workbench.getByText('No run yet')).toBeVisible();
});

test('takes nothing that is not the callback of the run that waits', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  const tab = await runToConsent(workbench, server, app.redirectUri);
  const state = sentState(server);
  const forged = [
    '',
    '?no-url',
    `?${app.redirectUri}?code=forged`,
    `?${app.redirectUri}?code=forged&state=another`,
    `?${app.redirectUri}?error=access_denied`,
    // With the state of the run, which no site knows, but from elsewhere.
    `?https://app.example.com/callback?code=forged&state=${state}`,
    `?${app.redirectUri}/other?code=forged&state=${state}`,
    `#${app.redirectUri}?code=forged&state=another`,
  ];
  for (const address of forged) {
    const page = await openTab(context, PAGE + address);
    await expect(page).toHaveURL(PAGE);
    await expect(page.locator('body')).toBeEmpty();
    await page.close();
  }
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  expect(server.requestsTo('token')).toEqual([]);
  await allow(tab);
  await expectDone(workbench, tab);
  expect(server.requestsTo('token').map(({ form }) => form.get('code'))).toEqual([CODE]);
});

test('does nothing for a site that opens it, and cannot be framed', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  await runToConsent(workbench, server, app.redirectUri);
  const forged = `${PAGE}?${app.redirectUri}?code=forged&state=guess`;
  const site = await openTab(context, app.origin);

  await test.step('in a window', async () => {
    const opened = context.waitForEvent('page');
    await site.evaluate((url) => void window.open(url), forged);
    const popup = await opened;
    await expect(popup).toHaveURL(PAGE);
    await expect(popup.locator('body')).toBeEmpty();
    await popup.close();
  });

  await test.step('in a frame, even with the state of the run', async () => {
    await site.evaluate(
      (url) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.addEventListener('load', resolve);
          frame.src = url;
          document.body.append(frame);
        }),
      `${PAGE}?${app.redirectUri}?code=forged&state=${sentState(server)}`,
    );
    expect(site.frames().filter((frame) => frame.url().startsWith(EXTENSION_ORIGIN))).toEqual([]);
  });

  await test.step('in its own tab', async () => {
    await site.evaluate((url) => location.assign(url), forged);
    await expect(site).toHaveURL(PAGE);
    await expect(site.locator('body')).toBeEmpty();
  });

  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  expect(server.requestsTo('token')).toEqual([]);
});

test('leaves no code in the address, the history or the way back', async ({
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  const tab = await runCapturing(workbench, server, app.redirectUri);
  await allow(tab);
  await expectDone(workbench, tab);
  const entries = await historyOf(tab);
  expect(entries.at(-1)).toBe(workbench.url());
  expect(entries.join(' ')).not.toContain(CODE);
  expect(entries.join(' ')).not.toContain(app.redirectUri + '?');
  await tab.goBack();
  await expect(tab.getByRole('button', { name: 'Allow' })).toBeVisible();
  expect(await historyOf(tab)).toEqual(entries);
  await tab.goForward();
  await expect(runStatus(tab)).toHaveText('Done');
  expect(app.requests).toEqual([]);
  expect(server.requestsTo('token')).toHaveLength(1);
});

test('asks nobody but the endpoints of the run', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  const requested = recordAddresses(context);
  askFirst(server);
  const tab = await runCapturing(workbench, server, app.redirectUri, { scopes: 'openid' });
  await allow(tab);
  await expectDone(workbench, tab);
  // Browsers ask for the icon by themselves.
  const asked = server.requests.filter(({ path }) => path !== '/favicon.ico');
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /.well-known/openid-configuration',
    'GET /authorize',
    'POST /authorize',
    'POST /token',
    'GET /jwks',
  ]);
  expect(app.requests).toEqual([]);
  const known = ['about:blank', EXTENSION_ORIGIN, server.issuer, app.redirectUri];
  const others = [...requested].filter(
    (url) => url !== '' && !OF_CAPTURE.test(url) && !known.some((start) => url.startsWith(start)),
  );
  expect(others).toEqual([]);
});

test('leaves no code in the history that the browser shows', async ({
  openProfile,
  profile,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  const context = await openProfile();
  const workbench = await openWorkbench(context);
  const tab = await runCapturing(workbench, server, app.redirectUri);
  await allow(tab);
  await expectDone(workbench, tab);
  await context.close();
  const shown = shownHistory(profile);
  expect(shown).toContain(workbench.url());
  expect(shown.join(' ')).not.toContain(CODE);
});

/** What the page chrome://history lists: of every chain of redirects, where it ended. */
function shownHistory(profile: string): readonly string[] {
  const database = new DatabaseSync(join(profile, 'Default', 'History'), { readOnly: true });
  const rows = database
    .prepare(
      'SELECT urls.url FROM visits JOIN urls ON urls.id = visits.url WHERE transition & 0x20000000',
    )
    .all();
  database.close();
  return rows.map(({ url }) => String(url));
}
