import { hash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { startDemoServer, type DemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import { HttpBrowser, type HttpPage } from './http-browser.ts';

export const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/demo';
export const codeVerifier = 'a-code-verifier-of-more-than-forty-three-characters';
const codeChallenge = hash('sha256', codeVerifier, 'base64url');
export const basicCredentials = `Basic ${btoa('demo-confidential:demo-secret-not-a-real-one')}`;

/** Starts a demo server on a free port, stopped when the test is over. */
export async function startServer(redirectUris = [redirectUri]): Promise<DemoServer> {
  const server = await startDemoServer({ port: 0, redirectUris });
  onTestFinished(() => server.close());
  return server;
}

/** The address of an authorization request of the public client with PKCE; `undefined` takes a parameter out. */
export function authorizationUrl(
  issuer: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const parameters = {
    client_id: 'demo-public',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `${issuer}/authorize?${new URLSearchParams(given)}`;
}

/** Opens an authorization request and signs in with one of the user buttons, up to the consent page. */
export async function openConsent(
  issuer: string,
  changes: Readonly<Record<string, string | undefined>> = {},
  user = 'user-ada-lindqvist',
): Promise<{ readonly browser: HttpBrowser; readonly consent: HttpPage }> {
  const browser = new HttpBrowser(issuer);
  await browser.open(authorizationUrl(issuer, changes));
  return { browser, consent: await continueAs(browser, user) };
}

/** Presses the button of a user on the sign-in page. */
export async function continueAs(browser: HttpBrowser, user: string): Promise<HttpPage> {
  return browser.post([
    ['action', 'continue'],
    ['user', user],
  ]);
}

/** Presses Allow with these scopes ticked. */
export async function allow(
  browser: HttpBrowser,
  scopes: readonly string[],
): Promise<URLSearchParams> {
  const ticked = scopes.map((scope) => ['scope', scope] as const);
  return answerOf(await browser.post([['action', 'allow'], ...ticked]));
}

/** Signs Ada in and allows what an authorization request asks for. */
export async function signInAndAllow(
  issuer: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<HttpBrowser> {
  const { browser } = await openConsent(issuer, changes);
  await browser.post([
    ['action', 'allow'],
    ['scope', 'profile'],
  ]);
  return browser;
}

/** The parameters with which the server came back to the redirect URI. */
export function answerOf(page: HttpPage): URLSearchParams {
  if (page.left === undefined) throw new Error(`still on the server: ${page.text}`);
  return page.left.searchParams;
}

/** Redeems a code at the token endpoint; the changes say who asks and how. */
export async function requestToken(
  issuer: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ redirect_uri: redirectUri, ...parameters }),
  });
  return { status: response.status, body: await response.json() };
}

/** The token request of a public client for the code of an answer. */
export function redeem(
  issuer: string,
  answer: URLSearchParams,
  { place = redirectUri, clientId = 'demo-public' } = {},
) {
  return requestToken(issuer, {
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: place,
    code: answer.get('code') ?? '',
    code_verifier: codeVerifier,
  });
}
