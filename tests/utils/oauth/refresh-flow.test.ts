import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import type { FlowInput } from '../../../utils/oauth/flow';
import { refreshFlow } from '../../../utils/oauth/refresh-flow';
import { refreshTokenOf, resultOf } from '../../../utils/oauth/run-result';
import { stepsOf } from '../../../utils/oauth/run-steps';
import type { Redirect } from '../../../utils/clients/redirect';
import type { JsonObject } from '../../../utils/tokens/json';
import { succeed } from '../../../utils/oauth/failure';
import { redirectUri } from '../../lab/emulations/emulation-client.ts';
import { sampleClient } from '../clients/sample-client';
import { encode } from '../tokens/vectors';
import { allow, emulatedClient, refreshOf, startEmulated } from './emulated-clients';
import { playFlow } from './flow-harness';
import { makeRecordingPorts } from './recording-ports';
import { sendJson, startScriptedServer } from './scripted-server';

const redirect: Redirect = { mode: 'extension', uri: redirectUri };

const SCOPES = {
  apaleo: ['openid', 'offline_access', 'reservations.read'],
  pleo: ['users:read', 'vendors:read'],
  pipedrive: ['base', 'deals:read', 'contacts:full', 'activities:read', 'users:read'],
} as const;

const grantedOf = (run: Parameters<typeof resultOf>[0]) =>
  resultOf(run)
    .scopes.filter(({ granted }) => granted === true)
    .map(({ scope }) => scope)
    .toSorted();

/** A client that somebody has signed in to, and its refreshes. */
async function signIn(provider: keyof typeof SCOPES, switches: Readonly<Record<string, string>>) {
  const emulation = await startEmulated[provider]();
  for (const [name, value] of Object.entries(switches)) emulation.setSwitch(name, value);
  const { client, clientSecret } = emulatedClient(emulation, 0, { scopes: SCOPES[provider] });
  const { run } = await playFlow(client, { clientSecret, redirect, openWindow: allow });
  expect(run.state).toEqual({ status: 'done' });
  return {
    emulation,
    first: run,
    refresh: (refresh: FlowInput['refresh']) =>
      playFlow(client, {
        clientSecret,
        redirect,
        ...(refresh === undefined ? {} : { refresh }),
      }),
  };
}

describe('runFlow, refresh, against the emulations', () => {
  test.each([
    ['apaleo', { 'refresh-rotation': 'same' }, 'keeps'],
    ['apaleo', { 'refresh-rotation': 'new value' }, 'rotates'],
    ['pleo', {}, 'rotates'],
    ['pipedrive', { 'refresh-rotation': 'kept' }, 'keeps'],
    ['pipedrive', { 'refresh-rotation': 'rotates' }, 'rotates'],
  ] as const)(
    '%s with %j brings new tokens, and %s the refresh token',
    async (provider, switches, what) => {
      const { first, refresh, emulation } = await signIn(provider, switches);
      const wanted = refreshOf(first);
      const { run, types, events } = await refresh(wanted);
      expect(types).toEqual([
        'started',
        'server-known',
        'exchanged',
        'tokens-accepted',
        'finished',
      ]);
      expect(run).toMatchObject({
        grant: 'refresh_token',
        refreshes: { runId: 'run-1' },
        state: { status: 'done' },
        step: 'verification',
      });
      expect(stepsOf(run).map(({ name, detail }) => [name, detail !== ''])).toEqual([
        ['Discovery', true],
        ['Token request', true],
        ['Verification', true],
      ]);
      expect(Object.fromEntries(emulation.requests.at(-1)?.form ?? [])).toEqual({
        grant_type: 'refresh_token',
        refresh_token: wanted.refreshToken,
      });
      expect(resultOf(run).accessToken?.raw).not.toBe(resultOf(first).accessToken?.raw);
      expect(refreshTokenOf(run) === wanted.refreshToken).toBe(what === 'keeps');
      expect(grantedOf(run)).toEqual([...SCOPES[provider]].toSorted());
      expect(JSON.stringify(events)).not.toContain('not-a-real-one');

      const again = await refresh(refreshOf(run));
      expect(again.run.state.status).toBe('done');
    },
  );

  test.each([
    ['apaleo', { 'refresh-rotation': 'new value' }, 'invalid_grant (token endpoint, HTTP 400)'],
    [
      'pleo',
      {},
      'invalid_grant: The code or refresh token is unknown, used, expired or not for this request. (token endpoint, HTTP 400)',
    ],
    [
      'pipedrive',
      { 'refresh-rotation': 'rotates' },
      'invalid_grant: Invalid grant: refresh_token is invalid (token endpoint, HTTP 400)',
    ],
  ] as const)('%s refuses a refresh token that was used', async (provider, switches, cause) => {
    const { first, refresh } = await signIn(provider, switches);
    const used = refreshOf(first);
    await refresh(used);
    const { run } = await refresh(used);
    expect(run.state).toEqual({
      status: 'failed',
      step: 'token-request',
      failure: {
        code: 'token_error',
        cause,
        remedy:
          'The refresh token is wrong, used, expired or revoked, or belongs to another client. Run the client anew for a new one.',
      },
    });
    // What was sent is still there, to try again with.
    expect(resultOf(run).refreshToken?.raw).toBe(used.refreshToken);
    expect(resultOf(run).isRefreshTokenKept).toBe(true);
  });

  test('takes an answer without a scope for what was granted before (RFC 6749 §6)', async () => {
    const { first, refresh } = await signIn('pleo', { 'scope-in-response': 'no' });
    const { run } = await refresh(refreshOf(first));
    expect(resultOf(run).response?.scope).toBeUndefined();
    expect(
      resultOf(run).scopes.map(({ scope, requested, granted }) => [scope, requested, granted]),
    ).toEqual([
      ['users:read', true, true],
      ['vendors:read', true, true],
    ]);
  });

  test('brings no refresh token at apaleo without the scope offline_access', async () => {
    const emulation = await startEmulated.apaleo();
    const { client, clientSecret } = emulatedClient(emulation, 0, { scopes: ['openid'] });
    const { run } = await playFlow(client, { clientSecret, redirect, openWindow: allow });
    expect(run.state.status).toBe('done');
    expect(refreshTokenOf(run)).toBeUndefined();
  });

  test('ends when scopes were added at apaleo since the sign-in', async () => {
    const { first, refresh, emulation } = await signIn('apaleo', {});
    emulation.setSwitch('scopes-added-since-sign-in', 'yes');
    const { run } = await refresh(refreshOf(first));
    expect(run.state).toMatchObject({
      failure: { code: 'token_error', cause: 'invalid_request (token endpoint, HTTP 400)' },
    });
  });
});

describe('refreshFlow', () => {
  test('says that there is no refresh token', async () => {
    const ports = makeRecordingPorts();
    const result = await refreshFlow({
      client: sampleClient,
      clientSecret: 'x',
      isSecretSealed: false,
      redirect,
      overrides: [],
      recording: ports,
      exchanges: [],
      ports: {
        ...ports,
        random: () => '',
        openWindow: async () => ({ kind: 'closed' }),
        openTab: async () => succeed(undefined),
        missingOrigins: async () => [],
        emit: async () => undefined,
      },
    });
    expect(result).toEqual({
      ok: false,
      failure: {
        code: 'client_incomplete',
        cause: 'there is no refresh token to use',
        remedy: 'Run the client anew.',
      },
    });
  });

  test('says that the secret is sealed, before anything is sent', async () => {
    const { run } = await playFlow(sampleClient, {
      isSecretSealed: true,
      refresh: { refreshToken: 'r', run: { runId: 'run-0', scopes: [] } },
    });
    expect(run.exchanges).toEqual([]);
    expect(run.state).toMatchObject({ failure: { code: 'vault_locked' } });
  });
});

describe('runFlow, refresh: the ID token', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] };
  const nonce = 'the-nonce-of-the-sign-in';

  const makeIdToken = (origin: string, changes: object) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: origin, sub: 'ada', aud: 'cid', iat: now, exp: now + 3600, ...changes };
    const signed = `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };

  const playWith = async (
    claims: object,
    changes: Partial<Client> = {},
    members: object = {},
    idTokenClaims: JsonObject = { sub: 'ada' },
  ) => {
    const { origin } = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      const answers: Readonly<Record<string, unknown>> = {
        '/token': {
          access_token: 'a',
          token_type: 'Bearer',
          id_token: makeIdToken(issuer, claims),
          ...members,
        },
        '/jwks': jwks,
      };
      sendJson(
        response,
        answers[request.path] ?? {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
        },
      );
    });
    return playFlow(
      {
        ...sampleClient,
        issuer: origin,
        endpoints: {},
        clientId: 'cid',
        tokenEndpointAuthMethod: 'none',
        authorizationParameters: [],
        ...changes,
      },
      {
        refresh: {
          refreshToken: 'r',
          run: { runId: 'run-0', scopes: ['openid'], nonce, idTokenClaims },
        },
      },
    );
  };

  test.each<[string, object, Partial<Client>?]>([
    ['without a nonce, as it should be (OpenID Connect Core §12.2)', {}],
    ['with the nonce of the sign-in', { nonce }],
    [
      'of a sign-in that is older than max_age: a refresh is none',
      { auth_time: 1000 },
      { authorizationParameters: [['max_age', '60']] },
    ],
  ])('is genuine %s', async (_, claims, changes = {}) => {
    const { run, types } = await playWith(claims, changes);
    expect(run.state).toEqual({ status: 'done' });
    expect(run.idTokenVerdict?.outcome).toBe('genuine');
    expect(types.slice(-2)).toEqual(['id-token-judged', 'finished']);
  });

  test('is refused when its issuer is not that of the sign-in', async () => {
    const { run } = await playWith({}, {}, {}, { iss: 'https://before.example', auth_time: 1 });
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      /^the ID token is refused: Same issuer: .* and was "https:\/\/before\.example" before/,
    );
    // What a server may tell or not is compared, and no reason to refuse.
    expect(run.idTokenVerdict?.checks.map(({ name }) => name)).not.toContain('Same sign-in');
  });

  test('is genuine in an answer that a strict client refuses for something else', async () => {
    const { run } = await playWith({}, {}, { token_type: undefined });
    expect(run.objection).toBe('"response" body "token_type" property must be a string');
    expect(run.idTokenVerdict?.outcome).toBe('genuine');
    expect(run.state).toEqual({ status: 'done' });
  });

  test.each([
    ['Nonce', { nonce: 'of-another-sign-in' }],
    ['Audience', { aud: 'another' }],
    ['Issuer', { iss: 'https://another.example' }],
    ['Expiry', { exp: 1000 }],
    ['Same subject', { sub: 'mallory' }],
  ])('is refused for its %s', async (name, claims) => {
    const { run } = await playWith(claims);
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'verification',
      failure: { code: 'id_token_refused' },
    });
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      new RegExp(`^the ID token is refused: ${name}: `),
    );
  });
});
