import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../utils/findings/evidence';
import { findAll } from '../../../utils/findings/find-all';
import { evidenceOfPasted } from '../../../utils/findings/gather-evidence';
import { recognise } from '../../../utils/tokens/recognise/recognise';
import { encode } from '../tokens/vectors';
import {
  ACCESS_CLAIMS,
  accessToken,
  answer,
  idToken,
  jwt,
  NOW,
  pasted,
  SECONDS,
  SOUND_ANSWER,
  token,
} from './cases/evidence';

const faultsIn = (evidence: Evidence) =>
  findAll(evidence).filter(({ severity }) => severity !== 'passed');

/** Title and words of the findings of one rule. */
const saidBy = (rule: string, evidence: Evidence) =>
  findAll(evidence)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, title, detail, remedy }) => [severity, title, detail, remedy]);

const pastedText = (text: string) => evidenceOfPasted(recognise(text), NOW);

const keycloak = (typ: string, exp?: number) =>
  jwt(
    {
      exp,
      iat: SECONDS - 60,
      jti: 'e1f0',
      iss: 'https://sso.example.com/realms/staff',
      aud: 'https://sso.example.com/realms/staff',
      sub: '5f0c',
      typ,
      azp: 'app',
      nonce: 'n',
      sid: 's',
      scope: 'openid offline_access',
    },
    { alg: 'HS512', typ: 'JWT', kid: 'k' },
  );

describe('tokens that look like access or ID tokens', () => {
  test.each<[string, Evidence, readonly string[]]>([
    ['a refresh token of Keycloak', pastedText(keycloak('Refresh', SECONDS + 1800)), []],
    ['an offline token of Keycloak', pastedText(keycloak('Offline')), []],
    [
      'an offline token in an answer',
      answer({ ...SOUND_ANSWER, refresh_token: keycloak('Offline') }),
      [],
    ],
    [
      'an access token of the org authorization server of Okta',
      token(
        'Token',
        jwt(
          {
            ver: 1,
            jti: 'AT.1',
            iss: 'https://dev.okta.example',
            aud: 'https://dev.okta.example',
            sub: 'ada@example.com',
            iat: SECONDS - 60,
            exp: SECONDS + 3540,
            cid: '0oa1',
            uid: '00u1',
            scp: ['openid'],
          },
          { typ: 'application/okta-internal-at+jwt', kid: 'k' },
        ),
      ),
      ['access-token-of-provider'],
    ],
    [
      'what a service account of Google exchanges',
      pastedText(
        jwt(
          {
            iss: 'robot@project.iam.gserviceaccount.com',
            scope: 'https://www.googleapis.com/auth/devstorage.read_only',
            aud: 'https://oauth2.googleapis.com/token',
            iat: SECONDS - 60,
            exp: SECONDS + 3540,
          },
          { typ: 'JWT', kid: 'k' },
        ),
      ),
      [],
    ],
    [
      'a key binding',
      token(
        'Key binding',
        jwt(
          { nonce: '1234', aud: 'https://shop.example.com', iat: SECONDS - 5, sd_hash: 'x' },
          { typ: 'kb+jwt', alg: 'ES256' },
        ),
      ),
      [],
    ],
    [
      'a credential that never ends',
      token(
        'Token',
        jwt(
          { vct: 'https://credentials.example.com/identity', nonce: 'n', _sd: ['x'] },
          { typ: 'dc+sd-jwt', alg: 'ES256' },
        ),
      ),
      [],
    ],
  ])('%s', (_, evidence, rules) => {
    expect(faultsIn(evidence).map(({ rule }) => rule)).toEqual(rules);
  });

  test('are access tokens still where an authorization server issued them', () => {
    const claims = {
      ...ACCESS_CLAIMS,
      client_id: undefined,
      aud: 'https://oauth.example.com/token',
    };
    const [finding] = saidBy('claims-missing', token('Token', jwt(claims)));
    expect(finding?.[1]).toBe('The token has no client_id');
  });
});

describe('a broken token', () => {
  const whole = jwt(ACCESS_CLAIMS);
  const [head = '', body = ''] = whole.split('.');
  const within = (inserted: string) =>
    `${head}.${body.slice(0, 20)}${inserted}${body.slice(20)}.c2ln`;
  const ALPHABET = 'A token has letters, digits, “-” and “_” only, and dots between its parts.';

  test.each<[string, string, string, string]>([
    [
      'cut off',
      whole.slice(0, 90),
      'It ends too early: often it was cut off when it was copied.',
      'Copy it again, from its first to its last character.',
    ],
    [
      'a zero-width space',
      within('\u200B'),
      `${ALPHABET} Web pages, chats and word processors put it there`,
      'Take U+200B out wherever it stands',
    ],
    ['a quotation mark', within('”'), `${ALPHABET} It is a quotation mark`, 'Take "”" out'],
    ['markup', within('<wbr>'), `${ALPHABET} It belongs to the markup`, 'Take "<" out'],
    [
      'an escaped line break',
      within('\\n'),
      `${ALPHABET} It escapes a line break`,
      'Take "\\" out',
    ],
    [
      'what was shortened',
      within('…'),
      `${ALPHABET} It stands for what was left out`,
      'Copy it whole',
    ],
    [
      'another character',
      within('ß'),
      `${ALPHABET} "ß" was put in, or replaced a character`,
      'Take "ß" out',
    ],
    [
      'a line end of an e-mail',
      within('=\n'),
      '“=” stands only at the end of a part.',
      'Take it out',
    ],
    [
      'a text behind it',
      `${whole}.more.text.and.more`,
      'It goes on where a token ends',
      'Copy the token alone.',
    ],
    [
      'no alg',
      `${encode({ alg: ['RS256'] })}.${body}.c2ln`,
      'The "alg" of the header is a list ("RS256"): it must be a string (RFC 7515 §4.1.1). A recipient cannot tell how to check it',
      'Whoever makes the token',
    ],
    ['dots for what was left out', `${whole.slice(0, 60)}...`, 'Dots stand for', 'Copy it whole'],
    [
      'another token behind it',
      whole + whole,
      'It goes on where a token ends',
      'Copy the token alone.',
    ],
    ['a gap', `${head}.${body.slice(0, 60)}.c2ln`, 'One of its parts breaks off', 'Copy it again'],
    [
      'claims that are no JSON',
      `${head}.${encode('{"sub":"ada" "exp":1}')}.c2ln`,
      'Every recipient refuses it.',
      'Copy it again from where it was issued.',
    ],
  ])('with %s: what helps', (_, raw, why, remedy) => {
    const [finding] = saidBy('token-broken', token('Token', raw));
    expect(finding?.[2]).toContain(why);
    expect(finding?.[3]).toContain(remedy);
  });

  test('is not said to lack what was cut off', () => {
    for (const name of ['Access token', 'ID token', 'Logout token'] as const) {
      expect(faultsIn(token(name, whole.slice(0, 90))).map(({ rule }) => rule)).toEqual([
        'token-broken',
      ]);
    }
  });
});

describe('what is wrong with a claim', () => {
  test.each<[string, Evidence, string, string]>([
    [
      'subject-malformed',
      idToken({ sub: 123 }),
      'sub of the ID token is no text',
      'It is the number 123. It must be a string.',
    ],
    [
      'subject-malformed',
      idToken({ sub: ['a'] }),
      'sub of the ID token is no text',
      'It is a list ("a").',
    ],
    [
      'subject-malformed',
      accessToken({ sub: 'a\u202Eb' }),
      'sub of the access token holds a character that cannot be seen',
      'It holds U+202E, which reverses what follows. Two users',
    ],
    [
      'subject-malformed',
      idToken({ sub: 'x'.repeat(256) }),
      'sub of the ID token has 256 characters',
      'Clients keep it',
    ],
    [
      'time-malformed',
      accessToken({ exp: 1e300 }),
      'The access token has no date at all as exp',
      'exp is 1e+300.',
    ],
    [
      'time-malformed',
      accessToken({ iat: NOW, nbf: NOW }),
      'The access token has milliseconds as iat, nbf',
      `iat is ${NOW}. nbf is ${NOW}.`,
    ],
    [
      'time-malformed',
      accessToken({ iat: NOW, nbf: 'now' }),
      'The access token has no time in seconds as iat, nbf',
      `iat is ${NOW}. nbf is "now".`,
    ],
    [
      'algorithm-unknown',
      accessToken({}, { alg: 'none ' }),
      'The access token names an algorithm that nobody knows',
      'alg is "none ". It is spelled like none, and is not the same.',
    ],
  ])('%s %#', (rule, evidence, title, detail) => {
    const [finding] = saidBy(rule, evidence);
    expect(finding?.[1]).toBe(title);
    expect(finding?.[2]).toContain(detail);
  });

  test.each<[string, Evidence, readonly string[]]>([
    ['of a sound token', accessToken(), ['The access token is within its time']],
    ['of a broken one', accessToken({}, { alg: undefined }), []],
    [
      'of one with two ends',
      token(
        'Access token',
        `${encode({ alg: 'RS256' })}.${encode('{"exp":1,"exp":9999999999}')}.c2ln`,
      ),
      [],
    ],
  ])('the times %s', (_, evidence, titles) => {
    expect(saidBy('token-expired', evidence).map(([, title]) => title)).toEqual(titles);
  });

  test('the endpoints without https are named', () => {
    const endpoint = 'http://auth.example.com/x';
    const metadata = {
      issuer: 'https://auth.example.com',
      token_endpoint: endpoint,
      jwks_uri: endpoint,
      mtls_endpoint_aliases: { revocation_endpoint: endpoint },
    };
    const found = saidBy('endpoint-plain-http', pasted({ metadata }));
    expect(found).toHaveLength(1);
    expect(found[0]?.[2]).toContain('It stands in token_endpoint, jwks_uri, revocation_endpoint.');
  });

  test.each<[string, Evidence, readonly string[]]>([
    ['login_required', pasted({ tokenResponse: { error: 'login_required' } }), []],
    ['invalid_grant', pasted({ tokenResponse: { error: 'invalid_grant' } }), []],
    [
      'invalid_grant in a callback',
      pasted({ callbackUrl: 'https://app.example.com/cb?error=invalid_grant' }),
      ['The error "invalid_grant" is one of other endpoints'],
    ],
    [
      'an error of one provider',
      pasted({ callbackUrl: 'https://app.example.com/cb?error=no_luck' }),
      ['The error "no_luck" is not a registered one'],
    ],
  ])('an error: %s', (_, evidence, titles) => {
    expect(
      ['token-error-unknown', 'callback-error-unknown']
        .flatMap((rule) => saidBy(rule, evidence))
        .map(([, title]) => title),
    ).toEqual(titles);
  });

  test('names that repeat come with all their values', () => {
    const payload =
      '{"sub":"ada","sub":"admin","aud":["a"],"aud":{"b":1},"exp":1,"exp":2,"exp":3,"exp":4}';
    expect(
      saidBy(
        'member-names-repeat',
        token('Token', `${encode('{"alg":"RS256","alg":"none"}')}.${encode(payload)}.c2ln`),
      ).map(([severity, title, detail]) => [severity, title, detail?.split(' Some programs')[0]]),
    ).toEqual([
      ['error', 'The header of the token has "alg" more than once', '"alg" is "RS256" and "none".'],
      [
        'error',
        'The claims of the token have "sub", "aud", "exp" more than once',
        '"sub" is "ada" and "admin". "aud" is ["a"] and {"b":1}. "exp" is 1, 2, 3 and 1 more.',
      ],
    ]);
  });
});
