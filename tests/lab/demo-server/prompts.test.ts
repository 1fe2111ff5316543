import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  allow,
  answerOf,
  authorizationUrl,
  continueAs,
  openConsent,
  redeem,
  signInAndAllow,
  startServer,
} from './demo-flow.ts';
import { HttpBrowser } from './http-browser.ts';

const signInHeading = /<h1>Sign in<\/h1>/;
const accountHeading = /<h1>Choose an account<\/h1>/;
const silently = { prompt: 'none' };

describe('prompt=none', () => {
  test('answers login_required without a session', async () => {
    const { issuer } = await startServer();
    const answer = answerOf(await new HttpBrowser(issuer).open(authorizationUrl(issuer, silently)));
    expect(answer.get('error')).toBe('login_required');
    expect(answer.get('state')).toBe('the-state');
    expect(answer.get('iss')).toBe(issuer);
  });

  test('answers consent_required with a session and no consent', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer);
    const answer = answerOf(await browser.open(authorizationUrl(issuer, silently)));
    expect(answer.get('error')).toBe('consent_required');
  });

  test('answers a code with both', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const answer = answerOf(await browser.open(authorizationUrl(issuer, silently)));
    expect((await redeem(issuer, answer)).status).toBe(200);
  });

  test.each([
    ['further scopes', { scope: 'openid email' }, 'consent_required'],
    ['another client', { client_id: 'demo-confidential' }, 'consent_required'],
    ['a session that is too old', { max_age: '0' }, 'login_required'],
    ['prompt=login beside it', { prompt: 'none login' }, 'invalid_request'],
  ])('refuses %s', async (_name, changes, error) => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const page = await browser.open(authorizationUrl(issuer, { ...silently, ...changes }));
    expect(answerOf(page).get('error')).toBe(error);
  });
});

describe.each([
  ['prompt=login', { prompt: 'login' }],
  ['max_age=0', { max_age: '0' }],
])('%s', (_name, changes) => {
  test('asks for the password again although there is a session', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const page = await browser.open(authorizationUrl(issuer, changes));
    expect(page.text).toMatch(signInHeading);
    const answer = await browser.post([
      ['action', 'sign-in'],
      ['email', 'ada.lindqvist@harbour-fern.example'],
      ['password', 'demo'],
    ]);
    expect(answerOf(answer).has('code')).toBe(true);
  });

  test('does not take the choice of an account for a sign-in', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    await browser.open(authorizationUrl(issuer, changes));
    expect((await browser.post([['action', 'select']])).text).toMatch(signInHeading);
  });
});

describe('prompt=select_account', () => {
  const selecting = { prompt: 'select_account' };

  test('offers the account that is signed in, another, and the way out', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const { text } = await browser.open(authorizationUrl(issuer, selecting));
    expect(text).toMatch(accountHeading);
    expect(text).toContain('Continue as </span>Ada Lindqvist');
    expect(text).not.toContain('Samuel Okafor');
    expect(text).toContain('Use another account');
    const answer = answerOf(await browser.post([['action', 'cancel']]));
    expect(answer.get('error')).toBe('access_denied');
  });

  test('goes on with the account that is signed in, which is no new sign-in', async () => {
    const { issuer } = await startServer();
    // With max_age the ID token says when the user signed in.
    const { browser } = await openConsent(issuer, { max_age: '600' });
    const before = await redeem(issuer, await allow(browser, ['profile']));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await browser.open(authorizationUrl(issuer, { ...selecting, max_age: '600' }));
    const answer = answerOf(await select(browser));
    const after = await redeem(issuer, answer);
    expect(signInTimeOf(after)).toEqual(expect.any(Number));
    expect(signInTimeOf(after)).toBe(signInTimeOf(before));
  });

  test('leads to the sign-in page for another account', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    await browser.open(authorizationUrl(issuer, selecting));
    const signIn = await browser.open(`${browser.address}?account=another`);
    expect(signIn.text).toMatch(signInHeading);
    const consent = await continueAs(browser, 'user-samuel-okafor');
    expect(consent.text).toContain('Samuel Okafor');
    const { body } = await redeem(issuer, await allow(browser, ['profile']));
    expect(decodeJwt(String(body['id_token']))).toMatchObject({ name: 'Samuel Okafor' });
  });

  test('is the sign-in page when nobody is signed in', async () => {
    const { issuer } = await startServer();
    const browser = new HttpBrowser(issuer);
    const page = await browser.open(authorizationUrl(issuer, selecting));
    expect(page.text).toMatch(signInHeading);
    const consent = await continueAs(browser, 'user-ada-lindqvist');
    expect(consent.text).toContain('asks for access to your account');
  });

  test('comes before the sign-in that prompt=login wants', async () => {
    const { issuer } = await startServer();
    const browser = await signInAndAllow(issuer);
    const page = await browser.open(authorizationUrl(issuer, { prompt: 'login select_account' }));
    expect(page.text).toMatch(accountHeading);
    expect((await select(browser)).text).toMatch(signInHeading);
    expect(answerOf(await continueAs(browser, 'user-ada-lindqvist')).has('code')).toBe(true);
  });
});

/** Presses the button of the account that is signed in. */
function select(browser: HttpBrowser) {
  return browser.post([
    ['action', 'select'],
    ['user', 'user-ada-lindqvist'],
  ]);
}

function signInTimeOf({ body }: Awaited<ReturnType<typeof redeem>>): unknown {
  return decodeJwt(String(body['id_token']))['auth_time'];
}
