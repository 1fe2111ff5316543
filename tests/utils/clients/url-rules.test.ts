import { describe, expect, test } from 'vitest';
import {
  endpointError,
  isLoopback,
  issuerError,
  isWebAddress,
  plainHttpRedirectError,
  plainHttpWarning,
  redirectUriError,
  unfilledError,
  withoutWellKnown,
} from '../../../utils/clients/url-rules';

describe('isLoopback', () => {
  test.each([
    ['http://localhost/', true],
    ['http://LOCALHOST:8080/', true],
    ['http://127.0.0.1:3000/callback', true],
    ['http://[::1]:3000/', true],
    ['http://app.localhost/', true],
    // The URL parser turns other spellings of the address into 127.0.0.1.
    ['http://127.1/', true],
    ['http://0x7f000001/', true],
    ['http://localhost.example.com/', false],
    ['http://notlocalhost/', false],
    ['http://127.0.0.1.example.com/', false],
    ['http://0.0.0.0/', false],
    ['http://[::2]/', false],
    ['https://example.com/?localhost', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected);
  });
});

describe('isWebAddress', () => {
  test.each([
    ['https://auth.example.com', true],
    ['HTTP://auth.example.com', true],
    ['ftp://auth.example.com', false],
    ['javascript:alert(1)', false],
    ['auth.example.com', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isWebAddress(text)).toBe(expected);
  });
});

describe('endpointError', () => {
  test.each([
    'https://auth.example.com/token',
    'https://auth.example.com/token?tenant=1',
    'http://127.0.0.1:8080/token',
    'http://auth.example.com/token',
  ])('takes %s', (text) => {
    expect(endpointError(text)).toBeUndefined();
  });

  test.each([
    [
      'auth.example.com/token',
      '“auth.example.com/token” is not a URL. Write it whole, such as https://auth.example.com/token.',
    ],
    ['', '“” is not a URL. Write it whole, such as https://auth.example.com/token.'],
    [
      'https://',
      '“https://” is not a URL. Write it whole, such as https://auth.example.com/token.',
    ],
    [
      'x'.repeat(100),
      `“${'x'.repeat(77)}…” is not a URL. Write it whole, such as https://auth.example.com/token.`,
    ],
    ['javascript:alert(1)', 'The address must begin with https:// or http://, not javascript:'],
    [
      'auth.example.com:443/token',
      'The address must begin with https:// or http://, not auth.example.com:',
    ],
    [
      'https://auth.example.com/token https://b.example',
      '“https://auth.example.com/token https://b.example” holds a blank, which no address does.',
    ],
    [
      'https://auth.example.com/\ttoken',
      '“https://auth.example.com/\ttoken” holds a blank, which no address does.',
    ],
    [
      `https://auth.example.com/${'x'.repeat(100)} y`,
      `“https://auth.example.com/${'x'.repeat(52)}…” holds a blank, which no address does.`,
    ],
    [
      'https://ada:pw@auth.example.com/token',
      'The address holds a user name or password. Leave them out.',
    ],
    [
      'https://ada@auth.example.com/token',
      'The address holds a user name or password. Leave them out.',
    ],
    [
      'https://auth.example.com/token#part',
      'An endpoint has no fragment: leave out “#” and what follows.',
    ],
    [
      'https://auth.example.com/token#',
      'An endpoint has no fragment: leave out “#” and what follows.',
    ],
  ])('refuses %j', (text, message) => {
    expect(endpointError(text)).toBe(message);
  });
});

describe('issuerError', () => {
  test.each([
    'https://auth.example.com',
    'https://auth.example.com/',
    'https://auth.example.com/a',
  ])('takes %s', (text) => {
    expect(issuerError(text)).toBeUndefined();
  });

  test.each([
    [
      'https://auth.example.com/.well-known/openid-configuration',
      'That is the address of the discovery document. The issuer is https://auth.example.com',
    ],
    [
      'https://auth.example.com/.well-known/oauth-authorization-server/a',
      'That is the address of the discovery document. The issuer is https://auth.example.com/a',
    ],
    [
      'https://auth.example.com/a?tenant=1',
      'An issuer has no query and no fragment: leave out “?” or “#” and what follows.',
    ],
    [
      'https://auth.example.com?',
      'An issuer has no query and no fragment: leave out “?” or “#” and what follows.',
    ],
    [
      'https://auth.example.com#a',
      'An issuer has no query and no fragment: leave out “?” or “#” and what follows.',
    ],
    [
      'auth.example.com',
      '“auth.example.com” is not a URL. Write it whole, such as https://auth.example.com.',
    ],
    [
      'https://auth.example.com/a b',
      '“https://auth.example.com/a b” holds a blank, which no address does.',
    ],
    [
      'https://ada:pw@auth.example.com',
      'The address holds a user name or password. Leave them out.',
    ],
    [
      'https://auth.example.com/.well-known/openid-configuration#a',
      'That is the address of the discovery document. The issuer is https://auth.example.com',
    ],
    ['urn:issuer', 'The address must begin with https:// or http://, not urn:'],
  ])('refuses %j', (text, message) => {
    expect(issuerError(text)).toBe(message);
  });
});

describe('withoutWellKnown', () => {
  test.each([
    ['https://a.example/.well-known/openid-configuration', 'https://a.example'],
    ['https://a.example/t1/.well-known/openid-configuration?x=1', 'https://a.example/t1'],
    ['https://a.example/.well-known/oauth-authorization-server', 'https://a.example'],
    ['https://a.example/', 'https://a.example/'],
    ['https://a.example/.well-known/jwks.json', 'https://a.example/.well-known/jwks.json'],
    ['no url', 'no url'],
  ])('%s → %s', (text, expected) => {
    expect(withoutWellKnown(text)).toBe(expected);
  });

  // RFC 8414 §3.1: the path of the issuer stands after the well-known part.
  test('keeps the path of the issuer in an RFC 8414 address', () => {
    expect(
      withoutWellKnown('https://a.example/.well-known/oauth-authorization-server/tenant-1'),
    ).toBe('https://a.example/tenant-1');
  });
});

describe('plainHttpWarning', () => {
  test('warns of http that leaves the machine, with its host and port', () => {
    expect(plainHttpWarning('http://auth.example.com:8080/token')).toBe(
      'http:// to auth.example.com:8080 is not encrypted: anyone on the way can read codes, secrets and tokens.',
    );
  });

  test.each(['https://auth.example.com', 'http://localhost:8080', 'http://[::1]/', 'no url', ''])(
    'says nothing of %j',
    (text) => {
      expect(plainHttpWarning(text)).toBeUndefined();
    },
  );
});

describe('redirectUriError', () => {
  test.each([
    'https://app.example.com/callback',
    'https://app.example.com/callback?tenant=1',
    'http://localhost/callback',
    'http://127.0.0.1:51004/callback',
    'http://[::1]:51004/callback',
    // RFC 8252 §7.1
    'com.example.app:/oauth2redirect/example-provider',
  ])('takes %s', (text) => {
    expect(redirectUriError(text)).toBeUndefined();
  });

  test.each([
    [
      'https://a.example/x https://b.example/y',
      '“https://a.example/x https://b.example/y” holds a blank. Write one redirect URI per line.',
    ],
    [
      '/callback',
      '“/callback” is not an absolute URI. Write it whole, such as https://app.example.com/callback.',
    ],
    ['javascript:alert(1)', '“javascript:alert(1)”: a redirect URI cannot begin with javascript:'],
    ['JavaScript:alert(1)', '“JavaScript:alert(1)”: a redirect URI cannot begin with javascript:'],
    ['data:text/html,x', '“data:text/html,x”: a redirect URI cannot begin with data:'],
    [
      'chrome-extension://abc/cb',
      '“chrome-extension://abc/cb”: a redirect URI cannot begin with chrome-extension:',
    ],
    [
      'moz-extension://abc/cb',
      '“moz-extension://abc/cb”: a redirect URI cannot begin with moz-extension:',
    ],
    ['file:///etc/hosts', '“file:///etc/hosts”: a redirect URI cannot begin with file:'],
    ['about:blank', '“about:blank”: a redirect URI cannot begin with about:'],
    ['https://a.example/cb#', '“https://a.example/cb#”: a redirect URI has no fragment (“#…”).'],
    [
      'https://*.example.com/cb',
      '“https://*.example.com/cb”: wildcards are not redirect URIs. Write each one whole.',
    ],
  ])('refuses %j', (text, message) => {
    expect(redirectUriError(text)).toBe(message);
  });

  test('leaves http to the rule that is about it', () => {
    expect(redirectUriError('http://a.example/cb')).toBeUndefined();
  });
});

describe('plainHttpRedirectError', () => {
  test.each([
    'https://a.example/cb',
    'http://localhost:8080/cb',
    'http://app.localhost/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:51004/cb',
    'com.example.app:/cb',
    'junk',
  ])('takes %s', (text) => {
    expect(plainHttpRedirectError(text)).toBeUndefined();
  });

  test.each(['http://a.example/cb', 'HTTP://a.example/cb', 'http://localhost.example/cb'])(
    'refuses %s',
    (text) => {
      expect(plainHttpRedirectError(text)).toBe(
        `“${text}” uses http. Only localhost, 127.0.0.1 and [::1] may; others must use https.`,
      );
    },
  );
});

describe('unfilledError', () => {
  test.each([
    ['https://{your-domain}/token', 'Put your own value in place of {your-domain}.'],
    ['https://a.example/{tenant}/{realm}', 'Put your own value in place of {tenant}.'],
    ['https://a.example/{}', 'Put your own value in place of {}.'],
    ['https://a.example/token', undefined],
    ['https://a.example/{open', undefined],
  ])('%s: %j', (text, message) => {
    expect(unfilledError(text)).toBe(message);
  });
});
