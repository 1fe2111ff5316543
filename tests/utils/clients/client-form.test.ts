import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARAMETER_FIELDS, reservedReason } from '../../../utils/clients/authorization-parameters';
import {
  BASIC_ENCODINGS,
  type Client,
  GRANT_TYPES,
  ORIGIN_HEADERS,
  PKCE_METHODS,
  REDIRECT_MODES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from '../../../utils/clients/client';
import {
  type ClientFormValues,
  emptyForm,
  environmentOf,
  fromForm,
  isSameForm,
  keptSecrets,
  lines,
  newSecret,
  type SecretFormValue,
  toForm,
  withEnvironment,
  withProvider,
} from '../../../utils/clients/client-form';
import { PROVIDERS } from '../../../utils/clients/providers';
import { REGISTRATION_NAMES } from '../../../utils/clients/registration';
import { sampleClient } from './sample-client';

const word = fc.stringMatching(/^[!-+\--<>-~]{1,12}$/);
const text = fc.stringMatching(/^[!-~](?:[ -~]{0,10}[!-~])?$/);
const path = fc.webUrl();
const otherName = word.filter(
  (name) => reservedReason(name) === undefined && !PARAMETER_FIELDS.some((field) => field === name),
);

const secretNotes = fc
  .array(
    fc.record({ description: text, addedAt: fc.nat(), state: fc.constantFrom('spare', 'retired') }),
    { maxLength: 4 },
  )
  .map((notes) =>
    notes.map((note, index) => ({
      ...note,
      id: String(index + 1),
      state: index === 0 ? ('active' as const) : note.state,
      isRemembered: false,
    })),
  );

/** Clients that a form without errors can describe. */
const clientArbitrary: fc.Arbitrary<Client> = fc
  .record({
    label: text,
    provider: fc.constantFrom(...Object.keys(PROVIDERS), 'of-a-later-version'),
    environment: fc.oneof(fc.constant(''), text),
    grantType: fc.constantFrom(...GRANT_TYPES),
    registration: fc.record(
      Object.fromEntries(
        REGISTRATION_NAMES.map((name) => [name, name === 'contacts' ? fc.emailAddress() : text]),
      ),
      { requiredKeys: [] },
    ),
    secrets: secretNotes,
    basicEncoding: fc.constantFrom(...BASIC_ENCODINGS),
    issuer: fc.option(path, { nil: undefined }),
    endpoints: fc.record(
      {
        authorization: path,
        token: path,
        jwks: path,
        introspection: path,
        revocation: path,
        userInfo: path,
        endSession: path,
      },
      { requiredKeys: [] },
    ),
    clientId: word,
    tokenEndpointAuthMethod: fc.constantFrom(...TOKEN_ENDPOINT_AUTH_METHODS),
    redirectUris: fc.uniqueArray(path),
    choice: fc.option(fc.nat(), { nil: undefined }),
    scopes: fc.uniqueArray(word),
    redirectMode: fc.constantFrom(...REDIRECT_MODES),
    pkce: fc.constantFrom(...PKCE_METHODS),
    originHeader: fc.constantFrom(...ORIGIN_HEADERS),
    fields: fc.record(Object.fromEntries(PARAMETER_FIELDS.map((name) => [name, text])), {
      requiredKeys: [],
    }),
    others: fc.array(fc.tuple(otherName, fc.oneof(fc.constant(''), text))),
  })
  .map(({ fields, others, issuer, choice, ...rest }) => ({
    ...rest,
    ...choiceOf(rest.redirectUris, choice),
    id: 'the-id',
    slug: 'the-slug',
    ...(issuer === undefined ? {} : { issuer }),
    authorizationParameters: [
      ...PARAMETER_FIELDS.flatMap((name): [string, string][] => {
        const value = fields[name];
        return value === undefined ? [] : [[name, value]];
      }),
      ...others,
    ],
  }));

function choiceOf(redirectUris: readonly string[], choice: number | undefined) {
  const uri = choice === undefined ? undefined : redirectUris[1 + (choice % redirectUris.length)];
  return uri === undefined ? {} : { chosenRedirectUri: uri };
}

describe('toForm and fromForm', () => {
  test('bring back the client that they were given', () => {
    fc.assert(
      fc.property(clientArbitrary, (client) => {
        const values = toForm(client, { 1: 'secret' });
        expect(fromForm(values, client)).toEqual(client);
        expect(isSameForm(toForm(fromForm(values, client), { 1: 'secret' }), values)).toBe(true);
      }),
    );
  });

  test('bring back a client with every field filled', () => {
    expect(fromForm(toForm(sampleClient, {}), sampleClient)).toEqual(sampleClient);
  });
});

describe('toForm', () => {
  test('puts a parameter that repeats below the other parameters', () => {
    const { parameters, otherParameters } = toForm(
      {
        ...sampleClient,
        authorizationParameters: [
          ['resource', 'https://a.example'],
          ['resource', 'https://b.example'],
          ['tenant', 'x'],
        ],
      },
      {},
    );
    expect(parameters.resource).toBe('https://a.example');
    expect(otherParameters).toBe('resource=https://b.example\ntenant=x');
  });

  test.each([
    [undefined, ''],
    ['http://localhost:8080/callback', 'http://localhost:8080/callback'],
  ])('shows the redirect URI that was chosen: %s', (chosenRedirectUri, shown) => {
    const client = chosenRedirectUri === undefined ? {} : { chosenRedirectUri };
    expect(toForm({ ...sampleClient, ...client }, {}).chosenRedirectUri).toBe(shown);
  });

  test('shows the value of each secret apart from the client', () => {
    const form = toForm(sampleClient, { 2: 'the-secret', 3: 'of nobody' });
    expect(form.secrets.map(({ id, state, value }) => [id, state, value])).toEqual([
      ['2', 'active', 'the-secret'],
      ['1', 'retired', ''],
    ]);
    expect(JSON.stringify(fromForm(form, sampleClient))).not.toContain('the-secret');
  });

  test.each([
    ['no secret', [], ['1']],
    ['none that is active', [{ ...sampleClient.secrets[1] }], ['1', '2']],
  ])('has a blank secret for a client with %s', (_, secrets, ids) => {
    const form = toForm({ ...sampleClient, secrets: secrets as Client['secrets'] }, {});
    expect(form.secrets.map(({ id }) => id)).toEqual(ids);
    expect(form.secrets.at(-1)).toMatchObject({ state: 'active', value: '', addedAt: 0 });
    expect(form.secrets.filter(({ state }) => state === 'active')).toHaveLength(1);
  });
});

describe('fromForm', () => {
  const identity = { id: 'i', slug: 's' };

  test.each([
    ['  My client ', 'https://auth.example.com', '', 'My client'],
    ['', 'https://auth.example.com/tenant', '', 'cid at auth.example.com'],
    ['', '', 'https://login.example.com:8443/authorize', 'cid at login.example.com:8443'],
    ['', '', '', 'cid'],
    [' ', 'junk', '', 'cid'],
  ])('labels %j %j %j as %j', (label, issuer, authorizationEndpoint, expected) => {
    const form = { ...emptyForm('generic-oidc'), clientId: 'cid' };
    expect(fromForm({ ...form, label, issuer, authorizationEndpoint }, identity).label).toBe(
      expected,
    );
  });

  test('takes scopes separated by blanks or commas, each once', () => {
    const form = { ...emptyForm('generic-oidc'), scopes: 'openid, profile,email\nopenid' };
    expect(fromForm(form, identity).scopes).toEqual(['openid', 'profile', 'email']);
  });

  test.each([
    ['the second', 'https://b.example/cb', 'https://b.example/cb'],
    ['the first, which needs no choice', 'https://a.example/cb', undefined],
    ['one that is not in the list any more', 'https://c.example/cb', undefined],
    ['none', '', undefined],
  ])('chooses %s', (_, chosenRedirectUri, expected) => {
    const form = {
      ...emptyForm('generic-oidc'),
      redirectUris: 'https://a.example/cb\n https://b.example/cb ',
      chosenRedirectUri,
    };
    const client = fromForm(form, identity);
    expect(client.chosenRedirectUri).toBe(expected);
    expect('chosenRedirectUri' in client).toBe(expected !== undefined);
  });

  test('leaves out what is empty', () => {
    const client = fromForm({ ...emptyForm('generic-oauth2'), issuer: ' ' }, identity);
    expect(client).not.toHaveProperty('issuer');
    expect(client.endpoints).toEqual({});
    expect(client.authorizationParameters).toEqual([]);
  });
});

describe('emptyForm', () => {
  test.each([
    ['generic-oidc', 'openid'],
    ['generic-oauth2', ''],
  ] as const)('%s begins with the scopes %j, S256 and no secret', (provider, scopes) => {
    expect(emptyForm(provider)).toMatchObject({
      provider,
      scopes,
      pkce: 'S256',
      tokenEndpointAuthMethod: 'none',
      basicEncoding: 'form',
      grantType: 'authorization_code',
      environment: '',
      issuer: '',
      tokenEndpoint: '',
      secrets: [{ id: '1', state: 'active', value: '', isRemembered: false }],
      originHeader: 'removed',
    });
  });

  test.each<[string, Partial<ClientFormValues>]>([
    [
      'pleo',
      {
        environment: 'Production',
        grantType: 'authorization_code',
        authorizationEndpoint: 'https://auth.pleo.io/oauth/authorize',
        tokenEndpoint: 'https://auth.pleo.io/oauth/token',
        tokenEndpointAuthMethod: 'client_secret_basic',
        pkce: 'S256',
        scopes: '',
      },
    ],
    [
      'pipedrive',
      {
        environment: 'Production',
        tokenEndpoint: 'https://oauth.pipedrive.com/oauth/token',
        pkce: 'off',
        scopes: 'base',
      },
    ],
    [
      'apaleo-custom-app',
      {
        environment: 'Production',
        grantType: 'client_credentials',
        authorizationEndpoint: '',
        tokenEndpoint: 'https://identity.apaleo.com/connect/token',
      },
    ],
    ['google', { issuer: 'https://accounts.google.com', tokenEndpoint: '' }],
    ['of-a-later-version', { environment: '', tokenEndpoint: '', scopes: '' }],
  ])('%s begins with what its template says', (provider, values) => {
    expect(emptyForm(provider)).toMatchObject({ provider, ...values });
  });

  test('has every field of the registration, each empty', () => {
    expect(emptyForm('pleo').registration).toEqual(
      Object.fromEntries(REGISTRATION_NAMES.map((name) => [name, ''])),
    );
  });
});

/** The form with its first secret changed. */
const withSecret = (
  form: ClientFormValues,
  changes: Partial<SecretFormValue>,
): ClientFormValues => ({
  ...form,
  secrets: form.secrets.map((secret, index) => (index === 0 ? { ...secret, ...changes } : secret)),
});

describe('isSameForm', () => {
  const form = toForm(sampleClient, { 2: 'x' });
  const [active, retired] = form.secrets;
  if (active === undefined || retired === undefined) throw new Error('The sample has no secrets.');

  test.each([
    ['itself', form, true],
    ['the same in another order', Object.fromEntries(Object.entries(form).toReversed()), true],
    ['nothing', undefined, false],
    ['another secret', { ...form, secrets: [{ ...active, value: 'y' }, retired] }, false],
    ['a secret less', { ...form, secrets: [active] }, false],
    ['a secret that is remembered', withSecret(form, { isRemembered: true }), false],
    ['a secret of another description', withSecret(form, { description: 'y' }), false],
    ['a secret typed at another time', withSecret(form, { addedAt: 1 }), true],
    ['another name', { ...form, registration: { ...form.registration, client_name: '' } }, false],
    ['another choice', { ...form, chosenRedirectUri: 'http://localhost:8080/callback' }, false],
    ['another prompt', { ...form, parameters: { ...form.parameters, prompt: '' } }, false],
  ])('compares with %s', (_, other, expected) => {
    expect(isSameForm(form, other as typeof form | undefined)).toBe(expected);
  });

  test('does not mind which number a secret has in which nothing was typed', () => {
    const blank = { ...newSecret([]), id: '7' };
    const one = { ...emptyForm('generic-oidc'), secrets: [blank] };
    expect(isSameForm(one, emptyForm('generic-oidc'))).toBe(true);
    expect(isSameForm({ ...one, secrets: [{ ...blank, value: 'x' }] }, one)).toBe(false);
  });
});

describe('newSecret', () => {
  const numbered = (...ids: readonly string[]) => ids.map((id) => ({ ...newSecret([]), id }));

  test.each([
    [[], '1'],
    [['1'], '2'],
    [['3', '1'], '4'],
    [['imported', '2'], '3'],
    [['imported'], '1'],
  ])('beside %j is number %s, and empty', (ids, id) => {
    expect(newSecret(numbered(...ids))).toEqual({
      id,
      description: '',
      addedAt: 0,
      state: 'active',
      isRemembered: false,
      value: '',
    });
  });
});

describe('keptSecrets', () => {
  const secret: SecretFormValue = newSecret([]);
  const keep = (changes: Partial<SecretFormValue>, provider = 'generic-oidc') =>
    keptSecrets({ ...emptyForm(provider), secrets: [{ ...secret, ...changes }] });

  test.each<[string, Partial<SecretFormValue>, number]>([
    ['in which nothing was typed', {}, 0],
    ['with a description of blanks', { description: '  ' }, 0],
    ['with a value', { value: 'x' }, 1],
    ['with a description', { description: 'x' }, 1],
    ['that is sealed', { isRemembered: true }, 1],
    ['that is retired, without a description', { state: 'retired' }, 1],
  ])('a secret %s: %j', (_, changes, count) => {
    expect(keep(changes)).toHaveLength(count);
  });

  test.each<[string, Partial<SecretFormValue>, boolean, readonly boolean[]]>([
    ['locked: an empty one stands for what is sealed', {}, true, [true]],
    ['open: an empty one stands for nothing', {}, false, []],
    ['open: an empty one with a description is a note', { description: 'x' }, false, [false]],
    ['locked: one that was typed', { value: 'x' }, true, [true]],
    ['open: one that was typed', { value: 'x' }, false, [true]],
  ])('remembers, with the vault %s', (_, changes, isVaultLocked, remembered) => {
    const values = {
      ...emptyForm('generic-oidc'),
      secrets: [{ ...secret, isRemembered: true, ...changes }],
    };
    const kept = keptSecrets(values, isVaultLocked);
    expect(kept.map(({ isRemembered }) => isRemembered)).toEqual(remembered);
    const client = fromForm(values, { id: 'i', slug: 's' }, isVaultLocked);
    expect(client.secrets.map(({ isRemembered }) => isRemembered)).toEqual(remembered);
  });

  test('trims the description, and leaves the value as it was typed', () => {
    expect(keep({ description: ' old ', value: ' x ' })).toMatchObject([
      { description: 'old', value: ' x ' },
    ]);
  });

  test('remembers none where the provider does not allow it', () => {
    expect(keep({ value: 'x', isRemembered: true }, 'pleo')).toMatchObject([
      { value: 'x', isRemembered: false },
    ]);
    expect(keep({ isRemembered: true }, 'pleo')).toEqual([]);
    expect(keep({ value: 'x', isRemembered: true }, 'apaleo-store-app')).toMatchObject([
      { isRemembered: true },
    ]);
  });
});

describe('environmentOf', () => {
  test.each([
    ['pleo', 'Staging', 'https://auth.staging.pleo.io/oauth/token'],
    ['pleo', ' staging ', 'https://auth.staging.pleo.io/oauth/token'],
    ['pleo', 'Elsewhere', undefined],
    ['pleo', '', undefined],
    ['of-a-later-version', 'Staging', undefined],
  ])('of %s named %j is that of %j', (provider, environment, token) => {
    expect(environmentOf({ provider, environment })?.endpoints.token).toBe(token);
  });
});

describe('withProvider', () => {
  test('gives an untouched form what the new provider begins with', () => {
    for (const provider of Object.keys(PROVIDERS)) {
      expect(withProvider(emptyForm('pleo'), provider)).toEqual(emptyForm(provider));
    }
  });

  test('keeps what was typed', () => {
    const typed = {
      ...emptyForm('pleo'),
      label: 'Mine',
      clientId: 'cid',
      scopes: 'one two',
      pkce: 'plain',
      registration: { ...emptyForm('pleo').registration, client_name: 'Name' },
      secrets: [{ ...newSecret([]), value: 'x' }],
    } as const;
    expect(withProvider(typed, 'pipedrive')).toEqual({
      ...emptyForm('pipedrive'),
      label: 'Mine',
      clientId: 'cid',
      scopes: 'one two',
      pkce: 'plain',
      registration: typed.registration,
      secrets: typed.secrets,
    });
  });

  test('follows with the addresses of an environment that was chosen', () => {
    const staging = withEnvironment(emptyForm('pleo'), 'Staging');
    expect(withProvider(staging, 'pipedrive')).toEqual(emptyForm('pipedrive'));
  });

  test('keeps an address that was typed, and its environment', () => {
    const typed = {
      ...withEnvironment(emptyForm('pleo'), 'Staging'),
      tokenEndpoint: 'https://auth.example.com/token',
    };
    expect(withProvider(typed, 'pipedrive')).toMatchObject({
      provider: 'pipedrive',
      environment: 'Staging',
      tokenEndpoint: 'https://auth.example.com/token',
    });
  });

  test.each<[string, Partial<ClientFormValues>, readonly string[], Partial<ClientFormValues>]>([
    [
      'what was typed as the default has it',
      {},
      ['scopes', 'pkce'],
      { scopes: 'openid', pkce: 'S256' },
    ],
    [
      'nothing that was typed and removed again',
      { scopes: 'openid', label: '' },
      ['label'],
      { scopes: 'base', pkce: 'off' },
    ],
  ])('keeps %s', (_, changes, names, expected) => {
    const form = { ...emptyForm('generic-oidc'), ...changes };
    expect(withProvider(form, 'pipedrive', new Set(names))).toMatchObject(expected);
  });

  test('takes the grant of the provider, and keeps that of the form where it has none', () => {
    const custom = withProvider(emptyForm('generic-oauth2'), 'apaleo-custom-app');
    expect(custom.grantType).toBe('client_credentials');
    expect(withProvider(custom, 'pleo').grantType).toBe('authorization_code');
    expect(withProvider(custom, 'generic-oauth2').grantType).toBe('authorization_code');
    const chosen = { ...emptyForm('generic-oauth2'), grantType: 'client_credentials' } as const;
    expect(withProvider(chosen, 'generic-oidc').grantType).toBe('client_credentials');
  });
});

describe('withEnvironment', () => {
  const staging = {
    authorizationEndpoint: 'https://auth.staging.pleo.io/oauth/authorize',
    tokenEndpoint: 'https://auth.staging.pleo.io/oauth/token',
    introspectionEndpoint: 'https://auth.staging.pleo.io/oauth/token/introspect',
  };

  test('brings the addresses of the environment', () => {
    expect(withEnvironment(emptyForm('pleo'), 'Staging')).toEqual({
      ...emptyForm('pleo'),
      environment: 'Staging',
      ...staging,
    });
  });

  test('and back', () => {
    const there = withEnvironment(emptyForm('pleo'), 'staging');
    expect(withEnvironment(there, 'Production')).toEqual(emptyForm('pleo'));
  });

  test('keeps an address that was typed', () => {
    const typed = { ...emptyForm('pleo'), tokenEndpoint: 'http://127.0.0.1:4000/oauth/token' };
    expect(withEnvironment(typed, 'Staging')).toMatchObject({
      authorizationEndpoint: staging.authorizationEndpoint,
      tokenEndpoint: 'http://127.0.0.1:4000/oauth/token',
    });
  });

  test.each([
    ['that the provider does not have', 'pleo', 'Elsewhere'],
    ['without addresses', 'generic-oauth2', 'Staging'],
  ])('changes nothing but its name for one %s', (_, provider, environment) => {
    const form = { ...emptyForm(provider), tokenEndpoint: 'https://auth.example.com/token' };
    expect(withEnvironment(form, environment)).toEqual({ ...form, environment });
  });
});

describe('lines', () => {
  test('gives lines without blanks around them, and no empty ones', () => {
    expect(lines(' a \r\n\n\tb\n')).toEqual(['a', 'b']);
  });
});
