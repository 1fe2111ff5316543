import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refreshTokenOf, resultOf } from '../../../utils/oauth/run-result';
import { furtherMembers, readTokenResponse } from '../../../utils/oauth/token-response';
import { sampleClient } from '../clients/sample-client';
import { rfc7515A1 } from '../tokens/vectors';
import { exchangeOf, runUpTo } from './sample-run';

/** An exchange with a form-encoded answer. */
const formOf = (body: string, type = 'application/x-www-form-urlencoded') =>
  exchangeOf(body, {
    outcome: {
      kind: 'response',
      status: 200,
      headers: [['content-type', type]],
      body,
      end: 'whole',
    },
  });

describe('readTokenResponse', () => {
  // RFC 6749 §5.1, the example
  test('reads the response of the specification', () => {
    const members = {
      access_token: '2YotnFZFEjr1zCsicMWpAA',
      token_type: 'example',
      expires_in: 3600,
      refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
      example_parameter: 'example_value',
    };
    expect(readTokenResponse(exchangeOf(members))).toEqual({
      format: 'json',
      accessToken: '2YotnFZFEjr1zCsicMWpAA',
      refreshToken: 'tGzv3JOkF0XG5Qx2TlKWIA',
      tokenType: 'example',
      expiresAt: 5000 + 40 + 3_600_000,
      scope: undefined,
      nested: [],
      members,
    });
  });

  test('reads a form, as GitHub sends it by default', () => {
    expect(
      readTokenResponse(formOf('access_token=gho_1&scope=repo%2Cgist&token_type=bearer')),
    ).toEqual({
      format: 'form',
      accessToken: 'gho_1',
      tokenType: 'bearer',
      scope: 'repo,gist',
      nested: [],
      members: { access_token: 'gho_1', scope: 'repo,gist', token_type: 'bearer' },
    });
  });

  test('reads the seconds of a form, which are text', () => {
    expect(readTokenResponse(formOf('access_token=a&expires_in=60'))?.expiresAt).toBe(65_040);
  });

  // https://docs.slack.dev/reference/methods/oauth.v2.access
  test('finds tokens one level down', () => {
    const response = readTokenResponse(
      exchangeOf({
        ok: true,
        access_token: 'xoxb-bot',
        scope: 'commands',
        team: { name: 'Team', id: 'T1' },
        authed_user: { id: 'U1', scope: 'chat:write', access_token: 'xoxp-user' },
        list: [{ access_token: 'not-here' }],
        empty: { access_token: '' },
        deeper: { inside: { access_token: 'nor-here' } },
      }),
    );
    expect(response?.accessToken).toBe('xoxb-bot');
    expect(response?.nested).toEqual([
      {
        member: 'authed_user',
        accessToken: 'xoxp-user',
        scope: 'chat:write',
        members: { id: 'U1', scope: 'chat:write', access_token: 'xoxp-user' },
      },
    ]);
  });

  test('reads a response whose only token stands one level down', () => {
    const response = readTokenResponse(exchangeOf({ authed_user: { access_token: 'xoxp' } }));
    expect(response).not.toHaveProperty('accessToken');
    expect(response?.nested).toEqual([
      {
        member: 'authed_user',
        accessToken: 'xoxp',
        scope: undefined,
        members: { access_token: 'xoxp' },
      },
    ]);
  });

  test.each<[string, object, number | undefined]>([
    [
      'the only token, with its own',
      { authed_user: { access_token: 'x', expires_in: 60 } },
      65_040,
    ],
    [
      'the only token, with its own and another outside',
      { expires_in: 5, authed_user: { access_token: 'x', expires_in: 60 } },
      65_040,
    ],
    [
      'the only token, with one outside',
      { expires_in: 60, authed_user: { access_token: 'x' } },
      undefined,
    ],
    [
      'one of two tokens',
      { access_token: 'a', expires_in: 5, authed_user: { access_token: 'x', expires_in: 60 } },
      10_040,
    ],
  ])('takes the lifetime of the token that is shown, where a nested one is %s', (_, body, at) => {
    expect(readTokenResponse(exchangeOf(body))?.expiresAt).toBe(at);
  });

  test('takes nothing from what every object has', () => {
    const body = '{"__proto__":{"access_token":"a"},"constructor":{"scope":"b"}}';
    const response = readTokenResponse(exchangeOf(body));
    expect(response?.accessToken).toBeUndefined();
    expect(response?.nested.map(({ member }) => member) ?? []).not.toContain('constructor');
  });

  test.each([
    ['an error', { error: 'invalid_grant' }],
    ['no token', {}],
    ['a token that is no text', { access_token: 7, id_token: null, refresh_token: ['x'] }],
    ['an empty token', { access_token: '' }],
    ['a list', []],
    ['HTML', '<html>'],
    ['nothing', ''],
  ])('reads nothing of %s', (_, body) => {
    expect(readTokenResponse(exchangeOf(body))).toBeUndefined();
  });

  test.each([{ kind: 'redirect' }, { kind: 'error', message: 'x' }] as const)(
    'reads nothing where no response came: %j',
    (outcome) => {
      expect(readTokenResponse(exchangeOf({}, { outcome }))).toBeUndefined();
    },
  );

  test.each([
    ['a number', 60, 65_040],
    ['a number in words', '60', 65_040],
    ['zero', 0, 5040],
    ['a negative number', -60, -54_960],
    ['three thousand years', 99_999_999_999, 5040 + 99_999_999_999_000],
    ['longer than three thousand years', 1e11, undefined],
    ['longer than three thousand years, in words', '100000000000', undefined],
    ['without end', 1e300, undefined],
    ['negative without end', -1e300, undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['words', 'soon', undefined],
    ['an empty text', '', undefined],
    ['a blank', ' ', undefined],
    ['true', true, undefined],
    ['a list', [60], undefined],
    ['an object', { a: 1 }, undefined],
    ['an object that claims to be a number', { toString: 1, valueOf: 1 }, undefined],
  ])('takes an expires_in that is %s', (_, expires_in, expiresAt) => {
    expect(readTokenResponse(exchangeOf({ access_token: 'a', expires_in }))?.expiresAt).toBe(
      expiresAt,
    );
  });

  test('keeps the scope as it came', () => {
    expect(readTokenResponse(exchangeOf({ access_token: 'a', scope: ['b'] }))?.scope).toEqual([
      'b',
    ]);
  });

  test('never throws', () => {
    const leaf = fc.oneof(fc.string(), fc.jsonValue(), fc.constant({ toString: null }));
    const members = fc.record(
      {
        access_token: leaf,
        id_token: leaf,
        refresh_token: leaf,
        token_type: leaf,
        expires_in: leaf,
        scope: leaf,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), members), (body) => {
        readTokenResponse(exchangeOf(body));
      }),
    );
  });
});

describe('furtherMembers', () => {
  test('gives what no specification knows, each as text', () => {
    const response = readTokenResponse(
      exchangeOf({
        access_token: 'a',
        token_type: 'Bearer',
        expires_in: 1,
        refresh_token: 'r',
        scope: 's',
        id_token: 'i',
        api_domain: 'https://company.pipedrive.com',
        ok: true,
        team: { id: 'T1' },
      }),
    );
    expect(response === undefined ? [] : furtherMembers(response)).toEqual([
      ['api_domain', 'https://company.pipedrive.com'],
      ['ok', 'true'],
      ['team', '{\n  "id": "T1"\n}'],
    ]);
  });

  test('shows a nested access token in its own place only, and the rest as it came', () => {
    const response = readTokenResponse(
      exchangeOf({
        access_token: 'xoxb-bot',
        authed_user: { id: 'U1', access_token: 'xoxp-user', expires_in: 60 },
        list: [{ refresh_token: 'in-a-list' }],
        deeper: { inside: { id_token: 'in-the-depth' } },
      }),
    );
    const further = response === undefined ? [] : furtherMembers(response);
    expect(further[0]).toEqual([
      'authed_user',
      '{\n  "id": "U1",\n  "access_token": "(shown as a token)",\n  "expires_in": 60\n}',
    ]);
    expect(further.map(([name]) => name)).toEqual(['authed_user', 'list', 'deeper']);
    expect(JSON.stringify(further)).not.toMatch(/xoxb-bot|xoxp-user/);
    expect(JSON.stringify(further)).toContain('in-a-list');
  });
});

describe('resultOf', () => {
  test('decodes every token of the last token exchange, however the run ended', () => {
    const run = runUpTo(
      'authorization-accepted',
      { type: 'exchanged', at: 1, exchange: exchangeOf({ error: 'invalid_grant' }) },
      {
        type: 'exchanged',
        at: 2,
        exchange: exchangeOf({
          access_token: rfc7515A1,
          refresh_token: 'opaque',
          id_token: 'a.b.c',
          scope: 'openid,admin',
        }),
      },
      {
        type: 'failed',
        at: 3,
        failure: { code: 'token_response_invalid', cause: 'x', remedy: 'y' },
      },
    );
    const result = resultOf(run);
    expect(result.accessToken?.kind).toBe('jwt');
    expect(result.refreshToken).toEqual({ kind: 'opaque', raw: 'opaque' });
    expect(result.idToken?.kind).toBe('opaque');
    expect(
      result.scopes.map(({ scope, requested, granted }) => [scope, requested, granted]),
    ).toEqual([
      ['openid', true, true],
      ['profile', true, false],
      ['admin', false, true],
    ]);
  });

  test('says of the scopes that nothing is known before a token came', () => {
    const result = resultOf(runUpTo('authorization-accepted'));
    expect(result.response).toBeUndefined();
    expect(result.scopes.map(({ granted }) => granted)).toEqual(['unknown', 'unknown']);
  });
});

/** A token exchange in which these parameters were sent. */
const asked = (body: unknown, form: Readonly<Record<string, string>>) =>
  exchangeOf(body, {
    request: {
      method: 'POST',
      url: 'https://auth.example.com/token',
      headers: [],
      form: Object.entries(form),
    },
  });

const scopesOf = (run: Parameters<typeof resultOf>[0]) =>
  resultOf(run).scopes.map(({ scope, requested, granted }) => [scope, requested, granted]);

describe('resultOf and what was asked for', () => {
  const recorded = { client: sampleClient, exchanges: [] };

  test('takes the scopes of a client without a user from its token request', () => {
    const exchange = asked({ access_token: 'a' }, { scope: 'read write' });
    expect(scopesOf({ ...recorded, exchanges: [exchange] })).toEqual([
      ['read', true, true],
      ['write', true, true],
    ]);
  });

  test('takes the scopes of a refresh from the run before', () => {
    const exchange = asked({ access_token: 'a', scope: 'openid more' }, { refresh_token: 'r' });
    const refreshes = { runId: 'run-0', scopes: ['openid', 'profile'] };
    expect(scopesOf({ ...recorded, exchanges: [exchange], refreshes })).toEqual([
      ['openid', true, true],
      ['profile', true, false],
      ['more', false, true],
    ]);
  });

  test('takes the scopes of the code flow from the wire, not from the client', () => {
    const url = 'https://auth.example.com/authorize?scope=a%20b,c';
    expect(scopesOf({ ...recorded, authorization: { url, state: 's' } })).toEqual([
      ['a', true, 'unknown'],
      ['b', true, 'unknown'],
      ['c', true, 'unknown'],
    ]);
  });

  test('shows scopes that belong to the app at the provider as registered', () => {
    const client = { ...sampleClient, provider: 'pipedrive', scopes: ['base', 'deals:read'] };
    const authorization = { url: 'https://auth.example.com/authorize', state: 's' };
    const exchange = exchangeOf({ access_token: 'a', scope: 'base,users:read' });
    expect(scopesOf({ client, authorization, exchanges: [exchange] })).toEqual([
      ['base', 'registered', true],
      ['deals:read', 'registered', false],
      ['users:read', false, true],
    ]);
    const silent = exchangeOf({ access_token: 'a' });
    expect(scopesOf({ client, authorization, exchanges: [silent] })).toEqual([
      ['base', 'registered', 'unknown'],
      ['deals:read', 'registered', 'unknown'],
    ]);
  });

  test('cannot tell what stands behind a marker, but for OpenID Connect', () => {
    const client = { ...sampleClient, provider: 'apaleo-store-app' };
    const url = 'https://auth.example.com/authorize?scope=openid%20profile%20folios.read';
    const exchange = exchangeOf({ access_token: 'a', scope: 'identity:permissions openid' });
    const run = { client, authorization: { url, state: 's' }, exchanges: [exchange] };
    expect(scopesOf(run)).toEqual([
      ['openid', true, true],
      ['profile', true, false],
      ['folios.read', true, 'unknown'],
      ['identity:permissions', false, true],
    ]);
    expect(resultOf(run).scopes.at(-1)?.meaning).toBe(
      'Not a scope: it stands for whatever the registration allows',
    );
  });

  test('shows a token that stands inside of another member, with its scopes', () => {
    const exchange = exchangeOf({
      ok: true,
      authed_user: { access_token: 'xoxp', scope: 'chat:write,files:read' },
    });
    const client = { ...sampleClient, provider: 'slack' };
    const url = 'https://slack.com/oauth/v2/authorize?scope=chat%3Awrite';
    const run = { client, authorization: { url, state: 's' }, exchanges: [exchange] };
    expect(resultOf(run).accessToken).toEqual({ kind: 'opaque', raw: 'xoxp' });
    // It stands for the access token, and is not shown twice.
    expect(resultOf(run).nested).toEqual([]);
    expect(scopesOf(run)).toEqual([
      ['chat:write', true, true],
      ['files:read', false, true],
    ]);
  });

  const user = { authed_user: { access_token: 'xoxp' } };
  const team = { team: { access_token: 'xoxt' } };
  test.each<[string, object, string, readonly (readonly [string, string])[]]>([
    [
      'one beside the access token',
      { access_token: 'xoxb', ...user },
      'xoxb',
      [['authed_user', 'xoxp']],
    ],
    ['the second of two', { ...user, ...team }, 'xoxp', [['team', 'xoxt']]],
    [
      'two beside the access token',
      { access_token: 'xoxb', ...user, ...team },
      'xoxb',
      [
        ['authed_user', 'xoxp'],
        ['team', 'xoxt'],
      ],
    ],
  ])('shows of the nested tokens %s', (_, body, accessToken, nested) => {
    const result = resultOf({ ...recorded, exchanges: [exchangeOf(body)] });
    expect(result.accessToken?.raw).toBe(accessToken);
    expect(result.nested.map(({ member, token }) => [member, token.raw])).toEqual(nested);
  });
});

describe('refreshTokenOf', () => {
  const recorded = { client: sampleClient };

  test.each([
    ['the one that came', { access_token: 'a', refresh_token: 'new' }, 'new', false],
    ['the one that was sent, where none came', { access_token: 'a' }, 'sent', true],
    ['the one that was sent, where the refresh failed', { error: 'x' }, 'sent', true],
  ])('gives %s', (_, body, token, isKept) => {
    const run = { ...recorded, exchanges: [asked(body, { refresh_token: 'sent' })] };
    expect(refreshTokenOf(run)).toBe(token);
    expect(resultOf(run)).toMatchObject({
      refreshToken: { raw: token },
      isRefreshTokenKept: isKept,
    });
  });

  test('gives none where none came', () => {
    expect(refreshTokenOf({ ...recorded, exchanges: [] })).toBeUndefined();
    const exchange = exchangeOf({ access_token: 'a' });
    expect(refreshTokenOf({ ...recorded, exchanges: [exchange] })).toBeUndefined();
    expect(resultOf({ ...recorded, exchanges: [exchange] }).isRefreshTokenKept).toBe(false);
  });
});
