import { describe, expect, test } from 'vitest';
import {
  type ClientFormValues,
  emptyForm,
  newSecret,
  toForm,
} from '../../../utils/clients/client-form';
import { checkClientForm } from '../../../utils/clients/client-form-rules';
import { REGISTRATION_NAMES } from '../../../utils/clients/registration';
import { sampleClient } from './sample-client';

const discovered: ClientFormValues = {
  ...emptyForm('generic-oidc'),
  issuer: 'https://auth.example.com',
  clientId: 'booking-widget',
};
const typed: ClientFormValues = {
  ...emptyForm('generic-oauth2'),
  authorizationEndpoint: 'https://auth.example.com/authorize',
  tokenEndpoint: 'https://auth.example.com/token',
  clientId: 'booking-widget',
  scopes: 'read',
};

const withParameters = (parameters: Partial<ClientFormValues['parameters']>) => ({
  parameters: { ...discovered.parameters, ...parameters },
});

const withSecret = (value: string, isRemembered = false): Partial<ClientFormValues> => ({
  secrets: [{ ...newSecret([]), value, isRemembered }],
});

describe('checkClientForm', () => {
  test.each([
    ['a discovered client', discovered],
    ['a client with typed endpoints', typed],
    ['a client with every field filled', toForm(sampleClient, { 2: 'a-secret' })],
  ])('has nothing against %s', (_, values) => {
    expect(checkClientForm(values, [])).toEqual({ errors: {}, warnings: {}, breaches: [] });
  });

  test('names every field that an empty form lacks', () => {
    expect(checkClientForm(emptyForm('generic-oidc'), []).errors).toEqual({
      issuer:
        'Give the issuer, such as https://auth.example.com: the endpoints are discovered from it.',
      clientId: 'Give the client ID that the provider issued.',
    });
    expect(checkClientForm(emptyForm('generic-oauth2'), []).errors).toEqual({
      authorizationEndpoint: 'Give the authorization endpoint of the server.',
      tokenEndpoint: 'Give the token endpoint of the server.',
      clientId: 'Give the client ID that the provider issued.',
    });
  });

  test.each<[Partial<ClientFormValues>, Readonly<Record<string, string>>]>([
    [
      { issuer: ' ' },
      {
        issuer:
          'Give the issuer, such as https://auth.example.com: the endpoints are discovered from it.',
      },
    ],
    [
      { issuer: 'auth' },
      { issuer: '“auth” is not a URL. Write it whole, such as https://auth.example.com.' },
    ],
    [
      { issuer: 'https://auth.example.com?a' },
      { issuer: 'An issuer has no query and no fragment: leave out “?” or “#” and what follows.' },
    ],
    [
      { issuer: 'https://auth.example.com/a b' },
      { issuer: '“https://auth.example.com/a b” holds a blank, which no address does.' },
    ],
    [{ clientId: ' \t' }, { clientId: 'Give the client ID that the provider issued.' }],
    [
      { clientId: 'booking-widget ' },
      {
        clientId:
          'The client ID begins or ends with white space. It is compared character by character: remove it.',
      },
    ],
    [
      { clientId: 'booking widget' },
      { clientId: 'The client ID holds white space. Was something else pasted with it?' },
    ],
    [
      { clientId: 'büro' },
      { clientId: 'The client ID holds a character that is not printable ASCII.' },
    ],
    [
      { clientId: 'a\u0000b' },
      { clientId: 'The client ID holds a character that is not printable ASCII.' },
    ],
    [
      { redirectUris: 'https://a.example/cb\n https://a.example/cb ' },
      { redirectUris: '“https://a.example/cb” stands here twice. Remove one.' },
    ],
    [
      { redirectUris: 'https://a.example/cb\nhttp://b.example/cb' },
      {
        redirectUris:
          '“http://b.example/cb” uses http. Only localhost, 127.0.0.1 and [::1] may; others must use https.',
      },
    ],
    [
      { scopes: ' , ' },
      {
        scopes: 'Give at least the scope openid: without it the request is not OpenID Connect.',
      },
    ],
    [{ scopes: 'openid a"b' }, { scopes: 'The scope “a"b” holds “"”, which no scope may hold.' }],
    [
      { scopes: 'openid a\\b' },
      { scopes: 'The scope “a\\b” holds “\\”, which no scope may hold.' },
    ],
    [{ scopes: 'openid 😀' }, { scopes: 'The scope “😀” holds “😀”, which no scope may hold.' }],
    [
      withParameters({ prompt: 'none login' }),
      { prompt: '“none” cannot stand beside another prompt.' },
    ],
    [withParameters({ max_age: '-1' }), { max_age: 'max_age is a number of seconds, 0 or more.' }],
    [withParameters({ max_age: '1e3' }), { max_age: 'max_age is a number of seconds, 0 or more.' }],
    [withParameters({ max_age: '1.5' }), { max_age: 'max_age is a number of seconds, 0 or more.' }],
    [
      { otherParameters: 'state=x' },
      {
        otherParameters: 'Line 1: state cannot be set here, each run makes its own random value.',
      },
    ],
  ])('refuses %j', (changes, errors) => {
    expect(checkClientForm({ ...discovered, ...changes }, []).errors).toEqual(errors);
  });

  test.each<[Partial<ClientFormValues>, Readonly<Record<string, string>>]>([
    [
      { issuer: 'https://auth.example.com/.well-known/openid-configuration' },
      {
        issuer:
          'That is the address of the discovery document. The issuer is https://auth.example.com',
      },
    ],
    [
      { authorizationEndpoint: '' },
      { authorizationEndpoint: 'Give the authorization endpoint of the server.' },
    ],
    [{ tokenEndpoint: ' ' }, { tokenEndpoint: 'Give the token endpoint of the server.' }],
    [
      { authorizationEndpoint: 'https://auth.example.com/a#b' },
      {
        authorizationEndpoint: 'An endpoint has no fragment: leave out “#” and what follows.',
      },
    ],
    [
      { tokenEndpoint: 'ftp://auth.example.com' },
      {
        tokenEndpoint: 'The address must begin with https:// or http://, not ftp:',
      },
    ],
    [
      { jwksUri: 'keys' },
      { jwksUri: '“keys” is not a URL. Write it whole, such as https://auth.example.com/token.' },
    ],
  ])('refuses %j of a client with typed endpoints', (changes, errors) => {
    expect(checkClientForm({ ...typed, ...changes }, []).errors).toEqual(errors);
  });

  test('does not judge endpoints that are discovered at every run', () => {
    expect(checkClientForm({ ...discovered, tokenEndpoint: 'junk' }, []).errors).toEqual({});
  });

  test.each(['0', '3600', ' 60 ', '9999999999'])('takes max_age %j', (max_age) => {
    expect(checkClientForm({ ...discovered, ...withParameters({ max_age }) }, []).errors).toEqual(
      {},
    );
  });

  test.each<[Partial<ClientFormValues>, Readonly<Record<string, string>>]>([
    [{ label: ' Booking widget ' }, { label: 'Another client has this label too.' }],
    [
      { issuer: 'http://auth.example.com' },
      {
        issuer:
          'http:// to auth.example.com is not encrypted: anyone on the way can read codes, secrets and tokens.',
      },
    ],
    [
      withSecret('x'),
      {
        clientSecret:
          'A public client sends no secret: choose a client authentication, or clear the secret.',
      },
    ],
    [
      { tokenEndpointAuthMethod: 'client_secret_post' },
      { clientSecret: 'client_secret_post needs the secret before a run.' },
    ],
    [
      { tokenEndpointAuthMethod: 'client_secret_basic', ...withSecret('abc\n') },
      { clientSecret: 'The secret begins or ends with white space. Was it pasted with it?' },
    ],
    [{ scopes: 'profile' }, { scopes: 'Without the scope openid no ID token is issued.' }],
    [
      { pkce: 'plain' },
      { pkce: 'plain shows the code verifier in the URL: for negative tests only.' },
    ],
    [
      { pkce: 'off' },
      {
        pkce: 'A public client without PKCE can lose its code to anyone who sees it: for negative tests only.',
      },
    ],
    [
      { pkce: 'off', tokenEndpointAuthMethod: 'client_secret_basic', ...withSecret('abc') },
      { pkce: 'Without PKCE an injected code is not noticed: for negative tests only.' },
    ],
  ])('warns of %j', (changes, warnings) => {
    expect(checkClientForm({ ...discovered, ...changes }, [sampleClient])).toEqual({
      errors: {},
      warnings,
      breaches: [],
    });
  });

  test('warns of empty scopes where the server may decide', () => {
    expect(checkClientForm({ ...typed, scopes: '' }, [])).toEqual({
      errors: {},
      warnings: { scopes: 'No scope is sent: the server decides what it grants.' },
      breaches: [],
    });
  });

  test('warns of http at each typed endpoint', () => {
    const { warnings } = checkClientForm(
      {
        ...typed,
        authorizationEndpoint: 'http://a.example/authorize',
        tokenEndpoint: 'http://b.example/token',
        jwksUri: 'http://c.example/jwks',
      },
      [],
    );
    expect(Object.keys(warnings)).toEqual(['authorizationEndpoint', 'tokenEndpoint', 'jwksUri']);
    expect(warnings.tokenEndpoint).toContain('http:// to b.example is not encrypted');
  });
});

const pleo: ClientFormValues = {
  ...emptyForm('pleo'),
  clientId: 'cid',
  scopes: 'users:read',
  redirectUris: 'https://app.example.com/cb',
  ...withSecret('the-secret'),
};
const github: ClientFormValues = { ...emptyForm('github'), clientId: 'cid' };

describe('checkClientForm of texts that are too long', () => {
  const fields: readonly [string, number, (text: string) => Partial<ClientFormValues>][] = [
    ['scopes', 20_000, (text) => ({ scopes: text })],
    ['clientId', 2000, (text) => ({ clientId: text })],
    ...REGISTRATION_NAMES.map((name): (typeof fields)[number] => [
      name,
      4000,
      (text) => ({ registration: { ...typed.registration, [name]: text } }),
    ]),
  ];

  test.each(fields)('says so of %s after %i characters', (name, most, changes) => {
    const errorsOf = (count: number) =>
      checkClientForm({ ...typed, ...changes('a'.repeat(count)) }, []).errors;
    expect(errorsOf(most)).toEqual({});
    expect(errorsOf(most + 1)).toEqual({
      [name]: `At most ${most} characters fit here; these are ${most + 1}.`,
    });
  });
});

describe('checkClientForm of redirect URIs without the one that runs send', () => {
  const sent = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/slug';
  const listed = 'https://app.example.com/cb';
  const pipedrive = { ...emptyForm('pipedrive'), clientId: 'cid', scopes: '', ...withSecret('x') };
  const OTHERWISE =
    'Where that cannot be, choose the redirect mode “Capture the registered redirect URI”.';
  const TOO = `Runs send ${sent}, which is not in this list. It must be registered at the provider too. ${OTHERWISE}`;
  const INSTEAD = `Runs send ${sent}, which is not in this list. It must be registered at the provider, in place of the one there. ${OTHERWISE}`;

  test.each<[string, ClientFormValues, string | undefined, string | undefined]>([
    ['another one', { ...discovered, redirectUris: listed }, sent, TOO],
    ['a longer one', { ...discovered, redirectUris: `${sent}/` }, sent, TOO],
    ['one, where no other fits', { ...pipedrive, redirectUris: listed }, sent, INSTEAD],
    ['it beside another', { ...discovered, redirectUris: `${listed}\n ${sent} ` }, sent, undefined],
    ['it alone, where no other fits', { ...pipedrive, redirectUris: sent }, sent, undefined],
    ['none', { ...discovered, redirectUris: ' \n' }, sent, undefined],
    [
      'another one, where nothing is known',
      { ...discovered, redirectUris: listed },
      undefined,
      undefined,
    ],
    [
      'another one, where there is no user',
      { ...discovered, grantType: 'client_credentials', redirectUris: listed },
      sent,
      undefined,
    ],
  ])('lists %s', (_, values, redirectUri, warning) => {
    const facts = redirectUri === undefined ? {} : { redirectUri };
    expect(checkClientForm(values, [], facts).warnings.redirectUris).toBe(warning);
  });
});

describe('checkClientForm of a provider with a registration form', () => {
  test.each([
    ['Pleo', pleo],
    [
      'Pipedrive, without a scope in the request',
      { ...emptyForm('pipedrive'), clientId: 'cid', scopes: '', ...withSecret('x') },
    ],
    [
      'an apaleo custom app, without a redirect URI',
      { ...emptyForm('apaleo-custom-app'), clientId: 'cid', scopes: 'a', ...withSecret('x') },
    ],
  ])('has nothing against %s', (_, values) => {
    expect(checkClientForm(values, [])).toEqual({ errors: {}, warnings: {}, breaches: [] });
  });

  test.each<[Partial<ClientFormValues>, Readonly<Record<string, string>>]>([
    [
      { environment: 'Staging' },
      {
        authorizationEndpoint:
          'Not that of Pleo Staging, which is https://auth.staging.pleo.io/oauth/authorize.',
        tokenEndpoint:
          'Not that of Pleo Staging, which is https://auth.staging.pleo.io/oauth/token.',
      },
    ],
    [
      { tokenEndpoint: ' https://auth.staging.pleo.io/oauth/token ' },
      {
        tokenEndpoint: 'Not that of Pleo Production, which is https://auth.pleo.io/oauth/token.',
        introspectionEndpoint:
          'auth.pleo.io is another server than that of the token endpoint, auth.staging.pleo.io: it gets the tokens of this client.',
      },
    ],
    [{ environment: 'Elsewhere' }, {}],
    [{ tokenEndpoint: ' https://auth.pleo.io/oauth/token ' }, {}],
  ])('compares the endpoints with the environment: %j', (changes, warnings) => {
    expect(checkClientForm({ ...pleo, ...changes }, [])).toEqual({
      errors: {},
      warnings,
      breaches: [],
    });
  });

  test('does not compare with an address that is for the user to fill in', () => {
    const server = 'https://acme.my.salesforce.com/services/oauth2';
    const form = {
      ...emptyForm('salesforce'),
      environment: 'My Domain',
      authorizationEndpoint: `${server}/authorize`,
      tokenEndpoint: `${server}/token`,
      clientId: 'cid',
      ...withSecret('x'),
    };
    const { warnings } = checkClientForm(form, []);
    expect(warnings.authorizationEndpoint).toBeUndefined();
    expect(warnings.tokenEndpoint).toBeUndefined();
  });

  test.each<[string, Partial<ClientFormValues>, Readonly<Record<string, string>>]>([
    [
      'generic-oauth2',
      {
        authorizationEndpoint: 'https://{tenant}.example.com/authorize',
        tokenEndpoint: 'https://{tenant}.example.com/token',
      },
      {
        authorizationEndpoint: 'Put your own value in place of {tenant}.',
        tokenEndpoint: 'Put your own value in place of {tenant}.',
      },
    ],
    ['okta', {}, { issuer: expect.stringMatching(/^Put your own value in place of \{[^}]+\}\.$/) }],
  ])('asks to fill in what stands in braces: %s', (provider, changes, errors) => {
    const form = { ...emptyForm(provider), clientId: 'cid', scopes: 'openid', ...changes };
    expect(checkClientForm(form, []).errors).toEqual(errors);
  });

  test.each<[Partial<ClientFormValues['registration']>, Readonly<Record<string, string>>]>([
    [
      { client_uri: 'app.example.com' },
      {
        client_uri:
          '“app.example.com” is not a URL. Write it whole, such as https://auth.example.com/token.',
      },
    ],
    [
      { logo_uri: 'ftp://a.example/logo.png' },
      { logo_uri: 'The address must begin with https:// or http://, not ftp:' },
    ],
    [{ contacts: 'ada@example.com; ben' }, { contacts: '“ben” is not an e-mail address.' }],
    [
      { contacts: 'ada@@example.com' },
      { contacts: '“ada@@example.com” is not an e-mail address.' },
    ],
    [{ contacts: ' ada@example.com,\nben@example.com ' }, {}],
    [{ client_name: 'not an address', subject_type_preference: 'company' }, {}],
    // Pleo does not ask for it.
    [{ client_code: 'anything' }, {}],
    [{ tos_uri: ' https://app.example.com/terms ' }, {}],
  ])('warns of what the registration holds: %j', (registration, warnings) => {
    const form = { ...pleo, registration: { ...pleo.registration, ...registration } };
    expect(checkClientForm(form, [])).toEqual({ errors: {}, warnings, breaches: [] });
  });

  test.each<[ClientFormValues, Partial<ClientFormValues>, readonly string[], boolean]>([
    [pleo, { redirectUris: 'http://a.example/cb' }, ['redirectUris'], false],
    [github, { redirectUris: 'http://a.example/cb', ...withSecret('x') }, [], true],
    [pleo, { pkce: 'off' }, ['pkce'], false],
    [pleo, { tokenEndpointAuthMethod: 'none' }, ['tokenEndpointAuthMethod'], false],
    [pleo, { redirectUris: 'callback' }, [], true],
  ])('%#: takes %j for a breach of %j', (form, changes, fields, isError) => {
    const { breaches, errors } = checkClientForm({ ...form, ...changes }, []);
    expect(breaches.map(({ field }) => field)).toEqual(fields);
    expect(Object.keys(errors)).toEqual(isError ? ['redirectUris'] : []);
  });

  test('holds the rules against what only the outside can tell', () => {
    const form = { ...emptyForm('pipedrive'), clientId: 'cid' };
    const { breaches } = checkClientForm(form, [], { storedClientId: 'older' });
    expect(breaches.map(({ field, message }) => [field, message])).toEqual([
      ['clientId', 'The client ID was older.'],
    ]);
  });
});

describe('checkClientForm of a client without a user', () => {
  const machine: ClientFormValues = {
    ...typed,
    grantType: 'client_credentials',
    authorizationEndpoint: '',
    tokenEndpointAuthMethod: 'client_secret_basic',
    ...withSecret('x'),
  };

  test.each<[string, Partial<ClientFormValues>]>([
    ['an authorization endpoint', {}],
    ['redirect URIs', { redirectUris: 'junk' }],
    ['PKCE', { pkce: 'plain' }],
    [
      'parameters of the authorization request',
      { otherParameters: 'junk', ...withParameters({ prompt: 'none login' }) },
    ],
  ])('does not judge %s', (_, changes) => {
    expect(checkClientForm({ ...machine, ...changes }, [])).toEqual({
      errors: {},
      warnings: {},
      breaches: [],
    });
  });

  test('needs no scope openid from a server with discovery', () => {
    const form = { ...discovered, ...withSecret('x'), scopes: 'read' } as const;
    const values = {
      ...form,
      grantType: 'client_credentials',
      tokenEndpointAuthMethod: 'client_secret_post',
    } as const;
    expect(checkClientForm(values, [])).toEqual({ errors: {}, warnings: {}, breaches: [] });
  });

  test('warns of a public client', () => {
    const form = { ...machine, tokenEndpointAuthMethod: 'none', secrets: [] } as const;
    expect(checkClientForm(form, []).warnings).toEqual({
      tokenEndpointAuthMethod:
        'Client credentials are for confidential clients (RFC 6749 §4.4): choose how it authenticates.',
    });
  });
});

describe('checkClientForm of a secret that is sealed', () => {
  test.each(['none', 'client_secret_basic'] as const)('does not ask for it: %s', (method) => {
    const form = { ...discovered, tokenEndpointAuthMethod: method, ...withSecret('', true) };
    expect(checkClientForm(form, []).warnings).toEqual({});
  });

  test('looks at the active one only', () => {
    const active = newSecret([]);
    const form: ClientFormValues = {
      ...discovered,
      tokenEndpointAuthMethod: 'client_secret_basic',
      secrets: [{ ...active, id: '2', state: 'spare', value: 'x' }, active],
    };
    expect(checkClientForm(form, []).warnings).toEqual({
      clientSecret: 'client_secret_basic needs the secret before a run.',
    });
  });
});

describe('checkClientForm of the redirect mode', () => {
  const web = 'https://app.example.com/cb';
  const native = 'myapp://callback';
  const REFUSAL =
    'The browser opens myapp: in an app, and shows no extension what is sent there. Choose “Paste the callback URL”.';

  test.each<[string, Partial<ClientFormValues>, string | undefined]>([
    ['capture of a web app', { redirectMode: 'capture', redirectUris: web }, undefined],
    [
      'capture on loopback',
      { redirectMode: 'capture', redirectUris: 'http://127.0.0.1:3000/cb' },
      undefined,
    ],
    ['capture of a native app', { redirectMode: 'capture', redirectUris: native }, REFUSAL],
    [
      'capture of a native app that is chosen',
      {
        redirectMode: 'capture',
        redirectUris: `${web}\n${native}`,
        chosenRedirectUri: native,
      },
      REFUSAL,
    ],
    [
      'capture of a web app beside a native one',
      { redirectMode: 'capture', redirectUris: `${web}\n${native}` },
      undefined,
    ],
    ['pasting of a native app', { redirectMode: 'manual', redirectUris: native }, undefined],
    ['its own window', { redirectMode: 'extension', redirectUris: native }, undefined],
    [
      'no user',
      { grantType: 'client_credentials', redirectMode: 'capture', redirectUris: native },
      undefined,
    ],
    // The list says that it is not a URL.
    ['capture of what is no URL', { redirectMode: 'capture', redirectUris: 'callback' }, undefined],
  ])('with %s', (_, changes, warning) => {
    expect(checkClientForm({ ...discovered, ...changes }, []).warnings.redirectMode).toBe(warning);
  });

  test.each([
    ['extension', '', undefined],
    [
      'capture',
      ' \n ',
      'Give the redirect URI that is registered at the provider: runs use it in this mode.',
    ],
    [
      'manual',
      '',
      'Give the redirect URI that is registered at the provider: runs use it in this mode.',
    ],
    ['capture', web, undefined],
    ['manual', native, undefined],
  ] as const)('%s needs a redirect URI in %j: %s', (redirectMode, redirectUris, error) => {
    const { errors } = checkClientForm({ ...discovered, redirectMode, redirectUris }, []);
    expect(errors.redirectUris).toBe(error);
  });

  test('needs none without a user', () => {
    const form = {
      ...discovered,
      grantType: 'client_credentials',
      redirectMode: 'manual',
    } as const;
    expect(checkClientForm(form, []).errors).toEqual({});
  });
});
