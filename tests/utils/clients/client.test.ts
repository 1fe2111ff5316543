import { describe, expect, test } from 'vitest';
import { activeSecret, type Client, searchClients } from '../../../utils/clients/client';
import { describeClient } from '../../../utils/clients/describe-client';
import { requiredOrigins } from '../../../utils/clients/origins';
import { extensionRedirectUriOf } from '../../../utils/clients/redirect';
import { badScopeCharacter } from '../../../utils/clients/scope-characters';
import { isSlug, makeSlug } from '../../../utils/clients/slug';
import { providerName } from '../../../utils/clients/providers';
import { sampleClient } from './sample-client';

const base = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

describe('extensionRedirectUriOf', () => {
  test.each([
    [[], `${base}sample-slug`],
    [['https://app.example.com/callback'], `${base}sample-slug`],
    [['https://app.example.com/callback', `${base}registered`], `${base}registered`],
    [
      ['https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org.evil.example/x'],
      `${base}sample-slug`,
    ],
  ])('%j: %s', (redirectUris, expected) => {
    expect(extensionRedirectUriOf({ slug: 'sample-slug', redirectUris }, base)).toBe(expected);
  });
});

describe('activeSecret', () => {
  test('gives the one that runs use, if there is one', () => {
    expect(activeSecret(sampleClient)?.id).toBe('2');
    const secrets = sampleClient.secrets.filter(({ state }) => state !== 'active');
    expect(secrets).not.toEqual([]);
    expect(activeSecret({ secrets })).toBeUndefined();
  });
});

describe('searchClients', () => {
  const other: Client = {
    ...sampleClient,
    id: 'other',
    label: 'Ledger',
    provider: 'generic-oauth2',
    environment: 'Production',
    issuer: 'https://books.example.com',
    clientId: 'ledger-42',
  };
  const clients = [sampleClient, other];

  test.each([
    ['', ['sample-id', 'other']],
    ['  ', ['sample-id', 'other']],
    ['LEDGER', ['other']],
    ['staging', ['sample-id']],
    ['openid connect', ['sample-id']],
    ['oauth 2.0', ['other']],
    ['books.example', ['other']],
    ['ledger-42', ['other']],
    ['led prod', ['other']],
    ['ledger staging', []],
    ['generic', ['sample-id', 'other']],
    // Fields stand apart: no match runs from one into the next.
    ['ledgergeneric', []],
    ['.*', []],
  ])('%j finds %j', (query, ids) => {
    expect(searchClients(clients, query, providerName).map(({ id }) => id)).toEqual(ids);
  });
});

describe('requiredOrigins', () => {
  test.each<[string, Partial<Client>, readonly string[]]>([
    [
      'issuer, token and keys of a discovered client',
      {},
      ['https://auth.example.com', 'https://keys.example.com'],
    ],
    [
      'token and keys of a typed client, not its issuer',
      { provider: 'generic-oauth2', issuer: 'https://issuer.example.com' },
      ['https://auth.example.com', 'https://keys.example.com'],
    ],
    [
      'nothing of the authorization endpoint',
      { provider: 'generic-oauth2', endpoints: { authorization: 'https://a.example/x' } },
      [],
    ],
    ['the port', { endpoints: {}, issuer: 'http://127.0.0.1:4444/a' }, ['http://127.0.0.1:4444']],
    ['nothing of what is no web address', { endpoints: { token: 'junk' }, issuer: 'urn:a' }, []],
  ])('gives %s', (_, changes, origins) => {
    expect(requiredOrigins({ ...sampleClient, ...changes })).toEqual(origins);
  });
});

describe('describeClient', () => {
  test.each<[Partial<Client>, string]>([
    [{}, 'Generic OpenID Connect · Staging · 2 scopes'],
    [{ environment: '', scopes: ['a'] }, 'Generic OpenID Connect · 1 scope'],
    [{ provider: 'generic-oauth2', scopes: [] }, 'Generic OAuth 2.0 · Staging · 0 scopes'],
  ])('%j: %s', (changes, expected) => {
    expect(describeClient({ ...sampleClient, ...changes })).toBe(expected);
  });
});

describe('badScopeCharacter', () => {
  // RFC 6749 §3.3: %x21 / %x23-5B / %x5D-7E
  test.each([
    ['read:all/*.~!', undefined],
    ['a"b', '"'],
    ['a\\b', '\\'],
    ['a b', ' '],
    ['a\u007f', '\u007f'],
    ['é', 'é'],
    ['x😀', '😀'],
  ])('%j: %j', (scope, expected) => {
    expect(badScopeCharacter(scope)).toBe(expected);
  });
});

describe('makeSlug', () => {
  test('gives one letter or digit for each byte, none that can be misread', () => {
    const slug = makeSlug(Uint8Array.from({ length: 256 }, (_, index) => index));
    expect(slug).toHaveLength(256);
    expect(slug).toMatch(/^[a-km-np-z2-9]+$/);
    expect(makeSlug(new Uint8Array(0))).toBe('');
  });

  test('gives a slug for ten bytes', () => {
    expect(isSlug(makeSlug(new Uint8Array([0, 1, 2, 3, 250, 251, 252, 253, 254, 255])))).toBe(true);
  });
});

describe('isSlug', () => {
  test.each([
    ['a', true],
    ['9-a', true],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    ['', false],
    ['-a', false],
    ['A', false],
    ['a/b', false],
    ['..', false],
    ['a\n', false],
    ['ä', false],
  ])('%j: %s', (text, expected) => {
    expect(isSlug(text)).toBe(expected);
  });
});
