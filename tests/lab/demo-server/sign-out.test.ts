import { describe, expect, test } from 'vitest';
import {
  answerOf,
  authorizationUrl,
  redirectUri,
  signInAndAllow,
  startServer,
} from './demo-flow.ts';
import { HttpBrowser, type HttpPage } from './http-browser.ts';

const ofClient = { client_id: 'demo-public' };

/** OpenID Connect RP-Initiated Logout §2, without an ID token as a hint. */
describe('sign-out', () => {
  test('is announced in the metadata', async () => {
    const { issuer } = await startServer();
    const response = await fetch(`${issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({ end_session_endpoint: `${issuer}/sign-out` });
  });

  test('ends the session when the user confirms it', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const question = await openSignOut(browser, issuer, ofClient);
    expect(question.text).toContain('<h1>Sign out of Harbour &amp; Fern?</h1>');
    const page = await answer(browser, question, [['logout', 'yes']]);
    expect(page.text).toContain('<h1>You are signed out</h1>');
    expect(await silentError(browser, issuer)).toBe('login_required');
  });

  test('returns to a registered address, and leaves the session ended', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const question = await openSignOut(browser, issuer, {
      ...ofClient,
      post_logout_redirect_uri: redirectUri,
      state: 'the-state',
    });
    const { left } = await answer(browser, question, [['logout', 'yes']]);
    expect(left?.href).toBe(`${redirectUri}?state=the-state`);
    expect(await silentError(browser, issuer)).toBe('login_required');
  });

  test('refuses an address that is not registered', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const elsewhere = { ...ofClient, post_logout_redirect_uri: 'https://elsewhere.example/' };
    const page = await openSignOut(browser, issuer, elsewhere);
    expect(page.response?.status).toBe(400);
    expect(page.text).toContain('post_logout_redirect_uri not registered');
  });

  test('ends only what the client was allowed when the user stays', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const page = await answer(browser, await openSignOut(browser, issuer, ofClient), []);
    expect(page.text).toContain('<h1>You are still signed in as Ada Lindqvist</h1>');
    expect(page.text).toContain('Aurora Travel Planner has to ask for your permission again.');
    expect(await silentError(browser, issuer)).toBe('consent_required');
  });

  test('changes nothing when the user stays and no client is named', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const page = await answer(browser, await openSignOut(browser, issuer, {}), []);
    expect(page.text).toContain('<h1>You are still signed in as Ada Lindqvist</h1>');
    expect(page.text).not.toContain('permission');
    expect(await silentError(browser, issuer)).toBeNull();
  });

  test('does not ask when nobody is signed in', async () => {
    const { issuer } = await startServer();
    const page = await openSignOut(new HttpBrowser(issuer), issuer, ofClient);
    expect(page.text).toContain('<h1>You are signed out</h1>');
  });
});

function openSignOut(
  browser: HttpBrowser,
  issuer: string,
  parameters: Readonly<Record<string, string>>,
): Promise<HttpPage> {
  return browser.open(`${issuer}/sign-out?${new URLSearchParams(parameters)}`);
}

/** Presses one of the two buttons, which belong to the library's form. */
function answer(
  browser: HttpBrowser,
  { text = '' }: HttpPage,
  fields: readonly (readonly [string, string])[],
): Promise<HttpPage> {
  const [, action] = /action="([^"]+)"/.exec(text) ?? [];
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(text) ?? [];
  return browser.post([['xsrf', xsrf], ...fields], action);
}

/** What `prompt=none` is refused with, or null when it gives a code. */
async function silentError(browser: HttpBrowser, issuer: string): Promise<string | null> {
  const page = await browser.open(authorizationUrl(issuer, { prompt: 'none' }));
  return answerOf(page).get('error');
}
