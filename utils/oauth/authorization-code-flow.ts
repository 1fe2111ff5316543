import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { authorizationUrl } from './authorization-request';
import { judgeAuthorizationResponse } from './authorization-response';
import { fail, type Result, succeed } from './failure';
import {
  beginFlow,
  type FlowContext,
  type FlowEnd,
  obtainTokens,
  verifyTokens,
  type WindowOutcome,
} from './flow';
import { probeAuthorizationPage } from './probe-authorization-page';
import type { PendingAuthorization } from './run-event';
import type { ServerMetadata } from './server-metadata';

/**
 * The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636, OpenID Connect Core §3.1). Where the answer does not
 * come through the browser's own window the flow ends with `waiting`, and `continueAuthorization` is its other half.
 */
export async function authorizationCodeFlow(context: FlowContext): Promise<Result<FlowEnd>> {
  const { ports, redirect } = context;
  const known = await beginFlow(context);
  if (!known.ok) return known;
  const server = known.value;
  if (server.authorization_endpoint === undefined) return noAuthorizationEndpoint();

  const pending = await prepareAuthorization(context, server.authorization_endpoint);
  await ports.emit({ type: 'authorization-requested', at: ports.now(), ...pending });
  ports.signal.throwIfAborted();
  const onOpened = () => ports.emit({ type: 'window-opened', at: ports.now() });
  switch (redirect.mode) {
    case 'extension': {
      const outcome = await ports.openWindow(pending.url, () => void onOpened());
      ports.signal.throwIfAborted();
      return continueAuthorization(context, server, pending, outcome);
    }
    case 'capture': {
      const opened = await ports.openTab(pending);
      if (!opened.ok) return opened;
      await onOpened();
      return succeed('waiting');
    }
    case 'manual':
      return succeed('waiting');
  }
}

/** What follows on the sign-in: judges its answer, and asks for the tokens. */
export async function continueAuthorization(
  context: FlowContext,
  server: ServerMetadata,
  pending: PendingAuthorization,
  outcome: WindowOutcome,
): Promise<Result<FlowEnd>> {
  const { client, ports, redirect } = context;
  if (outcome.kind === 'closed') return succeed('window-closed');
  if (outcome.kind === 'busy') return windowBusy();
  if (outcome.kind === 'no-page') return noPage(pending.url);
  if (outcome.kind === 'page-shown') return pageShown();
  if (outcome.kind === 'not-loaded') {
    return probeAuthorizationPage(pending.url, outcome.message, context.recording);
  }

  const { kind: _, url, ...notes } = outcome;
  await ports.emit({
    type: 'authorization-responded',
    at: ports.now(),
    url: url.slice(0, MAX_RESPONSE),
    ...notes,
  });
  if (url.length > MAX_RESPONSE) return tooLong(url.length);
  const authorizationResponse = judgeAuthorizationResponse({
    url,
    redirectUri: redirect.uri,
    state: pending.state,
    clientId: client.clientId,
    server,
  });
  if (!authorizationResponse.ok) return authorizationResponse;
  await ports.emit({ type: 'authorization-accepted', at: ports.now() });

  const tokens = await obtainTokens(context, server, {
    type: 'authorization_code',
    authorizationResponse: authorizationResponse.value,
    redirectUri: redirect.uri,
    codeVerifier: pending.codeVerifier,
  });
  if (!tokens.ok) return tokens;

  return verifyTokens(context, server, {
    grant: 'authorization_code',
    nonce: pending.nonce,
    code: authorizationResponse.value.get('code') ?? '',
  });
}

/** The longest answer that is read, in characters; what is longer is no answer of an authorization server. */
const MAX_RESPONSE = 100_000;

function tooLong(length: number) {
  return fail(
    'authorization_response_invalid',
    `the answer is ${length.toLocaleString('en')} characters long; ${MAX_RESPONSE.toLocaleString('en')} are read`,
    'Its code was not used. Look at what the server puts into the redirect.',
  );
}

async function prepareAuthorization(
  { client, redirect, overrides, ports }: FlowContext,
  authorizationEndpoint: string,
): Promise<PendingAuthorization> {
  const state = ports.random();
  const nonce = client.scopes.includes('openid') ? { nonce: ports.random() } : {};
  const codeVerifier = client.pkce === 'off' ? {} : { codeVerifier: ports.random() };
  const url = authorizationUrl({
    authorizationEndpoint,
    client,
    overrides,
    redirectUri: redirect.uri,
    state,
    ...nonce,
    ...(codeVerifier.codeVerifier === undefined
      ? {}
      : { codeChallenge: await codeChallenge(client, codeVerifier.codeVerifier) }),
  });
  return { url, state, ...nonce, ...codeVerifier };
}

async function codeChallenge(client: Client, codeVerifier: string): Promise<string> {
  return client.pkce === 'plain'
    ? codeVerifier
    : await oauth.calculatePKCECodeChallenge(codeVerifier);
}

function pageShown() {
  return fail(
    'interaction_required',
    'the server has a page to show, though prompt=none asks for none',
    'It should have answered with an error, such as login_required. Run without prompt=none to see the page.',
  );
}

function noAuthorizationEndpoint() {
  return fail(
    'discovery_failed',
    'the discovery document names no authorization endpoint',
    'This server has no page to sign in at. Is it one for client credentials only?',
  );
}

function windowBusy() {
  return fail(
    'window_busy',
    'another sign-in window of this browser is open',
    'The browser allows one at a time. Finish or close it, then run again. One that waits for a server without an answer has no window yet, and ends by itself.',
  );
}

function noPage(askedUrl: string) {
  return fail(
    'page_not_loaded',
    `${new URL(askedUrl).host} sent no sign-in page`,
    'The server took the authorization request and did not answer it. Look at its log. The browser may go on waiting for a while, and refuse another sign-in until then.',
  );
}
