import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { parseStoredClient, toStoredClient } from '../../../utils/clients/stored-client';
import { countingIds, sampleClient } from './sample-client';

const minimal = { client_id: 'c' };
const own = (members: object) => ({ ...minimal, oauth_workbench: members });

const parse = (value: unknown) => parseStoredClient(value, countingIds());

describe('parseStoredClient', () => {
  test('reads what was stored', () => {
    expect(parse(toStoredClient(sampleClient))).toEqual({ ok: true, client: sampleClient });
    expect(parse(JSON.parse(JSON.stringify(toStoredClient(sampleClient))))).toEqual({
      ok: true,
      client: sampleClient,
    });
  });

  test('reads client metadata of RFC 7591, with defaults for the rest', () => {
    const expected: Client = {
      id: 'made-1',
      slug: 'made-2',
      label: 'My Example Client',
      provider: 'generic-oauth2',
      environment: '',
      grantType: 'authorization_code',
      registration: { logo_uri: 'https://client.example.org/logo.png' },
      endpoints: {},
      clientId: 's6BhdRkqt3',
      tokenEndpointAuthMethod: 'client_secret_basic',
      basicEncoding: 'form',
      secrets: [],
      redirectUris: ['https://client.example.org/callback', 'https://client.example.org/callback2'],
      scopes: [],
      redirectMode: 'extension',
      pkce: 'S256',
      originHeader: 'removed',
      authorizationParameters: [],
    };
    // The response of RFC 7591 §3.2.1
    expect(
      parse({
        client_id: 's6BhdRkqt3',
        client_secret: 'cf136dc3c1fc93f31185e5885805d',
        client_id_issued_at: 2893256800,
        client_secret_expires_at: 2893276800,
        redirect_uris: [
          'https://client.example.org/callback',
          'https://client.example.org/callback2',
        ],
        grant_types: ['authorization_code', 'refresh_token'],
        client_name: 'My Example Client',
        'client_name#ja-Jpan-JP': '\u30AF\u30E9\u30A4\u30A2\u30F3\u30C8\u540D',
        token_endpoint_auth_method: 'client_secret_basic',
        logo_uri: 'https://client.example.org/logo.png',
        jwks_uri: 'https://client.example.org/my_public_keys.jwks',
        example_extension_parameter: 'example_value',
      }),
    ).toEqual({ ok: true, client: expected });
  });

  test('has no place for a secret', () => {
    const parsed = parse({
      ...minimal,
      client_secret: 'top-secret-1',
      oauth_workbench: { client_secret: 'top-secret-2', secret: 'top-secret-3' },
    });
    expect(JSON.stringify(parsed)).not.toContain('top-secret');
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'Invalid type: Expected Object but received undefined'],
    ['null', null, 'Invalid type: Expected Object but received null'],
    ['a list', [], 'client_id: Invalid key: Expected "client_id" but received undefined'],
    ['a text', 'x', 'Invalid type: Expected Object but received "x"'],
    ['no client ID', {}, 'client_id: Invalid key: Expected "client_id" but received undefined'],
    [
      'a client ID that is a number',
      { client_id: 7 },
      'client_id: Invalid type: Expected string but received 7',
    ],
    [
      'an empty client ID',
      { client_id: '' },
      'client_id: Invalid length: Expected >=1 but received 0',
    ],
    [
      'a huge client ID',
      { client_id: 'x'.repeat(2001) },
      'client_id: Invalid length: Expected <=2000 but received 2001',
    ],
    [
      'redirect URIs that are no list',
      { ...minimal, redirect_uris: 'https://a.example' },
      'redirect_uris: Invalid type: Expected Array but received "https://a.example"',
    ],
    [
      'a redirect URI that is no text',
      { ...minimal, redirect_uris: ['https://a.example', 1] },
      'redirect_uris.1: Invalid type: Expected string but received 1',
    ],
    [
      'too many redirect URIs',
      { ...minimal, redirect_uris: Array.from({ length: 201 }, () => 'x') },
      'redirect_uris: Invalid length: Expected <=200 but received 201',
    ],
    [
      'a scope that is a list',
      { ...minimal, scope: ['openid'] },
      'scope: Invalid type: Expected string but received Array',
    ],
    [
      'an unknown client authentication',
      { ...minimal, token_endpoint_auth_method: 'private_key_jwt' },
      'token_endpoint_auth_method: Invalid type: Expected ("none" | "client_secret_basic" | "client_secret_post") but received "private_key_jwt"',
    ],
    [
      'members of ours that are no object',
      { ...minimal, oauth_workbench: 1 },
      'oauth_workbench: Invalid type: Expected Object but received 1',
    ],
    [
      'a provider that is a path',
      own({ provider: '../x' }),
      'oauth_workbench.provider: must be a short path of a-z, 0-9, -',
    ],
    [
      'contacts that are no list',
      { ...minimal, contacts: 'ada@example.com' },
      'contacts: Invalid type: Expected Array but received "ada@example.com"',
    ],
    [
      'a name that is no text',
      { ...minimal, client_name: 7 },
      'client_name: Invalid type: Expected string but received 7',
    ],
    [
      'an unknown Basic encoding',
      own({ basic_encoding: 'base64' }),
      'oauth_workbench.basic_encoding: Invalid type: Expected ("form" | "raw") but received "base64"',
    ],
    [
      'a secret in an unknown state',
      own({
        secrets: [{ id: '1', description: '', added_at: 0, state: 'lost', is_remembered: false }],
      }),
      'oauth_workbench.secrets.0.state: Invalid type: Expected ("active" | "spare" | "retired") but received "lost"',
    ],
    [
      'a registration that holds more than texts',
      own({ registration: { client_code: 7 } }),
      'oauth_workbench.registration.client_code: Invalid type: Expected string but received 7',
    ],
    [
      'an unknown PKCE method',
      own({ pkce: 'S512' }),
      'oauth_workbench.pkce: Invalid type: Expected ("S256" | "plain" | "off") but received "S512"',
    ],
    [
      'an unknown redirect mode',
      own({ redirect_mode: 'proxy' }),
      'oauth_workbench.redirect_mode: Invalid type: Expected ("extension" | "capture" | "manual") but received "proxy"',
    ],
    [
      'a chosen redirect URI that is no text',
      own({ chosen_redirect_uri: 1 }),
      'oauth_workbench.chosen_redirect_uri: Invalid type: Expected string but received 1',
    ],
    [
      'a slug that is a path',
      own({ slug: '../x' }),
      'oauth_workbench.slug: must be a short path of a-z, 0-9, -',
    ],
    [
      'a reserved parameter',
      own({ authorization_parameters: [['state', 'x']] }),
      'oauth_workbench.authorization_parameters.0.0: state cannot be set by hand: each run makes its own random value',
    ],
    [
      'a secret as a parameter',
      own({
        authorization_parameters: [
          ['a', 'b'],
          ['client_secret', 'x'],
        ],
      }),
      'oauth_workbench.authorization_parameters.1.0: client_secret cannot be set by hand: a secret must never be in a URL',
    ],
    [
      'a parameter of three parts',
      own({ authorization_parameters: [['a', 'b', 'c']] }),
      'oauth_workbench.authorization_parameters.0.2: Invalid type: Expected never but received "c"',
    ],
  ])('refuses %s', (_, value, message) => {
    expect(parse(value)).toEqual({ ok: false, message });
  });

  test('takes nothing from a prototype', () => {
    const parsed = parse(
      JSON.parse(
        '{"client_id":"c","__proto__":{"scope":"admin"},"oauth_workbench":{"__proto__":{"pkce":"off"}}}',
      ),
    );
    expect(parsed).toMatchObject({ ok: true, client: { scopes: [], pkce: 'S256' } });
    expect(({} as Record<string, unknown>)['pkce']).toBeUndefined();
  });

  test('reads the scopes of a list that is separated by more than one blank', () => {
    expect(parse({ ...minimal, scope: ' openid  profile ' })).toMatchObject({
      client: { scopes: ['openid', 'profile'] },
    });
  });

  test.each([
    ['an empty name', ''],
    ['a name with a line break', 'tenant\nclient_secret'],
    ['a name with an equals sign', 'client_secret=x&tenant'],
    ['a reserved name with a blank', ' state'],
  ])('refuses a parameter that the form could not show: %s', (_, name) => {
    expect(parse(own({ authorization_parameters: [[name, 'x']] }))).toMatchObject({ ok: false });
  });

  test.each([
    ['empty', ''],
    ['the address of another view', 'new'],
    ['a path', 'a/b'],
    ['a member of every object', '__proto__'],
  ])('gives an id that is %s no way into the store', (_, id) => {
    const parsed = parse(own({ id }));
    expect(parsed.ok ? parsed.client.id : 'refused').not.toBe(id);
  });

  test('never throws', () => {
    const hostile = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
        fc.record(
          {
            client_id: tie('leaf'),
            redirect_uris: tie('leaf'),
            scope: tie('leaf'),
            token_endpoint_auth_method: tie('leaf'),
            client_name: tie('leaf'),
            oauth_workbench: tie('own'),
          },
          { requiredKeys: [] },
        ),
      ),
      own: fc.oneof(
        tie('leaf'),
        fc.record(
          {
            id: tie('leaf'),
            slug: tie('leaf'),
            provider: tie('leaf'),
            authorization_parameters: tie('leaf'),
            issuer: tie('leaf'),
          },
          { requiredKeys: [] },
        ),
      ),
      leaf: fc.oneof(fc.string(), fc.anything(), fc.array(fc.array(fc.string()))),
    })).value;
    fc.assert(
      fc.property(hostile, (value) => {
        const parsed = parse(value);
        expect(parsed.ok ? typeof parsed.client.clientId : typeof parsed.message).toBe('string');
      }),
    );
  });
});

describe('toStoredClient', () => {
  test('writes the names of RFC 7591, and ours apart', () => {
    expect(JSON.parse(JSON.stringify(toStoredClient(sampleClient)))).toEqual({
      client_id: 'booking-widget',
      client_name: 'Booking widget for guests',
      client_uri: 'https://app.example.com',
      logo_uri: 'https://app.example.com/logo.png',
      tos_uri: 'https://app.example.com/terms',
      policy_uri: 'https://app.example.com/privacy',
      contacts: ['ada@example.com', 'ben@example.com'],
      initiate_login_uri: 'https://app.example.com/start',
      redirect_uris: ['https://app.example.com/callback', 'http://localhost:8080/callback'],
      scope: 'openid profile',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      oauth_workbench: {
        id: 'sample-id',
        slug: 'sample-slug',
        label: 'Booking widget',
        provider: 'generic-oidc',
        environment: 'Staging',
        issuer: 'https://auth.example.com',
        authorization_endpoint: 'https://auth.example.com/authorize',
        token_endpoint: 'https://auth.example.com/token',
        jwks_uri: 'https://keys.example.com/jwks',
        introspection_endpoint: 'https://auth.example.com/introspect',
        revocation_endpoint: 'https://auth.example.com/revoke',
        userinfo_endpoint: 'https://auth.example.com/me',
        end_session_endpoint: 'https://auth.example.com/out',
        redirect_mode: 'extension',
        pkce: 'S256',
        origin_header: 'removed',
        basic_encoding: 'form',
        registration: {
          access_type: 'scope',
          app_type: 'public',
          client_code: 'BOOK',
          personally_identifiable_information: 'no',
          pkce_support: 'supported',
          settings_uri: 'https://app.example.com/settings',
          subject_type_preference: 'company',
        },
        secrets: [
          {
            id: '2',
            description: 'Since the audit',
            added_at: Date.UTC(2026, 2, 1),
            state: 'active',
            is_remembered: false,
          },
          {
            id: '1',
            description: 'The first one',
            added_at: Date.UTC(2025, 0, 1),
            state: 'retired',
            is_remembered: false,
          },
        ],
        authorization_parameters: [
          ['prompt', 'login consent'],
          ['resource', 'https://api.example.com'],
          ['tenant', 'a=b'],
        ],
      },
    });
  });

  test('writes the redirect URI that was chosen, and only that', () => {
    const chosenRedirectUri = 'http://localhost:8080/callback';
    const ownMembers = (client: Client) =>
      JSON.parse(JSON.stringify(toStoredClient(client))).oauth_workbench;
    expect(ownMembers({ ...sampleClient, chosenRedirectUri })).toMatchObject({
      chosen_redirect_uri: chosenRedirectUri,
    });
    expect(ownMembers(sampleClient)).not.toHaveProperty('chosen_redirect_uri');
  });

  test('has no response type where there is no authorization request (RFC 7591 §2.1)', () => {
    const stored = toStoredClient({ ...sampleClient, grantType: 'client_credentials' });
    expect(stored).toMatchObject({ grant_types: ['client_credentials'], response_types: [] });
  });

  test('names a client by its label where it has no other name', () => {
    const { client_name: _, ...registration } = sampleClient.registration;
    const stored = toStoredClient({ ...sampleClient, registration });
    expect(stored.client_name).toBe('Booking widget');
    expect(JSON.parse(JSON.stringify(stored)).oauth_workbench).not.toHaveProperty('label');
  });
});

describe('parseStoredClient and toStoredClient', () => {
  const { client_name: _, ...nameless } = sampleClient.registration;

  test.each<[string, Partial<Client>]>([
    ['client credentials', { grantType: 'client_credentials' }],
    ['raw Basic', { basicEncoding: 'raw' }],
    ['no registration', { registration: {} }],
    ['a redirect URI to capture', { redirectMode: 'capture' }],
    [
      'a redirect URI that was chosen',
      { redirectMode: 'manual', chosenRedirectUri: 'http://localhost:8080/callback' },
    ],
    ['no name but its label', { registration: nameless }],
    [
      'a name that is its label too',
      { registration: { ...nameless, client_name: sampleClient.label } },
    ],
    ['no secret', { secrets: [] }],
    [
      'a spare secret that is sealed',
      {
        secrets: [
          { id: '7', description: '', addedAt: 1, state: 'spare', isRemembered: true },
          { id: '8', description: '', addedAt: 0, state: 'active', isRemembered: true },
        ],
      },
    ],
    ['a provider that is not known here', { provider: 'of-a-later-version' }],
    ['a provider of the name of what every object has', { provider: 'constructor' }],
    ['a provider with a registration form', { provider: 'pleo' }],
  ])('bring back a client with %s', (_name, changes) => {
    const client = { ...sampleClient, ...changes };
    expect(parse(JSON.parse(JSON.stringify(toStoredClient(client))))).toEqual({ ok: true, client });
  });

  test.each([
    [undefined, 'authorization_code'],
    [[], 'authorization_code'],
    [['implicit'], 'authorization_code'],
    [['refresh_token', 'client_credentials'], 'client_credentials'],
    [['client_credentials', 'authorization_code'], 'authorization_code'],
  ])('take from the grant types %j that of %s', (grant_types, grantType) => {
    expect(parse({ ...minimal, grant_types })).toMatchObject({ ok: true, client: { grantType } });
  });

  test('take the grant of the provider, where it has only one', () => {
    const stored = {
      ...own({ provider: 'apaleo-custom-app' }),
      grant_types: ['authorization_code'],
    };
    expect(parse(stored)).toMatchObject({ client: { grantType: 'client_credentials' } });
  });

  test('write contacts as a list, and read them as one line', () => {
    const stored = toStoredClient({
      ...sampleClient,
      registration: { contacts: 'a@example.com;b@example.com  c@example.com' },
    });
    expect(stored.contacts).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
    expect(parse(stored)).toMatchObject({
      client: { registration: { contacts: 'a@example.com, b@example.com, c@example.com' } },
    });
  });

  test('drop a field of a registration that is not known here', () => {
    const parsed = parse(own({ registration: { client_code: 'A', of_a_later_version: 'B' } }));
    expect(parsed).toMatchObject({ ok: true, client: { registration: { client_code: 'A' } } });
    expect(JSON.stringify(parsed)).not.toContain('of_a_later_version');
  });

  test('take the client name for the label, cut to what fits', () => {
    expect(parse({ ...minimal, client_name: 'x'.repeat(300) })).toMatchObject({
      ok: true,
      client: { label: 'x'.repeat(200), registration: {} },
    });
  });
});
