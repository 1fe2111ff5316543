import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { EmulatedClient, Emulation } from '../../../lab/emulations/shared/emulation.ts';

export const redirectUri = 'https://client.example/callback';
export const loopbackRedirectUri = 'http://127.0.0.1:5000/callback';
export const codeVerifier = 'a-verifier-of-the-tests-that-is-at-least-43-characters-long';
export const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

type Parameters = Readonly<Record<string, string | undefined>>;

/** A clock that stands still until it is moved. */
export function createClock() {
  let time = Date.UTC(2026, 0, 1);
  return {
    now: () => time,
    passSeconds: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}

/** Closes an emulation when the test is over. */
export function closeAfterTest<Running extends Emulation>(emulation: Running): Running {
  onTestFinished(() => emulation.close());
  return emulation;
}

export function clientAt(emulation: Emulation, index: number): EmulatedClient {
  const client = emulation.clients[index];
  if (client === undefined) throw new Error(`There is no client ${index}.`);
  return client;
}

export function secretOf({ secrets }: EmulatedClient): string {
  const secret = secrets[0];
  if (secret === undefined) throw new Error('The client has no secret.');
  return secret.value;
}

/** A Basic header with ID and secret encoded as RFC 6749 §2.3.1 asks. */
export function basic(clientId: string, clientSecret: string): string {
  return rawBasic(encodeForm(clientId), encodeForm(clientSecret));
}

/** A Basic header with ID and secret as they stand. */
export function rawBasic(clientId: string, clientSecret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

function encodeForm(text: string): string {
  return new URLSearchParams({ a: text }).toString().slice(2).replaceAll('-', '%2D');
}

export function get(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { headers, redirect: 'manual' });
}

export function postForm(
  url: string,
  parameters: Parameters,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', body: formOf(parameters), headers, redirect: 'manual' });
}

function formOf(parameters: Parameters): URLSearchParams {
  return new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

export function urlWith(endpoint: string, parameters: Parameters): string {
  return `${endpoint}?${formOf(parameters).toString()}`;
}

type Choice = { readonly decision?: 'allow' | 'deny'; readonly person?: string };

/** Opens a consent page and presses one of its buttons, as a browser would. Gives where it leads. */
export async function decide(
  authorizationUrl: string,
  { decision = 'allow', person }: Choice = {},
): Promise<URL> {
  const response = await get(authorizationUrl);
  const page = await response.text();
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  if (response.status !== 200 || action === undefined) {
    throw new Error(`No consent page: ${response.status} ${page}`);
  }
  const { origin } = new URL(authorizationUrl);
  const answer = await postForm(`${origin}${action}`, { decision, person }, { Origin: origin });
  const location = answer.headers.get('location');
  if (answer.status !== 302 || location === null) throw new Error(await answer.text());
  return new URL(location);
}

/** The parameters of the redirect with which an authorization request was refused. */
export async function refusalOf(authorizationUrl: string): Promise<Record<string, string>> {
  const response = await get(authorizationUrl);
  const location = response.headers.get('location');
  if (response.status !== 302 || location === null) {
    throw new Error(`No redirect: ${response.status} ${await response.text()}`);
  }
  return Object.fromEntries(new URL(location).searchParams);
}

/** Status and body of a JSON answer. */
export async function answerOf(response: Response | Promise<Response>) {
  const done = await response;
  return { status: done.status, body: (await done.json()) as Record<string, unknown> };
}
