import { describe, expect, test } from 'vitest';
import {
  type Breach,
  breachesOf,
  type Registered,
  type RegistrationFacts,
} from '../../../utils/clients/registration-rules';
import { PROVIDERS } from '../../../utils/clients/providers';
import { sampleClient } from './sample-client';

const LOGO = 'https://app.example.com/logo.png';

const sound: Registered = {
  provider: 'pleo',
  clientId: 'cid',
  pkce: 'S256',
  redirectUris: ['https://app.example.com/cb'],
  tokenEndpointAuthMethod: 'client_secret_basic',
  registration: { client_name: 'Expenses', logo_uri: LOGO },
};

const kindsOf = (breaches: readonly Breach[]) =>
  breaches.map(({ rule, field, message }) => [rule.kind, field, message]);

describe('breachesOf', () => {
  test.each(['pleo', 'pipedrive', 'apaleo-store-app', 'apaleo-custom-app', 'github'])(
    'finds nothing against a sound client of %s',
    (provider) => {
      expect(breachesOf({ ...sound, provider })).toEqual([]);
    },
  );

  test.each(['generic-oidc', 'generic-oauth2', 'of-a-later-version'])(
    'has no rules for %s',
    (provider) => {
      const odd = {
        ...sampleClient,
        provider,
        pkce: 'off',
        tokenEndpointAuthMethod: 'none',
      } as const;
      expect(breachesOf({ ...odd, redirectUris: ['http://a.example/cb'] })).toEqual([]);
    },
  );

  test.each<
    [
      string,
      Partial<Registered>,
      readonly (readonly [string, string, string])[],
      RegistrationFacts?,
    ]
  >([
    [
      'two redirect URIs where one is allowed',
      { provider: 'pipedrive', redirectUris: ['https://a.example/1', 'https://a.example/2'] },
      [['most-redirect-uris', 'redirectUris', 'These are 2 redirect URIs.']],
    ],
    ['no redirect URI yet', { provider: 'pipedrive', redirectUris: [] }, []],
    [
      'http elsewhere than on loopback',
      { redirectUris: ['https://a.example/cb', 'http://a.example/cb', 'http://b.example/cb'] },
      [['https-redirect-uris', 'redirectUris', '“http://a.example/cb” uses http.']],
    ],
    [
      'http on loopback where that is allowed',
      { redirectUris: ['http://localhost:5000/cb', 'http://127.0.0.1/cb', 'http://[::1]:1/cb'] },
      [],
    ],
    [
      'http on loopback where that is not allowed',
      { provider: 'apaleo-store-app', redirectUris: ['http://127.0.0.1:5000/cb'] },
      [['https-redirect-uris', 'redirectUris', '“http://127.0.0.1:5000/cb” uses http.']],
    ],
    [
      'a scheme of an app, even on a loopback host',
      { redirectUris: ['com.example.app://localhost/cb'] },
      [
        [
          'https-redirect-uris',
          'redirectUris',
          '“com.example.app://localhost/cb” uses com.example.app.',
        ],
      ],
    ],
    ['a redirect URI that is no URL', { redirectUris: ['callback'] }, []],
    [
      'localhost by its name',
      { provider: 'spotify', redirectUris: ['http://localhost:5000/cb'] },
      [['loopback-by-address', 'redirectUris', '“http://localhost:5000/cb” names localhost.']],
    ],
    [
      'loopback by its address',
      { provider: 'spotify', redirectUris: ['http://127.0.0.1:5000/cb', 'http://[::1]:5000/cb'] },
      [],
    ],
    ['PKCE off', { pkce: 'off' }, [['pkce', 'pkce', 'PKCE is off.']]],
    [
      'PKCE off, as the provider agreed to',
      { pkce: 'off', registration: { pkce_support: 'exception' } },
      [],
    ],
    [
      'PKCE off, where the provider agreed to nothing',
      { pkce: 'off', registration: { pkce_support: 'supported' } },
      [['pkce', 'pkce', 'PKCE is off.']],
    ],
    ['PKCE plain', { pkce: 'plain' }, [['pkce', 'pkce', 'The method is plain.']]],
    [
      'a public client',
      { tokenEndpointAuthMethod: 'none' },
      [['confidential', 'tokenEndpointAuthMethod', 'A public client sends no secret.']],
    ],
    ['a confidential client', { tokenEndpointAuthMethod: 'client_secret_post' }, []],
    [
      'a forbidden word, however it is written',
      { registration: { client_name: 'Expenses for PLEO' } },
      [['forbidden-word', 'client_name', '“Expenses for PLEO” holds “Pleo”.']],
    ],
    ['no name at all', { registration: {} }, []],
    [
      'an image that is not square',
      {},
      [['square-image', 'logo_uri', 'The image is 200 × 100 pixels.']],
      { image: { address: LOGO, width: 200, height: 100 } },
    ],
    ['an image that is square', {}, [], { image: { address: LOGO, width: 64, height: 64 } }],
    [
      'an image that was another address then',
      {},
      [],
      { image: { address: 'https://old.example/x.png', width: 200, height: 100 } },
    ],
    [
      'another client ID than the stored one',
      { provider: 'pipedrive' },
      [['client-id-locked', 'clientId', 'The client ID was older.']],
      { storedClientId: 'older' },
    ],
    ['the stored client ID', { provider: 'pipedrive' }, [], { storedClientId: 'cid' }],
    [
      'another client ID where it may change',
      { provider: 'pleo' },
      [],
      { storedClientId: 'older' },
    ],
  ])('%s', (_, changes, expected, facts = {}) => {
    expect(kindsOf(breachesOf({ ...sound, ...changes }, facts))).toEqual(expected);
  });

  test('names each rule that is broken, with a sentence and a page', () => {
    const breaches = breachesOf({
      ...sound,
      pkce: 'off',
      tokenEndpointAuthMethod: 'none',
      redirectUris: ['http://a.example/cb'],
    });
    expect(breaches.map(({ rule }) => [rule.says, rule.source.url])).toEqual([
      [
        'Pleo takes http redirect URIs on loopback only (localhost, 127.0.0.1, [::1]); others use https.',
        expect.stringMatching(/^https:\/\/developers\.pleo\.io\//),
      ],
      [
        'Pleo requires PKCE with S256, unless it agreed to an exception.',
        expect.stringMatching(/^https:\/\/developers\.pleo\.io\//),
      ],
      [
        'Pleo gives every registered client a client secret.',
        expect.stringMatching(/^https:\/\/developers\.pleo\.io\//),
      ],
    ]);
  });

  test('never throws, whatever was typed', () => {
    const redirectUris = ['', ' ', 'x', '//', 'http://', 'http://[', 'urn:a', 'javascript:1'];
    for (const provider of Object.keys(PROVIDERS)) {
      expect(() =>
        breachesOf({ ...sound, provider, redirectUris, registration: {} }, { storedClientId: '' }),
      ).not.toThrow();
    }
  });
});
