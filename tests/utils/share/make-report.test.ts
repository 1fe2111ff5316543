import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { resultOf } from '../../../utils/oauth/run-result';
import { makeReport, type SharedReport } from '../../../utils/share/make-report';
import type { ReportOptions } from '../../../utils/share/report';
import { recognise } from '../../../utils/tokens/recognise/recognise';
import type { Recognised } from '../../../utils/tokens/recognised';
import type { Exchange } from '../../../utils/oauth/exchange';
import { encodedForms } from '../../../utils/oauth/redactor';
import { exchangeOf } from '../oauth/sample-run';
import { accessToken, echoesOf, idToken, jwtOf, tellingRun, told } from './telling-run';

const everything: ReportOptions = { hasBodies: true, hasHosts: true, hasClaims: true };

function makeKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

let key: CryptoKey;
beforeAll(async () => {
  key = await makeKey();
});

const ports = () => ({ key, now: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)), version: '1.2.3' });

function reportOf(
  exchanges: readonly Exchange[] = [],
  options: Partial<ReportOptions> = {},
): Promise<SharedReport> {
  const run = tellingRun(exchanges);
  return makeReport(
    { kind: 'run', run, result: resultOf(run) },
    { ...everything, ...options },
    ports(),
  );
}

function pastedReport(recognised: Recognised, options: Partial<ReportOptions> = {}) {
  return makeReport({ kind: 'pasted', recognised }, { ...everything, ...options }, ports());
}

/** Each form of a value that must not be found, in upper and lower case of its escapes. */
function expectWithout({ markdown, json }: SharedReport, value: string): void {
  const plain = markdown.replace(/\\(?=[\\`*_[\]<>&~|])/g, '');
  for (const form of encodedForms(value)) {
    for (const text of [markdown, plain, json]) expect(text).not.toContain(form);
  }
}

const sections = (token: string) => token.split('.').slice(1);
const secrets = [
  ...Object.values(told),
  accessToken,
  idToken,
  ...sections(accessToken),
  ...sections(idToken),
];

describe('makeReport', () => {
  test('tells of a run without a secret or a personal value', async () => {
    const report = await reportOf();
    for (const value of secrets) expectWithout(report, value);
    expect(report.markdown).toContain('# Report of an OAuth run');
    expect(report.markdown).toContain('Made by OAuth Workbench 1.2.3 at 2026-01-02T03:04:05.000Z');
    for (const fact of [
      '- Label: `Booking widget`',
      '- Provider: `Generic OpenID Connect`',
      '- Client ID: `booking-widget`',
      '- PKCE: `S256`',
      '- Redirect URI: `https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/sample-slug`',
      '- Token endpoint: `https://auth.example.com/token`',
      '- Status: `Done`',
      '| `grant_type` | `authorization_code` |',
      '- Subject: **passed**. "sub" is "‹subject #',
      '"kid": "key-number-one"',
      '"locale": "sv-SE"',
      '"email_verified": true',
      '| `openid` | yes | yes | yes |',
      'https://auth.example.com/.well-known/openid-configuration',
    ]) {
      expect(report.markdown).toContain(fact);
    }
  });

  test.each(secrets.map((value) => [value]))(
    'finds %s wherever a server repeats it, however it is encoded',
    async (value) => {
      const report = await reportOf(echoesOf(value));
      expectWithout(report, value);
    },
  );

  test('finds what was never met in a known place, by its look', async () => {
    const unknown = [
      'somebody.else@example.org',
      jwtOf({ sub: 'x', email: 'someone@example.net' }, 'sig'),
      'xoxp-2398472398-AbCd3F6hJkL9',
      '550e8400-e29b-41d4-a716-446655440000',
      '203.0.113.77',
    ];
    const report = await reportOf(unknown.flatMap(echoesOf));
    for (const value of unknown) expectWithout(report, value);
  });

  test.each(['base64url', 'hex', 'base64'] as const)(
    'finds random words in %s, though they were never met',
    async (encoding) => {
      const words = Array.from({ length: 25 }, (_, index) =>
        createHash('sha256').update(`word ${index}`).digest(encoding),
      );
      const report = await reportOf(words.flatMap(echoesOf));
      for (const word of words) expectWithout(report, word);
    },
  );

  test('loses no random secret, whatever it is and wherever it stands', async () => {
    const secret = fc.string({ minLength: 6, maxLength: 80 }).filter((text) => /\S{4}/.test(text));
    await fc.assert(
      fc.asyncProperty(secret, fc.nat(3), async (value, place) => {
        const planted = exchangeOf(
          { refresh_token: value },
          {
            purpose: 'jwks',
            request: { method: 'GET', url: 'https://auth.example.com/', headers: [] },
          },
        );
        const report = await reportOf([planted, ...echoesOf(value).slice(place, place + 1)]);
        const { removed: _, ...rest } = JSON.parse(report.json) as Record<string, unknown>;
        // What every report holds, such as its names of members, may be a secret by chance.
        const usual = JSON.stringify(JSON.parse((await reportOf()).json));
        if (!usual.includes(value))
          expect(JSON.stringify(rest)).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
      { numRuns: 80 },
    );
  });

  test('gives one value one fingerprint in a report, and another in the next', async () => {
    const fingerprints = (text: string) => [
      ...new Set([...text.matchAll(/‹code #([0-9a-f]{8})›/g)].map(([, print]) => print)),
    ];
    const [first, ...others] = fingerprints((await reportOf()).markdown);
    expect(first).toMatch(/^[0-9a-f]{8}$/);
    expect(others).toEqual([]);
    key = await makeKey();
    expect(fingerprints((await reportOf()).markdown)).not.toEqual([first]);
  });

  test('counts what it took out', async () => {
    const report = await reportOf();
    const counted = [...report.json.matchAll(/‹([^‹›#]+) #[0-9a-f]{8}›/g)].filter(
      ([, what]) => what === 'code',
    );
    expect(report.receipt.find(({ what }) => what === 'code')?.count).toBe(counted.length);
    expect(report.receipt.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['access token', 'ID token', 'e-mail address', 'cookie', 'subject']),
    );
    expect(report.markdown).toMatch(/## What was removed\n\n(?:- \d+ × .+\n)+$/);
  });

  test('leaves out bodies, hosts and the values of claims on demand', async () => {
    const echoes = echoesOf('nothing secret');
    const without = await reportOf(echoes, { hasBodies: false });
    expect(without.json).not.toContain('error_description');
    expect(without.receipt.some(({ what }) => what === 'body')).toBe(true);
    const hidden = await reportOf(echoes, { hasHosts: false });
    expect(hidden.json).not.toContain('auth.example.com');
    expect(hidden.json).not.toContain('chromiumapp.org');
    expect(hidden.json).toMatch(/https:\/\/‹host #[0-9a-f]{8}›\/token/);
    const silent = await reportOf([], { hasClaims: false });
    expect(silent.json).not.toContain('sv-SE');
    expect(silent.json).toContain('"locale": "(left out)"');
  });

  test.each(Object.values(everything).map((_, index) => index))(
    'holds no secret with option %i switched off',
    async (index) => {
      const names = ['hasBodies', 'hasHosts', 'hasClaims'] as const;
      const name = names[index] ?? 'hasBodies';
      const report = await reportOf(echoesOf(told.code), { [name]: false });
      for (const value of secrets) expectWithout(report, value);
    },
  );

  test('shows no page, only its title', async () => {
    const { markdown } = await reportOf([
      exchangeOf('<!doctype html><title>Sign in</title><p>paragraph-of-the-page', {
        purpose: 'authorization-page',
      }),
    ]);
    expect(markdown).toContain('with the title “Sign in”');
    expect(markdown).not.toContain('paragraph-of-the-page');
  });

  test('keeps what is of the protocol readable', async () => {
    const metadata = {
      issuer: 'https://auth.example.com',
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
      end_session_endpoint: 'https://auth.example.com/session/end',
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256'],
      grant_types_supported: ['urn:ietf:params:oauth:grant-type:device_code'],
      claims_supported: ['sub', 'email'],
    };
    const { json } = await reportOf([exchangeOf(metadata, { purpose: 'jwks' })]);
    const { requests } = JSON.parse(json) as {
      requests: readonly { response_body: { json: unknown } }[];
    };
    expect(requests.at(-1)?.response_body.json).toEqual(metadata);
  });

  test('makes no link, picture or table cell of what a server says', async () => {
    const { markdown } = await reportOf([
      exchangeOf(
        { a: '```\n# Title\n![x](https://evil.example/)' },
        {
          purpose: 'jwks',
          request: {
            method: 'GET',
            url: 'https://auth.example.com/',
            headers: [['x-b', '`<img src=x>` | ` | `']],
          },
        },
      ),
    ]);
    expect(markdown).not.toContain('\n# Title');
    expect(markdown).toContain(String.raw`| \`x-b\` |`.replaceAll('\\`', '`'));
    expect(
      markdown
        .split('\n')
        .find((line) => line.includes('x-b'))
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(3);
  });

  test('reads no body for longer than it is worth', async () => {
    const bodies = [
      'ey-'.repeat(150_000),
      'a@'.repeat(200_000),
      '…'.repeat(300_000),
      '['.repeat(400_000),
    ];
    const users = Array.from({ length: 5000 }, (_, index) => ({
      email: `user-${index}@example.com`,
      name: `Person Number${index}`,
    }));
    const report = await reportOf([
      exchangeOf({ users }, { purpose: 'jwks' }),
      ...bodies.flatMap((body) => [
        exchangeOf(body, { purpose: 'jwks' }),
        exchangeOf({ a: body }, { purpose: 'jwks' }),
      ]),
    ]);
    expect(report.json).not.toMatch(/@example\.com|Number\d/);
    expect(report.markdown.length).toBeLessThan(200_000);
  });

  test('tells of a pasted token response', async () => {
    const text = JSON.stringify({ access_token: accessToken, id_token: idToken });
    const report = await pastedReport(recognise(text));
    for (const value of [accessToken, idToken, told.sub, told.email, ...sections(idToken)]) {
      expectWithout(report, value);
    }
    expect(report.markdown).toContain('Recognised as: Token response with 2 tokens');
    expect(report.markdown).toContain('"iss": "https://auth.example.com"');
  });

  test('tells of every part of what was pasted', async () => {
    const report = await pastedReport({
      what: 'Everything',
      tokens: [{ name: 'Token', value: accessToken }],
      parameters: [['code', told.code]],
      callbackUrl: `https://app.example.com/callback?code=${told.code}&state=${told.state}`,
      tokenResponse: { access_token: accessToken },
      introspection: { active: true, username: told.name },
      userInfo: { sub: told.sub, email: told.email },
      keys: [{ kty: 'oct', k: 'c2VjcmV0' }],
      metadata: { issuer: 'https://auth.example.com' },
      httpRequest: {
        method: 'POST',
        url: `https://api.example.com/users/${told.sub}?access_token=${accessToken}`,
        headers: [
          ['Authorization', `Bearer ${accessToken}`],
          ['X-Api-Key', 'short'],
        ],
        form: [['password', 'hunter2']],
      },
      claims: { user: told.email, token: 'abc' },
    });
    for (const value of [
      accessToken,
      told.code,
      told.state,
      told.name,
      told.sub,
      told.email,
      'c2VjcmV0',
      'hunter2',
    ]) {
      expectWithout(report, value);
    }
    expect(report.markdown).not.toContain('`short`');
    expect(report.markdown).toContain('"active": true');
  });
});
