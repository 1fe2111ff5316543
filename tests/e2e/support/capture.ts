import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { AppServer } from './app-server.ts';
import { consentForm, redirectByGet, responseUrl } from './authorize-answers.ts';
import { type ClientFields, registerClient } from './client-form.ts';
import { runFlow, runStatus } from './run.ts';
import type { ScriptedServer } from './scripted-server.ts';

export const CODE = 'the-code-0123456789';

/** The form of a client whose callbacks are captured. */
export function capturing(
  server: Pick<ScriptedServer, 'issuer'>,
  redirectUri: string,
): ClientFields {
  return {
    label: 'The app',
    issuer: server.issuer,
    clientId: 'the-app',
    redirectMode: 'Capture the registered redirect URI',
    redirectUris: redirectUri,
  };
}

/** Registers a client whose callbacks are captured, and runs it. @returns the tab of its sign-in. */
export async function runCapturing(
  workbench: Page,
  server: ScriptedServer,
  redirectUri: string,
  fields: ClientFields = {},
): Promise<Page> {
  await registerClient(workbench, { ...capturing(server, redirectUri), ...fields });
  return openSignInTab(workbench, server, () => runFlow(workbench));
}

/** The same, for a server that asks for consent first: its page is there, and the run waits. */
export async function runToConsent(...wanted: Parameters<typeof runCapturing>): Promise<Page> {
  const tab = await runCapturing(...wanted);
  await expect(tab.getByRole('button', { name: 'Allow' })).toBeVisible();
  return tab;
}

/**
 * Presses a button that opens the sign-in of a run in a tab. @returns that tab. The server keeps its answer back
 * until then: a tab that hurries through its first pages may never be reported.
 */
export async function openSignInTab(
  page: Page,
  server: ScriptedServer,
  press: () => Promise<void>,
): Promise<Page> {
  const answer = server.answers.authorize;
  const opened = page.context().waitForEvent('page');
  server.answers.authorize = async (request) => {
    await opened;
    return answer(request);
  };
  await Promise.all([opened, press()]);
  return opened;
}

/** The same for a server that keeps no answer back: the browser asks it when the test knows the tab. */
export async function openSignInTabAt(
  page: Page,
  authorizationEndpoint: string,
  press: () => Promise<void>,
): Promise<Page> {
  const context = page.context();
  const opened = context.waitForEvent('page');
  const isSignIn = (url: URL) => url.href.startsWith(`${authorizationEndpoint}?`);
  await context.route(isSignIn, async (route) => {
    await opened;
    await route.continue();
  });
  const [tab] = await Promise.all([opened, press()]);
  await tab.waitForURL((url) => url.href !== 'about:blank');
  await context.unroute(isSignIn);
  return tab;
}

/** A consent page; Allow leads back with this code. */
export function askFirst(server: ScriptedServer, code = CODE): void {
  server.answers.authorize = (request) =>
    consentForm(request, redirectByGet(responseUrl(request, { code })));
}

/** Presses Allow on a consent page. */
export async function allow(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: 'Allow' }).click();
}

/** The state that the last authorization request of the run carried. */
export function sentState(server: ScriptedServer): string {
  return server.requestsTo('authorize').at(-1)?.query.get('state') ?? '';
}

/** Waits until the run is done, here and in the tab of its sign-in, which comes back to it. */
export async function expectDone(workbench: Page, tab: Page): Promise<void> {
  await expect(runStatus(workbench)).toHaveText('Done');
  await expectRunIn(workbench, tab);
  await expect(runStatus(tab)).toHaveText('Done');
}

/** Waits until the tab of the sign-in shows the run that the workbench shows. */
export async function expectRunIn(workbench: Page, tab: Page): Promise<void> {
  await expect(tab).toHaveURL(workbench.url());
}

/** Waits until no rule captures any more: the traffic of the app passes as ever. */
export async function expectNoRules(page: Page): Promise<void> {
  await expect.poll(() => captureRules(page)).toEqual([]);
}

/** The rules that capture. The other one, for the Origin header, concerns requests of the extension alone. */
export async function captureRules(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(
    "chrome.declarativeNetRequest.getSessionRules().then((rules) => rules.filter(({ action }) => action.type === 'redirect'))",
  );
}

/** Waits until the callback of a run is captured no more: even one with its state reaches the app. */
export async function expectReleased(page: Page, app: AppServer, state: string): Promise<void> {
  await expectNoRules(page);
  const late = `/callback?code=a-late-code&state=${state}`;
  const tab = await openTab(page.context(), app.origin + late);
  await expect(tab.getByRole('heading')).toHaveText('Signed in at the app');
  expect(app.requests.at(-1)?.path).toBe(late);
  await tab.close();
}

/** The addresses that the history of a tab holds. */
export async function historyOf(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url }) => url);
}

/** Opens an address in a new tab. */
export async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
