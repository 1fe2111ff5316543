import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { fromForm, toForm } from '../../../utils/clients/client-form';
import { clientFromRequest, isClientOfRequest } from '../../../utils/clients/client-from-request';
import { parseStoredClient, toStoredClient } from '../../../utils/clients/stored-client';
import { templates } from '../../../utils/clients/templates/all-templates';
import type { ProviderTemplate } from '../../../utils/clients/templates/template';
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
} from '../../../utils/tokens/read-authorization-request';
import { countingIds } from './sample-client';

const identity = { id: 'the-id', slug: 'the-slug' };
const extensionRedirectBase = 'https://abc.chromiumapp.org/';
const endpoint = 'https://auth.example.com/authorize';

function request(
  parameters: Readonly<Record<string, string>>,
  at = endpoint,
): AuthorizationRequest {
  const all = { client_id: 'booking', response_type: 'code', ...parameters };
  const found = readAuthorizationRequest(`${at}?${new URLSearchParams(all).toString()}`);
  if (found === undefined) throw new Error('That is no authorization request.');
  return found;
}

const made = (wanted: AuthorizationRequest) =>
  clientFromRequest(wanted, { identity, extensionRedirectBase });
const madeWith = (parameters: Readonly<Record<string, string>>, at?: string) =>
  made(request(parameters, at));

describe('clientFromRequest', () => {
  test('makes a client of any OAuth 2.0 server, without a token endpoint', () => {
    const expected: Client = {
      ...identity,
      label: 'booking at auth.example.com',
      provider: 'generic-oauth2',
      environment: '',
      grantType: 'authorization_code',
      registration: {},
      endpoints: { authorization: endpoint },
      clientId: 'booking',
      tokenEndpointAuthMethod: 'none',
      basicEncoding: 'form',
      secrets: [],
      redirectUris: ['https://app.example.com/callback'],
      redirectMode: 'capture',
      scopes: ['openid', 'reservations.read'],
      pkce: 'S256',
      originHeader: 'removed',
      authorizationParameters: [
        ['prompt', 'login'],
        ['login_hint', 'ada@example.com'],
        ['tenant', 'a=b'],
        ['claims', '{"id_token": {"acr": null}}'],
      ],
    };
    expect(
      madeWith({
        redirect_uri: 'https://app.example.com/callback',
        scope: 'openid reservations.read',
        state: 's',
        nonce: 'n',
        code_challenge: 'c',
        code_challenge_method: 'S256',
        tenant: 'a=b',
        claims: '{"id_token":\r\n  {"acr": null}}',
        login_hint: 'ada@example.com',
        prompt: 'login',
      }),
    ).toEqual(expected);
  });

  test.each([
    ['https://app.example.com/cb', 'capture'],
    ['http://localhost:8080/cb', 'capture'],
    ['com.example.app:/cb', 'manual'],
    ['urn:ietf:wg:oauth:2.0:oob', 'manual'],
    ['postmessage', 'manual'],
    [`${extensionRedirectBase}abc`, 'extension'],
  ])('uses %s in the mode %s', (redirectUri, redirectMode) => {
    expect(madeWith({ redirect_uri: redirectUri })).toMatchObject({
      redirectUris: [redirectUri],
      redirectMode,
    });
  });

  test('uses the extension’s own redirect URI where the request has none', () => {
    expect(madeWith({})).toMatchObject({ redirectUris: [], redirectMode: 'extension' });
  });

  test.each([
    [{}, 'off', 'client_secret_basic'],
    [{ code_challenge: '' }, 'off', 'client_secret_basic'],
    [{ code_challenge_method: 'S256' }, 'off', 'client_secret_basic'],
    // RFC 7636 §4.3
    [{ code_challenge: 'c' }, 'plain', 'none'],
    [{ code_challenge: 'c', code_challenge_method: 'plain' }, 'plain', 'none'],
    [{ code_challenge: 'c', code_challenge_method: 'S256' }, 'S256', 'none'],
  ])('reads %j as PKCE %s, and the client as %s', (parameters, pkce, tokenEndpointAuthMethod) => {
    expect(madeWith(parameters)).toMatchObject({ pkce, tokenEndpointAuthMethod });
  });

  test.each([
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    'code_verifier',
    'response_type',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
    'dpop_jkt',
    'id_token_hint',
    'request',
    'request_uri',
    'a b',
    'a=b',
    '',
  ])('leaves %j out: it belongs to that request alone, or can be sent by none', (name) => {
    expect(madeWith({ [name]: 'SINGLE-USE', resource: 'r' }).authorizationParameters).toEqual([
      ['resource', 'r'],
    ]);
  });

  test('keeps parameters that repeat, and their order', () => {
    const found = readAuthorizationRequest(
      `${endpoint}?client_id=a&response_type=code&resource=1&x=&resource=2&__proto__=p`,
    );
    expect(found && made(found).authorizationParameters).toEqual([
      ['resource', '1'],
      ['x', ''],
      ['resource', '2'],
      ['__proto__', 'p'],
    ]);
  });

  const systems = Object.entries<ProviderTemplate>(templates).flatMap(([provider, template]) =>
    template.environments.flatMap(({ name, endpoints }) =>
      endpoints.authorization === undefined || endpoints.authorization.includes('{')
        ? []
        : [{ provider, template, name, endpoints, at: endpoints.authorization }],
    ),
  );

  test('knows the endpoints of some providers', () => {
    expect(new Set(systems.map(({ provider }) => provider))).toEqual(
      new Set([
        'apaleo-store-app',
        'pleo',
        'pipedrive',
        'atlassian',
        'github',
        'salesforce',
        'slack',
        'spotify',
      ]),
    );
  });

  test.each(systems.map((system) => [system.provider, system.name, system] as const))(
    'takes what the template of %s says of %s',
    (provider, environment, { endpoints, template, at }) => {
      const challenge = { code_challenge: 'c', code_challenge_method: 'S256' };
      expect(madeWith({ scope: 'one,two', ...challenge }, at)).toMatchObject({
        provider,
        environment,
        endpoints,
        tokenEndpointAuthMethod: template.defaults.tokenEndpointAuthMethod,
        // What the request says comes before what is usual.
        pkce: 'S256',
        scopes: ['one', 'two'],
        authorizationParameters: [],
        label: `booking at ${new URL(at).host}`,
      });
    },
  );

  test('takes a client of a provider for confidential where it uses no PKCE', () => {
    expect(madeWith({}, 'https://accounts.spotify.com/authorize').tokenEndpointAuthMethod).toBe(
      'client_secret_basic',
    );
  });

  test('does not take a similar endpoint for that of a provider', () => {
    for (const at of [
      'https://github.com/login/oauth/authorize/',
      'http://github.com/login/oauth/authorize',
      'https://github.com.example.com/login/oauth/authorize',
    ]) {
      expect(madeWith({}, at)).toMatchObject({
        provider: 'generic-oauth2',
        endpoints: { authorization: at },
      });
    }
  });

  test('shortens what is too long for a label', () => {
    expect(madeWith({ client_id: 'x'.repeat(1000) }).label).toHaveLength(200);
  });

  test('whatever the request holds, the client is stored and shown as it is', () => {
    const name = fc.oneof(
      fc.constantFrom(
        'redirect_uri',
        'scope',
        'code_challenge',
        'prompt',
        'max_age',
        'resource',
        'request',
        '__proto__',
      ),
      fc.string({ maxLength: 50 }),
    );
    const value = fc.oneof(
      fc.constantFrom(' x ', 'a\nb', '\r\n', 'https://app.example/', 'app:/x', 'b=c'),
      fc.string({ maxLength: 50, unit: 'binary' }),
      fc.string({ maxLength: 50 }),
    );
    const anyEndpoint = fc.constantFrom(endpoint, 'https://slack.com/oauth/v2/authorize');
    fc.assert(
      fc.property(
        anyEndpoint,
        fc.string({ minLength: 1, maxLength: 50 }),
        fc.array(fc.tuple(name, value), { maxLength: 20 }),
        (at, clientId, parameters) => {
          const client = made({ endpoint: at, clientId, parameters });
          expect(fromForm(toForm(client, {}), identity)).toEqual(client);
          expect(parseStoredClient(toStoredClient(client), countingIds())).toEqual({
            ok: true,
            client,
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('isClientOfRequest', () => {
  const client = madeWith({});

  test('knows a client by its client ID and authorization endpoint', () => {
    expect(isClientOfRequest(client, request({ scope: 'other' }))).toBe(true);
    expect(isClientOfRequest({ ...client, provider: 'keycloak' }, request({}))).toBe(true);
  });

  test('tells other clients and other servers apart', () => {
    expect(isClientOfRequest(client, request({ client_id: 'Booking' }))).toBe(false);
    expect(isClientOfRequest(client, request({}, `${endpoint}/`))).toBe(false);
    expect(isClientOfRequest({ ...client, endpoints: {} }, request({}))).toBe(false);
  });
});
