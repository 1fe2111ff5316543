import { describe, expect, test } from 'vitest';
import { type ClientFormValues, emptyForm, toForm } from '../../../utils/clients/client-form';
import { checkClientForm } from '../../../utils/clients/client-form-rules';
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

describe('checkClientForm', () => {
  test.each([
    ['a discovered client', discovered],
    ['a client with typed endpoints', typed],
    ['a client with every field filled', toForm(sampleClient, 'a-secret')],
  ])('has nothing against %s', (_, values) => {
    expect(checkClientForm(values, [])).toEqual({ errors: {}, warnings: {} });
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
      { clientSecret: 'x' },
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
      { tokenEndpointAuthMethod: 'client_secret_basic', clientSecret: 'abc\n' },
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
      { pkce: 'off', tokenEndpointAuthMethod: 'client_secret_basic', clientSecret: 'abc' },
      { pkce: 'Without PKCE an injected code is not noticed: for negative tests only.' },
    ],
  ])('warns of %j', (changes, warnings) => {
    expect(checkClientForm({ ...discovered, ...changes }, [sampleClient])).toEqual({
      errors: {},
      warnings,
    });
  });

  test('warns of empty scopes where the server may decide', () => {
    expect(checkClientForm({ ...typed, scopes: '' }, [])).toEqual({
      errors: {},
      warnings: { scopes: 'No scope is sent: the server decides what it grants.' },
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
