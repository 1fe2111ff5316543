import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { resultOf } from '../../../utils/oauth/run-result';
import { stepsOf } from '../../../utils/oauth/run-steps';
import { sampleClient } from '../clients/sample-client';
import { emulatedClient, startEmulated } from './emulated-clients';
import { playFlow } from './flow-harness';
import { sendJson, startScriptedServer } from './scripted-server';

const CUSTOM = 2;
const STORE = 0;

/** No window may open where there is no user. */
const noWindow = () => Promise.reject(new Error('A window was opened.'));

async function play(changes: Partial<Client> = {}, index = CUSTOM) {
  const emulation = await startEmulated.apaleo();
  const { client, clientSecret } = emulatedClient(emulation, index, {
    grantType: 'client_credentials',
    scopes: ['reservations.read'],
    ...changes,
  });
  const played = await playFlow(client, { clientSecret, openWindow: noWindow });
  return { ...played, emulation, clientSecret };
}

describe('runFlow, client credentials, against the apaleo emulation', () => {
  test('brings an access token with one request', async () => {
    const { types, run, events, emulation, clientSecret } = await play();
    expect(types).toEqual(['started', 'server-known', 'exchanged', 'tokens-accepted', 'finished']);
    expect(run).toMatchObject({
      grant: 'client_credentials',
      state: { status: 'done' },
      step: 'token-request',
    });
    expect(stepsOf(run).map(({ name, progress }) => [name, progress])).toEqual([
      ['Discovery', 'done'],
      ['Token request', 'done'],
    ]);
    expect(emulation.requests.map(({ path }) => path)).toEqual(['/connect/token']);
    expect([...(emulation.requests[0]?.form ?? [])]).toEqual([
      ['scope', 'reservations.read'],
      ['grant_type', 'client_credentials'],
    ]);
    const result = resultOf(run);
    expect(result.accessToken?.kind).toBe('jwt');
    expect(result.refreshToken).toBeUndefined();
    expect(
      result.scopes.map(({ scope, requested, granted, inToken }) => [
        scope,
        requested,
        granted,
        inToken,
      ]),
    ).toEqual([['reservations.read', true, true, true]]);
    expect(JSON.stringify(events)).not.toContain(clientSecret);
  });

  test('asks for no scope where the client has none, and shows what was granted', async () => {
    const { run, emulation } = await play({ scopes: [] });
    expect([...(emulation.requests[0]?.form.keys() ?? [])]).toEqual(['grant_type']);
    expect(resultOf(run).scopes.map(({ scope, requested }) => [scope, requested])).toEqual([
      ['reports.read', false],
      ['reservations.read', false],
      ['folios.read', false],
      ['availability.read', false],
    ]);
  });

  test.each([
    ['form', 'form-decoded', 'done'],
    ['raw', 'raw', 'done'],
    // The secret holds a “-”, which the encoding changes.
    ['form', 'raw', 'failed'],
    ['raw', 'form-decoded', 'done'],
  ] as const)(
    'credentials encoded as %s, at a server that reads them %s: %s',
    async (basicEncoding, decoding, status) => {
      const emulation = await startEmulated.apaleo();
      emulation.setSwitch('basic-decoding', decoding);
      const { client, clientSecret } = emulatedClient(emulation, CUSTOM, {
        basicEncoding,
        scopes: [],
      });
      const { run } = await playFlow(client, { clientSecret });
      expect(run.state.status).toBe(status);
      if (run.state.status !== 'failed') return;
      expect(run.state).toMatchObject({
        step: 'token-request',
        failure: {
          code: 'token_error',
          cause: 'invalid_client (token endpoint, HTTP 400)',
          remedy: expect.stringContaining('Compare client ID, client secret'),
        },
      });
    },
  );

  test.each<[string, Partial<Client>, number, string]>([
    [
      'a scope that the client does not have',
      { scopes: ['folios.manage'] },
      CUSTOM,
      'invalid_scope (token endpoint, HTTP 400)',
    ],
    [
      'a store app, which has users',
      { provider: 'apaleo-custom-app' },
      STORE,
      'invalid_scope (token endpoint, HTTP 400)',
    ],
    [
      'another client ID',
      { clientId: 'LAB-AC-NOBODY' },
      CUSTOM,
      'invalid_client (token endpoint, HTTP 400)',
    ],
  ])('ends with what the server says of %s', async (_, changes, index, cause) => {
    const { run } = await play(changes, index);
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'token-request',
      failure: { code: 'token_error', cause },
    });
  });
});

describe('runFlow, client credentials', () => {
  test('needs neither an authorization endpoint nor an issuer', async () => {
    const { run } = await playFlow(
      {
        ...sampleClient,
        provider: 'generic-oauth2',
        grantType: 'client_credentials',
        endpoints: {},
      },
      { clientSecret: 'x' },
    );
    expect(run.state).toMatchObject({
      failure: { code: 'client_incomplete', cause: 'the client has no token endpoint' },
    });
  });

  test.each([
    ['client_credentials', { status: 'done' }],
    [
      'authorization_code',
      {
        status: 'failed',
        failure: {
          code: 'discovery_failed',
          cause: 'the discovery document names no authorization endpoint',
          remedy: 'This server has no page to sign in at. Is it one for client credentials only?',
        },
      },
    ],
  ] as const)('at a server without a page to sign in at: %s', async (grantType, state) => {
    const { origin } = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      sendJson(
        response,
        request.path === '/token'
          ? { access_token: 'a', token_type: 'Bearer' }
          : { issuer, token_endpoint: `${issuer}/token` },
      );
    });
    const { run } = await playFlow(
      { ...sampleClient, issuer: origin, endpoints: {}, grantType },
      { clientSecret: 'x', openWindow: noWindow },
    );
    expect(run.state).toMatchObject(state);
  });

  test('does not verify an ID token, which has no place there', async () => {
    const { origin } = await startScriptedServer((_, response) =>
      sendJson(response, { access_token: 'a', token_type: 'Bearer', id_token: 'junk' }),
    );
    const { run, types } = await playFlow(
      {
        ...sampleClient,
        provider: 'generic-oauth2',
        grantType: 'client_credentials',
        endpoints: { token: `${origin}/token` },
      },
      { clientSecret: 'x' },
    );
    expect(run.state.status).toBe('done');
    expect(types).not.toContain('id-token-judged');
  });
});
