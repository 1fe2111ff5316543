import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PARAMETER_FIELDS, reservedReason } from '../../../utils/clients/authorization-parameters';
import {
  type Client,
  ORIGIN_HEADERS,
  PKCE_METHODS,
  PROVIDER_IDS,
  REDIRECT_MODES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from '../../../utils/clients/client';
import { emptyForm, fromForm, isSameForm, lines, toForm } from '../../../utils/clients/client-form';
import { sampleClient } from './sample-client';

const word = fc.stringMatching(/^[!-+\--<>-~]{1,12}$/);
const text = fc.stringMatching(/^[!-~](?:[ -~]{0,10}[!-~])?$/);
const path = fc.webUrl();
const otherName = word.filter(
  (name) => reservedReason(name) === undefined && !PARAMETER_FIELDS.some((field) => field === name),
);

/** Clients that a form without errors can describe. */
const clientArbitrary: fc.Arbitrary<Client> = fc
  .record({
    label: text,
    provider: fc.constantFrom(...PROVIDER_IDS),
    environment: fc.oneof(fc.constant(''), text),
    issuer: fc.option(path, { nil: undefined }),
    endpoints: fc.record({ authorization: path, token: path, jwks: path }, { requiredKeys: [] }),
    clientId: word,
    tokenEndpointAuthMethod: fc.constantFrom(...TOKEN_ENDPOINT_AUTH_METHODS),
    redirectUris: fc.uniqueArray(path),
    scopes: fc.uniqueArray(word),
    redirectMode: fc.constantFrom(...REDIRECT_MODES),
    pkce: fc.constantFrom(...PKCE_METHODS),
    originHeader: fc.constantFrom(...ORIGIN_HEADERS),
    fields: fc.record(Object.fromEntries(PARAMETER_FIELDS.map((name) => [name, text])), {
      requiredKeys: [],
    }),
    others: fc.array(fc.tuple(otherName, fc.oneof(fc.constant(''), text))),
  })
  .map(({ fields, others, issuer, ...rest }) => ({
    ...rest,
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

describe('toForm and fromForm', () => {
  test('bring back the client that they were given', () => {
    fc.assert(
      fc.property(clientArbitrary, (client) => {
        const values = toForm(client, 'secret');
        expect(fromForm(values, client)).toEqual(client);
        expect(isSameForm(toForm(fromForm(values, client), 'secret'), values)).toBe(true);
      }),
    );
  });

  test('bring back a client with every field filled', () => {
    expect(fromForm(toForm(sampleClient, ''), sampleClient)).toEqual(sampleClient);
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
      '',
    );
    expect(parameters.resource).toBe('https://a.example');
    expect(otherParameters).toBe('resource=https://b.example\ntenant=x');
  });

  test('shows the secret apart from the client', () => {
    expect(toForm(sampleClient, 'the-secret').clientSecret).toBe('the-secret');
    expect(
      JSON.stringify(fromForm(toForm(sampleClient, 'the-secret'), sampleClient)),
    ).not.toContain('the-secret');
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
      clientSecret: '',
      originHeader: 'removed',
    });
  });
});

describe('isSameForm', () => {
  const form = toForm(sampleClient, 'x');

  test.each([
    ['itself', form, true],
    ['the same in another order', Object.fromEntries(Object.entries(form).toReversed()), true],
    ['nothing', undefined, false],
    ['another secret', { ...form, clientSecret: 'y' }, false],
    ['another prompt', { ...form, parameters: { ...form.parameters, prompt: '' } }, false],
  ])('compares with %s', (_, other, expected) => {
    expect(isSameForm(form, other as typeof form | undefined)).toBe(expected);
  });
});

describe('lines', () => {
  test('gives lines without blanks around them, and no empty ones', () => {
    expect(lines(' a \r\n\n\tb\n')).toEqual(['a', 'b']);
  });
});
