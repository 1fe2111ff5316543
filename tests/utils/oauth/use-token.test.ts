import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Client, Endpoints } from '../../../utils/clients/client';
import type { JsonObject } from '../../../utils/tokens/json';
import { exchangesBeforeEnd, reduceRun, type Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import type { TokenUse, WantedUse } from '../../../utils/oauth/token-use';
import { exchangeOfUse, revokedTokens } from '../../../utils/oauth/used-tokens';
import { faultyUse, interruptedUse } from '../../../utils/oauth/use-token';
import { nameOfUse, summaryOfUse } from '../../../utils/oauth/use-words';
import { redirectUri } from '../../lab/emulations/emulation-client.ts';
import { sampleClient } from '../clients/sample-client';
import { encode } from '../tokens/vectors';
import { allow, emulatedClient, startEmulated } from './emulated-clients';
import { playFlow } from './flow-harness';
import { opaqueRedirect } from './recording-ports';
import { exchangeOf, runOf, started } from './sample-run';
import {
  type Answer,
  deadOrigin,
  sendHtml,
  sendJson,
  startScriptedServer,
} from './scripted-server';
import { playUseOf } from './use-harness';

const introspection: WantedUse = { kind: 'introspection', token: 'access_token' };
const revocation: WantedUse = { kind: 'revocation', token: 'refresh_token' };
const userInfo: WantedUse = { kind: 'user-info' };

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] };

function makeJwt(claims: object, header: object = {}): string {
  const signed = `${encode({ alg: 'RS256', kid: 'k', ...header })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

const at = Date.now();
const seconds = Math.floor(at / 1000);

/** A run that is over, at a server whose endpoints all stand at this origin. */
function runAt(origin: string, members: object = {}, changes: Partial<Client> = {}): Run {
  const client: Client = {
    ...sampleClient,
    provider: 'generic-oauth2',
    clientId: 'cid',
    tokenEndpointAuthMethod: 'none',
    issuer: origin,
    endpoints: { token: `${origin}/token` },
    ...changes,
  };
  const body = {
    access_token: 'the-access-token',
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'openid read',
    refresh_token: 'the-refresh-token',
    ...members,
  };
  const events: readonly RunEvent[] = [
    { ...started, client } as RunEvent,
    {
      type: 'server-known',
      at,
      server: {
        issuer: origin,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/jwks`,
        introspection_endpoint: `${origin}/introspect`,
        revocation_endpoint: `${origin}/revoke`,
        userinfo_endpoint: `${origin}/me`,
      },
    },
    { type: 'exchanged', at, exchange: exchangeOf(body, { startedAt: at, durationMs: 0 }) },
    { type: 'tokens-accepted', at },
    { type: 'finished', at },
  ];
  return runOf(events);
}

async function useAt(answer: Answer, wanted: WantedUse, members: object = {}) {
  const server = await startScriptedServer((request, response) => {
    if (request.path === '/jwks') sendJson(response, jwks);
    else answer(request, response);
  });
  const played = await playUseOf(runAt(server.origin, members), wanted);
  return { ...played, ...server, host: new URL(server.origin).host };
}

const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) =>
    sendJson(response, value, status, headers);

const text =
  (body: string, contentType: string, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  };

const checksOf = ({ outcome }: TokenUse) =>
  outcome.ok ? outcome.checks.map(({ name, outcome: said }) => `${name} ${said}`) : outcome.failure;

const failureOf = ({ outcome }: TokenUse) => (outcome.ok ? undefined : outcome.failure);

describe('playUse: introspection', () => {
  const good = {
    active: true,
    client_id: 'cid',
    sub: 'ada',
    exp: seconds + 3600,
    scope: 'openid read',
  };

  test('keeps what the server says, and leaves the run as it was', async () => {
    const { run, use, seen, events, origin } = await useAt(json(good), introspection);
    expect(events.map(({ type }) => type)).toEqual([
      'token-use-started',
      'exchanged',
      'token-used',
    ]);
    expect(use).toMatchObject({
      kind: 'introspection',
      token: 'access_token',
      outcome: { ok: true, claims: good },
    });
    expect(checksOf(use)).toEqual([
      'Active passed',
      'Client ID passed',
      'Expiry passed',
      'Scopes passed',
    ]);
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      client_id: 'cid',
      token: 'the-access-token',
      token_type_hint: 'access_token',
    });
    expect(seen[0]?.headers.accept).toBe('application/json');
    const before = runAt(origin);
    expect(run).toMatchObject({ state: before.state, updatedAt: before.updatedAt });
    expect(run.pendingUse).toBeUndefined();
    expect(exchangesBeforeEnd(run)).toEqual(before.exchanges);
    expect(exchangeOfUse(run, use)?.request.url).toBe(`${origin}/introspect`);
    expect(nameOfUse(use)).toBe('Introspection of the access token');
    expect(summaryOfUse(use, undefined)).toMatchObject({ word: 'Active', tone: 'good' });
  });

  test.each<[string, JsonObject, string]>([
    ['another end', { exp: seconds + 60 }, 'Expiry failed'],
    ['fewer scopes', { scope: 'openid' }, 'Scopes failed'],
    ['more scopes', { scope: 'openid read write' }, 'Scopes failed'],
    ['no true or false', { active: 'yes' }, 'Active failed'],
    ['not active for no known reason', { active: false }, 'Active failed'],
  ])('objects to %s', async (_, changes, check) => {
    const { use } = await useAt(json({ ...good, ...changes }), introspection);
    expect(checksOf(use)).toContain(check);
    expect(summaryOfUse(use, undefined).tone).toBe('caution');
  });

  test.each<[string, JsonObject, string]>([
    ['another client', { client_id: 'other' }, 'Client ID failed'],
    ['another server', { iss: 'https://other.example' }, 'Token issuer failed'],
    ['another user', { sub: 'ben' }, 'Subject failed'],
    ['a token that has expired', { exp: seconds - 3600 }, 'Active failed'],
  ])('calls no token good where the answer is about %s', async (_, changes, check) => {
    const { use } = await useAt(json({ ...good, ...changes }), introspection, {
      access_token: makeJwt({ sub: 'ada' }),
    });
    expect(checksOf(use)).toContain(check);
    expect(summaryOfUse(use, undefined)).toMatchObject({
      tone: 'bad',
      word: 'Does not fit',
      sentence: expect.stringMatching(/does not fit the token of this run/) as string,
    });
  });

  test('knows the issuer of the run', async () => {
    const { use } = await useAt(
      ({ headers }, response) =>
        sendJson(response, { active: true, iss: `http://${headers.host}` }),
      introspection,
    );
    expect(checksOf(use)).toEqual(['Active passed', 'Token issuer passed']);
  });

  test('keeps an answer that does not say whether the token is active', async () => {
    const { use } = await useAt(json({ sub: 'ada' }), introspection);
    expect(use.outcome).toMatchObject({ ok: true, claims: { sub: 'ada' } });
    expect(checksOf(use)).toContain('Active failed');
    expect(summaryOfUse(use, undefined)).toMatchObject({ tone: 'caution', word: 'Unclear' });
  });

  test('does not compare what is not said', async () => {
    const { use } = await useAt(json({ active: true }), introspection);
    expect(checksOf(use)).toEqual(['Active passed']);
  });

  test.each([
    ['the token itself', { access_token: makeJwt({ sub: 'ada' }) }, 'ada', 'Subject passed'],
    ['the token itself', { access_token: makeJwt({ sub: 'ben' }) }, 'ada', 'Subject failed'],
    ['the ID token', { id_token: makeJwt({ sub: 'ada' }) }, 'ada', 'Subject passed'],
    // Pairwise identifiers differ between client and API.
    ['the ID token', { id_token: makeJwt({ sub: 'ben' }) }, 'ada', 'Subject unknown'],
  ])('compares the subject with that of %s', async (_, members, sub, check) => {
    const { use } = await useAt(json({ active: true, sub }), introspection, members);
    expect(checksOf(use)).toContain(check);
  });

  test('knows that a token has expired', async () => {
    const { use } = await useAt(json({ active: false }), introspection, { expires_in: -5 });
    expect(checksOf(use)).toEqual(['Active passed']);
  });

  test('asks for a signed answer, and verifies it (RFC 9701)', async () => {
    const { origin, use, seen } = await useAt(
      ({ headers }, response) => {
        const jwt = makeJwt(
          {
            iss: `http://${headers.host}`,
            aud: 'cid',
            iat: seconds,
            token_introspection: { active: true, client_id: 'cid' },
          },
          { typ: 'token-introspection+jwt' },
        );
        response.writeHead(200, { 'content-type': 'application/token-introspection+jwt' });
        response.end(jwt);
      },
      { ...introspection, isJwtWanted: true },
    );
    expect(seen[0]?.headers.accept).toBe('application/token-introspection+jwt');
    expect(use.outcome).toMatchObject({ ok: true, claims: { active: true, client_id: 'cid' } });
    expect(use.outcome.ok && use.outcome.jwt?.split('.')).toHaveLength(3);
    expect(checksOf(use)).toEqual([
      'Signature passed',
      'Issuer passed',
      'Audience passed',
      'Active passed',
      'Client ID passed',
    ]);
    expect(origin).toBeDefined();
  });

  test.each<[string, object, string]>([
    ['for another client', { aud: 'other' }, 'Audience failed'],
    ['of another issuer', { iss: 'https://other.example' }, 'Issuer failed'],
  ])('refuses a signed answer %s', async (_, changes, check) => {
    const jwt = makeJwt(
      { iss: 'x', aud: 'cid', iat: seconds, token_introspection: { active: true }, ...changes },
      { typ: 'token-introspection+jwt' },
    );
    const { use } = await useAt(text(jwt, 'application/token-introspection+jwt'), introspection);
    expect(checksOf(use)).toContain(check);
    expect(summaryOfUse(use, undefined)).toMatchObject({ tone: 'bad', word: 'Refused' });
  });

  const signedAnswer =
    (change: (jwt: string) => string, header: object = {}): Answer =>
    ({ headers }, response) => {
      const jwt = makeJwt(
        {
          iss: `http://${headers.host}`,
          aud: 'cid',
          iat: seconds,
          token_introspection: { active: true, client_id: 'cid' },
        },
        { typ: 'token-introspection+jwt', ...header },
      );
      response.writeHead(200, { 'content-type': 'application/token-introspection+jwt' });
      response.end(change(jwt));
    };

  test.each<[string, Answer, string]>([
    [
      'with a wrong signature',
      signedAnswer((jwt) => jwt.replace(/[^.]+$/, Buffer.alloc(256).toString('base64url'))),
      'Signature failed',
    ],
    ['of another type', signedAnswer((jwt) => jwt, { typ: 'at+jwt' }), 'Library verdict failed'],
  ])('refuses a signed answer %s, and shows what it says', async (_, answer, check) => {
    const { use } = await useAt(answer, { ...introspection, isJwtWanted: true });
    expect(checksOf(use)).toContain(check);
    expect(summaryOfUse(use, undefined)).toEqual({
      tone: 'bad',
      word: 'Refused',
      sentence: 'This answer must not be trusted: a check has failed.',
    });
    expect(use.outcome).toMatchObject({ ok: true, claims: { active: true } });
  });

  test('notices that the answer is not signed, although it was asked to be', async () => {
    const { use } = await useAt(json(good), { ...introspection, isJwtWanted: true });
    expect(use.outcome.ok && use.outcome.checks[0]).toEqual({
      name: 'Signature',
      outcome: 'unknown',
      detail:
        'A signed answer was asked for; this one is not signed, so nobody can prove who sent it.',
    });
    expect(summaryOfUse(use, undefined)).toMatchObject({ tone: 'caution', word: 'Active' });
  });

  test.each<[string, Answer, string, RegExp]>([
    [
      'an error with success',
      json({ error: 'invalid_request' }),
      'invalid_request (the introspection endpoint at HOST, HTTP 200)',
      /parameter is missing/,
    ],
    [
      'a client that may not ask',
      json({ error: 'invalid_client' }, 401),
      'invalid_client (the introspection endpoint at HOST, HTTP 401)',
      /many servers let only confidential clients/,
    ],
    [
      'a page',
      (_, response) => sendHtml(response, '<h1>Hello</h1>'),
      'the introspection endpoint at HOST answered HTTP 200 with text/html instead of what it knows of the token as JSON (RFC 7662 §2.2)',
      /right address/,
    ],
    [
      'nothing there',
      json({}, 404),
      'the introspection endpoint at HOST answered HTTP 404 with application/json',
      /right address/,
    ],
    [
      'too many questions',
      json({}, 429, { 'retry-after': '7' }),
      'the introspection endpoint at HOST answered HTTP 429: it is asked too often',
      /Retry-After: 7\./,
    ],
  ])('says in words that it met %s', async (_, answer, cause, remedy) => {
    const { use, host } = await useAt(answer, introspection);
    expect(failureOf(use)?.cause).toBe(cause.replace('HOST', host));
    expect(failureOf(use)?.remedy).toMatch(remedy);
  });

  test('says that the server wants clients to authenticate in another way', async () => {
    const { origin } = await startScriptedServer(json({ error: 'invalid_client' }, 401));
    const run = runAt(origin);
    const server =
      run.server === undefined
        ? undefined
        : {
            ...run.server,
            introspection_endpoint_auth_methods_supported: ['private_key_jwt'],
          };
    if (server === undefined) throw new Error('The run knows no server.');
    const { use } = await playUseOf({ ...run, server }, introspection);
    expect(failureOf(use)?.remedy).toMatch(
      /The server announces private_key_jwt for this endpoint, and this client uses none\.$/,
    );
  });

  test('says that no answer came', async () => {
    const origin = await deadOrigin();
    const { use, run } = await playUseOf(runAt(origin), introspection);
    expect(failureOf(use)).toMatchObject({ code: 'server_unreachable' });
    expect(exchangeOfUse(run, use)?.outcome.kind).toBe('error');
  });

  test('never keeps the client secret, which the server repeats', async () => {
    const clientSecret = 'a-secret-of-some-length';
    const { origin } = await startScriptedServer((request, response) =>
      sendJson(response, { error: 'invalid_client', error_description: request.body }, 401),
    );
    const run = runAt(origin, {}, { tokenEndpointAuthMethod: 'client_secret_post' });
    const { events } = await playUseOf(run, introspection, { clientSecret });
    expect(JSON.stringify(events)).not.toContain(clientSecret);
    expect(JSON.stringify(events)).toContain('<client_secret>');
  });
});

describe('playUse: revocation', () => {
  test('takes a token back, after which its introspection is expected to be inactive', async () => {
    const { run, use, seen, origin } = await useAt(
      ({ path }, response) =>
        path === '/revoke' ? response.end() : sendJson(response, { active: false }),
      revocation,
    );
    expect(use.outcome).toEqual({ ok: true, checks: [] });
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      client_id: 'cid',
      token: 'the-refresh-token',
      token_type_hint: 'refresh_token',
    });
    expect(revokedTokens(run)).toEqual(new Set(['refresh_token']));
    expect(summaryOfUse(use, exchangeOfUse(run, use)).word).toBe('Revoked');

    const again = await playUseOf(run, { kind: 'introspection', token: 'refresh_token' });
    expect(checksOf(again.use)).toEqual(['Active passed']);
    expect(again.run.uses).toHaveLength(2);
    expect(exchangeOfUse(again.run, again.use)?.request.url).toBe(`${origin}/introspect`);
    expect(exchangeOfUse(again.run, use)?.request.url).toBe(`${origin}/revoke`);
  });

  test('notices that a token lives on', async () => {
    const { run } = await useAt(
      ({ path }, response) =>
        path === '/revoke' ? response.end() : sendJson(response, { active: true }),
      revocation,
    );
    const { use } = await playUseOf(run, { kind: 'introspection', token: 'refresh_token' });
    expect(checksOf(use)).toEqual(['Active failed']);
  });

  test('accepts another success, with the objection of strict clients', async () => {
    const { use, run } = await useAt((_, response) => response.writeHead(204).end(), revocation);
    expect(checksOf(use)).toEqual(['Library verdict failed']);
    expect(revokedTokens(run).size).toBe(1);
  });

  test.each<[string, Answer]>([
    ['a page', (_, response) => sendHtml(response, '<title>Sign in</title>')],
    ['a page that is called text', text('<!doctype html>\n<p>Sign in', 'text/plain')],
    ['an error with success', json({ error: 'invalid_token' })],
  ])('doubts %s', async (_, answer) => {
    const { use, run } = await useAt(answer, revocation);
    expect(checksOf(use)).toEqual(['Contents warning']);
    expect(summaryOfUse(use, undefined)).toMatchObject({ tone: 'caution', word: 'Unclear' });
    expect(revokedTokens(run).size).toBe(0);
  });

  test.each([
    ['unsupported_token_type', /does not revoke tokens of this kind/],
    ['invalid_client', /Client authentication failed/],
    ['something_else', /The token has to be taken for alive/],
  ])('says what to do about %s', async (error, remedy) => {
    const { use, run, host } = await useAt(json({ error }, 400), revocation);
    expect(failureOf(use)?.cause).toBe(`${error} (the revocation endpoint at ${host}, HTTP 400)`);
    expect(failureOf(use)?.remedy).toMatch(remedy);
    expect(revokedTokens(run).size).toBe(0);
  });
});

describe('playUse: user info', () => {
  const idToken = { id_token: makeJwt({ sub: 'ada' }) };

  test('gives the claims of the user who signed in', async () => {
    const { use, seen, run } = await useAt(json({ sub: 'ada', name: 'Ada' }), userInfo, idToken);
    expect(use.outcome).toMatchObject({ ok: true, claims: { sub: 'ada', name: 'Ada' } });
    expect(checksOf(use)).toEqual(['Subject passed']);
    expect(seen[0]?.headers.authorization).toBe('Bearer the-access-token');
    expect(exchangeOfUse(run, use)?.request.headers).toContainEqual([
      'authorization',
      'Bearer the-access-token',
    ]);
  });

  test('refuses those of somebody else (OpenID Connect Core §5.3.2)', async () => {
    const { use } = await useAt(json({ sub: 'mallory' }), userInfo, idToken);
    expect(checksOf(use)).toEqual(['Subject failed']);
    expect(summaryOfUse(use, undefined)).toMatchObject({ tone: 'bad', word: 'Refused' });
  });

  test('cannot compare without an ID token', async () => {
    const { use } = await useAt(json({ sub: 'ada' }), userInfo);
    expect(checksOf(use)).toEqual(['Subject unknown']);
  });

  test('objects to claims of nobody', async () => {
    const { use } = await useAt(json({ login: 'ada' }), userInfo, idToken);
    expect(use.outcome).toMatchObject({ ok: true, claims: { login: 'ada' } });
    expect(checksOf(use)).toEqual(['Subject failed']);
  });

  test('verifies a signed answer', async () => {
    const { use } = await useAt(
      ({ headers }, response) => {
        response.writeHead(200, { 'content-type': 'application/jwt' });
        response.end(makeJwt({ iss: `http://${headers.host}`, aud: 'cid', sub: 'ada' }));
      },
      userInfo,
      idToken,
    );
    expect(checksOf(use)).toEqual([
      'Signature passed',
      'Issuer passed',
      'Audience passed',
      'Subject passed',
    ]);
  });

  test.each<[string, string, string, object]>([
    ['whose keys are not known', makeJwt({ sub: 'ada' }), 'Received', { claims: { sub: 'ada' } }],
    [
      'that is encrypted',
      `${encode({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.AAAA.AAAA.AAAA.AAAA`,
      'Unclear',
      { jwt: expect.stringContaining('.AAAA.AAAA.AAAA.AAAA') as string },
    ],
  ])('does not call an answer good %s, and shows it', async (_, body, word, shown) => {
    const server = await startScriptedServer((request, response) => {
      if (request.path === '/jwks') response.writeHead(500).end();
      else text(body, 'application/jwt')(request, response);
    });
    const { use } = await playUseOf(runAt(server.origin, idToken), userInfo);
    expect(checksOf(use)).toContain('Signature unknown');
    expect(summaryOfUse(use, undefined)).toMatchObject({ tone: 'caution', word });
    expect(use.outcome).toMatchObject({ ok: true, ...shown });
  });

  test('refuses a signed answer that was changed, or is not signed', async () => {
    const [header, , signature] = makeJwt({ sub: 'ada' }).split('.');
    const forged = `${header}.${encode({ sub: 'ada', admin: true })}.${signature}`;
    const { use } = await useAt(text(forged, 'application/jwt'), userInfo, idToken);
    expect(checksOf(use)).toEqual(['Signature failed', 'Subject passed']);
    const unsigned = `${encode({ alg: 'none' })}.${encode({ sub: 'ada' })}.`;
    const other = await useAt(text(unsigned, 'application/jwt'), userInfo, idToken);
    expect(checksOf(other.use)).toEqual(['Signature failed', 'Subject passed']);
  });

  test.each<[string, Answer, string, RegExp]>([
    [
      'a scope that is missing',
      json({}, 403, {
        'www-authenticate': 'Bearer realm="x", error="insufficient_scope", scope="openid email"',
      }),
      'insufficient_scope (the user info endpoint at HOST, HTTP 403)',
      /a scope is missing.* It asks for the scope “openid email”\./,
    ],
    [
      'a dead token',
      json({}, 401, {
        'www-authenticate': String.raw`Bearer error="invalid_token", error_description="it \"died\""`,
      }),
      'invalid_token: it "died" (the user info endpoint at HOST, HTTP 401)',
      /Run the client anew/,
    ],
    [
      'an error with success',
      json({ error: 'invalid_request' }),
      'invalid_request (the user info endpoint at HOST, HTTP 200)',
      /cannot use the request/,
    ],
    [
      'a refusal without words',
      text('no', 'text/plain', 403),
      'the user info endpoint at HOST answered HTTP 403 with text/plain',
      /needs the scope openid/,
    ],
  ])('says in words that it met %s', async (_, answer, cause, remedy) => {
    const { use, host } = await useAt(answer, userInfo);
    expect(failureOf(use)?.cause).toBe(cause.replace('HOST', host));
    expect(failureOf(use)?.remedy).toMatch(remedy);
  });
});

describe('playUse: a call of an API', () => {
  const call = (url: string, changes: object = {}): WantedUse => ({
    kind: 'resource',
    url,
    method: 'GET',
    headers: [],
    ...changes,
  });

  test('sends the token and what was typed', async () => {
    const { origin, seen } = await startScriptedServer(json({ ok: 1 }, 201));
    const { use, run } = await playUseOf(
      runAt(origin),
      call(`${origin}/things?a=b`, {
        method: 'POST',
        headers: [['X-Tenant', 'one']],
        body: { type: 'json', text: '{"a": 1}' },
      }),
    );
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/things?a=b',
      body: '{"a": 1}',
      headers: {
        authorization: 'Bearer the-access-token',
        'x-tenant': 'one',
        'content-type': 'application/json',
      },
    });
    expect(use.outcome).toEqual({ ok: true, checks: [] });
    const exchange = exchangeOfUse(run, use);
    expect(exchange?.request).toMatchObject({ method: 'POST', body: '{"a": 1}' });
    expect(summaryOfUse(use, exchange).word).toBe('HTTP 201');
  });

  test('sends a form, and none with GET', async () => {
    const { origin, seen } = await startScriptedServer(json({}));
    const body = { type: 'form', text: 'a = 1\n\nb=x=y' };
    const run = runAt(origin);
    const { run: after, use } = await playUseOf(run, call(origin, { method: 'PUT', body }));
    expect(seen[0]?.body).toBe('a=1&b=x%3Dy');
    expect(exchangeOfUse(after, use)?.request.form).toEqual([
      ['a', '1'],
      ['b', 'x=y'],
    ]);
    await playUseOf(run, call(origin, { body }));
    expect(seen[1]).toMatchObject({ method: 'GET', body: '' });
  });

  test('sends lines of the same name as one header, and records what is sent', async () => {
    const { origin, seen } = await startScriptedServer(json({}));
    const headers = [
      ['X-Tenant', '1'],
      ['x-tenant', '2'],
      ['Accept', 'text/csv'],
    ];
    const { use, run } = await playUseOf(runAt(origin), call(origin, { headers }));
    expect(seen[0]?.headers).toMatchObject({ 'x-tenant': '1, 2', accept: 'text/csv' });
    const recorded = exchangeOfUse(run, use)?.request.headers;
    expect(recorded).toContainEqual(['x-tenant', '1, 2']);
    expect(recorded).toContainEqual(['accept', 'text/csv']);
  });

  test('does not follow a redirect with the token', async () => {
    const elsewhere = await startScriptedServer(json({}));
    const { origin, seen } = await startScriptedServer((_, response) =>
      response.writeHead(302, { location: `${elsewhere.origin}/steal` }).end(),
    );
    const { use } = await playUseOf(runAt(origin), call(`${origin}/me`));
    expect(seen).toHaveLength(1);
    expect(elsewhere.seen).toEqual([]);
    expect(failureOf(use)?.cause).toBe(
      `${new URL(origin).host} answered with a redirect to ${elsewhere.origin}/steal, which was not followed`,
    );
  });

  test('says so too where the browser hides where a redirect leads', async () => {
    const { use } = await playUseOf(runAt('https://api.example.com'), call('https://a.example/'), {
      fetch: async () => opaqueRedirect(),
    });
    expect(failureOf(use)?.cause).toBe(
      'a.example answered with a redirect, which was not followed',
    );
  });

  test.each([
    [401, { 'www-authenticate': 'Bearer error="invalid_token"' }, /^invalid_token/],
    [403, {}, /answered HTTP 403/],
    [500, {}, /answered HTTP 500/],
  ])('tells of HTTP %i', async (status, headers, cause) => {
    const { origin } = await startScriptedServer(json({ some: 'answer' }, status, headers));
    const { use, run } = await playUseOf(runAt(origin), call(origin));
    expect(failureOf(use)?.cause).toMatch(cause);
    expect(exchangeOfUse(run, use)?.outcome).toMatchObject({ body: '{"some":"answer"}' });
  });
});

describe('playUse against the emulations', () => {
  /** A client that somebody has signed in to. */
  async function signIn(
    provider: keyof typeof startEmulated,
    scopes: readonly string[],
    further: (origin: string) => Endpoints,
  ) {
    const emulation = await startEmulated[provider]();
    const made = emulatedClient(emulation, 0, { scopes });
    const client = {
      ...made.client,
      endpoints: { ...made.client.endpoints, ...further(emulation.origin) },
    };
    const { clientSecret } = made;
    const { run } = await playFlow(client, {
      clientSecret,
      redirect: { mode: 'extension', uri: redirectUri },
      openWindow: allow,
    });
    expect(run.state).toEqual({ status: 'done' });
    return { emulation, run, clientSecret };
  }

  test('apaleo: introspect, user info, revoke, and introspect again', async () => {
    const { run, clientSecret } = await signIn(
      'apaleo',
      ['openid', 'offline_access', 'reservations.read'],
      (origin) => ({
        introspection: `${origin}/connect/introspect`,
        revocation: `${origin}/connect/revocation`,
        userInfo: `${origin}/connect/userinfo`,
      }),
    );
    const first = await playUseOf(run, introspection, { clientSecret });
    expect(checksOf(first.use)).toEqual([
      'Active passed',
      'Client ID passed',
      'Subject passed',
      'Expiry passed',
      'Scopes passed',
    ]);
    const user = await playUseOf(first.run, userInfo, { clientSecret });
    expect(checksOf(user.use)).toEqual(['Subject passed']);
    const revoked = await playUseOf(
      user.run,
      { kind: 'revocation', token: 'access_token' },
      { clientSecret },
    );
    expect(revoked.use.outcome.ok).toBe(true);
    const last = await playUseOf(revoked.run, introspection, { clientSecret });
    expect(last.use.outcome).toMatchObject({ ok: true, claims: { active: false } });
    expect(checksOf(last.use)).toEqual(['Active passed']);
    expect(failureOf((await playUseOf(last.run, userInfo)).use)?.cause).toMatch(/^invalid_token/);
    expect(JSON.stringify(last.run)).not.toContain(clientSecret);
  });

  test('Pleo: introspect with Basic, and call its API', async () => {
    const { run, clientSecret, emulation } = await signIn('pleo', ['users:read'], (origin) => ({
      introspection: `${origin}/oauth/token/introspect`,
    }));
    const { use } = await playUseOf(run, introspection, { clientSecret });
    expect(use.outcome).toMatchObject({ ok: true, claims: { active: true } });
    const called = await playUseOf(run, {
      kind: 'resource',
      url: `${emulation.origin}/v1/introspect`,
      method: 'GET',
      headers: [],
    });
    expect(called.use.outcome.ok).toBe(true);
  });

  test('Pipedrive: revoke the refresh token, which ends the access token too', async () => {
    const { run, clientSecret, emulation } = await signIn('pipedrive', ['base'], (origin) => ({
      revocation: `${origin}/oauth/revoke`,
    }));
    const me: WantedUse = {
      kind: 'resource',
      url: `${emulation.origin}/v1/users/me`,
      method: 'GET',
      headers: [],
    };
    expect((await playUseOf(run, me)).use.outcome.ok).toBe(true);
    const revoked = await playUseOf(run, revocation, { clientSecret });
    expect(revokedTokens(revoked.run)).toEqual(new Set(['refresh_token']));
    expect((await playUseOf(revoked.run, me)).use.outcome.ok).toBe(false);
  });
});

describe('interruptedUse and faultyUse', () => {
  test('say that nobody knows what came of a use, which is not the one before', async () => {
    const { run, use: earlier } = await useAt(json({ active: true }), introspection);
    const begun = {
      kind: 'introspection',
      token: 'access_token',
      startedAt: earlier.at + 10,
    } as const;
    const pending = reduceRun(run, { type: 'token-use-started', at: begun.startedAt, use: begun });
    expect(pending?.pendingUse).toEqual(begun);
    expect(pending).toMatchObject({ updatedAt: run.updatedAt, uses: run.uses });
    const after = reduceRun(pending, interruptedUse(begun, earlier.at + 20));
    const use = after?.uses.at(-1);
    if (after === undefined || use === undefined) throw new Error('There is no such use.');
    expect(after.pendingUse).toBeUndefined();
    expect(exchangeOfUse(after, use)).toBeUndefined();
    expect(exchangeOfUse(after, earlier)).toBeDefined();
    expect(summaryOfUse(use, undefined)).toEqual({
      tone: 'caution',
      word: 'Unknown',
      sentence: 'The background worker was stopped while the answer was awaited.',
      remedy:
        'The request may have arrived. Introspect the token, or send the request again, to know what came of it.',
    });
  });

  test('say what fault has ended a use', () => {
    const begun = { kind: 'user-info', token: 'access_token', startedAt: 1 } as const;
    expect(faultyUse(begun, 2, 'no room')).toMatchObject({
      type: 'token-used',
      use: {
        startedAt: 1,
        at: 2,
        outcome: { failure: { cause: 'a fault in OAuth Workbench itself: no room' } },
      },
    });
  });
});
