import { describe, expect, test } from 'vitest';
import * as oauth from 'oauth4webapi';
import {
  type AuthorizationRequestInput,
  authorizationUrl,
  isFormPostAsked,
  isSilent,
} from '../../../utils/oauth/authorization-request';

const input: AuthorizationRequestInput = {
  authorizationEndpoint: 'https://server.example.com/authorize',
  client: {
    provider: 'generic-oidc',
    clientId: 's6BhdRkqt3',
    scopes: ['openid', 'profile'],
    pkce: 'S256',
    authorizationParameters: [],
  },
  redirectUri: 'https://client.example.com/cb',
  state: 'xyz',
};

const parametersOf = (changes: Partial<AuthorizationRequestInput> = {}) => [
  ...new URL(authorizationUrl({ ...input, ...changes })).searchParams,
];

describe('authorizationUrl', () => {
  // RFC 6749 §4.1.1, the example
  test('writes the request of the specification', () => {
    const url = authorizationUrl({ ...input, client: { ...input.client, scopes: [] } });
    expect(url).toBe(
      'https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&state=xyz',
    );
  });

  // RFC 7636 appendix B
  test('carries the challenge of the specification’s verifier', async () => {
    const codeChallenge = await oauth.calculatePKCECodeChallenge(
      'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    );
    expect(parametersOf({ codeChallenge }).slice(-2)).toEqual([
      ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
      ['code_challenge_method', 'S256'],
    ]);
  });

  test('names the method plain', () => {
    const client = { ...input.client, pkce: 'plain' as const };
    expect(parametersOf({ client, codeChallenge: 'the-verifier' })).toContainEqual([
      'code_challenge_method',
      'plain',
    ]);
  });

  test('sends neither nonce nor challenge where there is none', () => {
    expect(parametersOf().map(([name]) => name)).toEqual([
      'response_type',
      'client_id',
      'redirect_uri',
      'scope',
      'state',
    ]);
  });

  test('sends a nonce', () => {
    expect(parametersOf({ nonce: 'n-0S6_WzA2Mj' })).toContainEqual(['nonce', 'n-0S6_WzA2Mj']);
  });

  test('writes a blank as %20, and a plus as %2B', () => {
    const url = authorizationUrl({
      ...input,
      client: { ...input.client, authorizationParameters: [['hint', 'a+b c']] },
    });
    expect(url).toContain('scope=openid%20profile');
    expect(url).toContain('hint=a%2Bb%20c');
    expect(url).not.toContain('+');
  });

  test.each([
    ['generic-oauth2', 'openid profile'],
    // Commas stand between the scopes there.
    ['slack', 'openid,profile'],
    // Scopes belong to the app there.
    ['pipedrive', null],
    ['of-a-later-version', 'openid profile'],
  ])('sends the scopes as %s takes them', (provider, scope) => {
    const client = { ...input.client, provider };
    const url = new URL(authorizationUrl({ ...input, client }));
    expect(url.searchParams.get('scope')).toBe(scope);
  });

  test('keeps a query that the endpoint has of its own', () => {
    const authorizationEndpoint = 'https://server.example.com/authorize?tenant=a%20b&x=1';
    expect(parametersOf({ authorizationEndpoint }).slice(0, 3)).toEqual([
      ['tenant', 'a b'],
      ['x', '1'],
      ['response_type', 'code'],
    ]);
  });

  test('lets no query of the endpoint stand in for the state of the run', () => {
    const authorizationEndpoint = 'https://server.example.com/authorize?state=old&state=older';
    expect(parametersOf({ authorizationEndpoint }).filter(([name]) => name === 'state')).toEqual([
      ['state', 'xyz'],
    ]);
  });

  test('appends further parameters in order, names may repeat (RFC 8707)', () => {
    const authorizationParameters = [
      ['resource', 'https://a.example'],
      ['prompt', 'login'],
      ['resource', 'https://b.example'],
    ] as const;
    expect(
      parametersOf({ client: { ...input.client, authorizationParameters } }).slice(-3),
    ).toEqual(authorizationParameters);
  });

  test('leaves nothing of a value to be read as another parameter', () => {
    const hostile = 'a&state=evil#x';
    expect(
      parametersOf({ client: { ...input.client, authorizationParameters: [['hint', hostile]] } }),
    ).toEqual([...parametersOf(), ['hint', hostile]]);
  });

  test('sends parameters of the run in the place of those of the client', () => {
    const authorizationParameters = [
      ['prompt', 'login'],
      ['tenant', '1'],
    ] as const;
    const client = { ...input.client, authorizationParameters };
    const overrides = [
      ['prompt', 'none'],
      ['ui_locales', 'en de'],
    ] as const;
    expect(parametersOf({ client, overrides }).slice(-3)).toEqual([
      ['tenant', '1'],
      ['prompt', 'none'],
      ['ui_locales', 'en de'],
    ]);
  });
});

describe('isSilent', () => {
  test.each([
    ['prompt=none', true],
    ['prompt=login', false],
    ['prompt=none%20login', false],
    ['xprompt=none', false],
    ['', false],
  ])('%s: %s', (query, expected) => {
    expect(isSilent(`https://server.example.com/authorize?a=b&${query}`)).toBe(expected);
  });
});

describe('isFormPostAsked', () => {
  test.each([
    ['response_mode=form_post', true],
    ['response_mode=form_post.jwt', false],
    ['response_mode=query', false],
    ['response_type=form_post', false],
    ['', false],
  ])('%s: %s', (query, expected) => {
    expect(isFormPostAsked(`https://server.example.com/authorize?a=b&${query}`)).toBe(expected);
  });
});
