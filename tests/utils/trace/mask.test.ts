import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../utils/oauth/exchange';
import { makeMask, maskOfRun, type Mask, NO_MASK } from '../../../utils/trace/mask';
import { formText } from '../../../utils/trace/parameters';
import { prettyJson } from '../../../utils/tokens/pretty-json';
import { exchangeOf } from '../oauth/sample-run';
import { accessToken, echoesOf, idToken, jwtOf, tellingRun, told } from '../share/telling-run';

/** What lets somebody in; the rest of what is told may be seen. */
const secrets = {
  code: told.code,
  codeVerifier: told.codeVerifier,
  refreshToken: told.refreshToken,
  cookie: told.cookie,
  accessToken,
  idToken,
} as const;

const nothingKnown = makeMask(new Map());

/** Everything that a screen can show of an exchange. */
function shownOf({ request, outcome }: Exchange, mask: Mask): string {
  const bodies = outcome.kind === 'response' ? [outcome.body, prettyJson(outcome.body, true)] : [];
  const headers = [...request.headers, ...(outcome.kind === 'response' ? outcome.headers : [])];
  return [
    mask.url(request.url),
    ...headers.map((header) => `${mask.text(header[0])}: ${mask.header(header)}`),
    ...(request.form ?? []).map(([name, value]) => mask.named(name, value)),
    mask.body(formText(request.form ?? [])),
    ...bodies.map(mask.body),
  ].join('\n');
}

describe('the mask of a run', () => {
  test.each(Object.entries(secrets))('hides the %s wherever it is repeated', (_name, value) => {
    const run = tellingRun(echoesOf(value));
    const mask = maskOfRun(run);
    const shown = run.exchanges.map((exchange) => shownOf(exchange, mask)).join('\n');
    const forms = [value, encodeURIComponent(value), Buffer.from(value).toString('base64url')];
    for (const form of forms) expect(shown).not.toContain(form);
    // Nor the beginning of it, nor a good part of its middle.
    expect(shown).not.toContain(value.slice(0, 12));
    expect(shown).not.toContain(value.slice(-12));
  });

  test('hides codes and hints in the addresses of the front channel', () => {
    const run = tellingRun();
    const mask = maskOfRun(run);
    expect(mask.url(run.authorizationResponseUrl ?? '')).toBe(
      `${run.redirect.uri}?code=code ••••••&state=${told.state}&iss=https%3A%2F%2Fauth.example.com`,
    );
    expect(
      mask.url(`https://auth.example.com/authorize?id_token_hint=${idToken}&prompt=none#x=1`),
    ).toBe('https://auth.example.com/authorize?id_token_hint=ID token ••••••&prompt=none#x=1');
  });

  test('leaves what says who the user is, and what ties a message to its run', () => {
    const mask = maskOfRun(tellingRun());
    for (const value of [told.name, told.email, told.sub, told.state, told.nonce]) {
      expect(mask.text(value)).toBe(value);
    }
  });

  test('is made once for a run', () => {
    const run = tellingRun();
    expect(maskOfRun(run)).toBe(maskOfRun(run));
  });
});

describe('a mask that knows nothing', () => {
  test.each([
    [
      '{"access_token":"abc","n":12345678901234567890}',
      '{"access_token":"access token ••••••","n":12345678901234567890}',
    ],
    ['{"a":1,"a":2,"password":3}', '{"a":1,"a":2,"password":"password ••••••"}'],
    ['{"code":"E17","error":"code=1234567"}', '{"code":"E17","error":"code=code ••••••"}'],
    ['{"token":["a","b",null,true]}', '{"token":["token ••••••","token ••••••",null,true]}'],
    ['{"kty":"oct","k":"abc","kid":"d"}', '{"kty":"oct","k":"key ••••••","kid":"d"}'],
    ['{"k":"abc","d":1}', '{"k":"abc","d":1}'],
    ['[{"d":"abc","kty":"EC"},{"d":"abc"}]', '[{"d":"key ••••••","kty":"EC"},{"d":"abc"}]'],
    ['{"refresh_token":"abc","x":"def', '{"refresh_token":"refresh token ••••••","x":"def'],
    ['{"x":"def","refresh_token":"abcdef', '{"x":"def","refresh_token":"refresh token ••••••'],
    [`"${jwtOf({ sub: 'x' }, 's')}"`, '"token ••••••"'],
    ['access_token=abc&scope=a+b', 'access_token=access token ••••••&scope=a+b'],
    ['plain text', 'plain text'],
    ['', ''],
    ['{}', '{}'],
  ])('masks the body %s', (body, shown) => {
    expect(nothingKnown.body(body)).toBe(shown);
  });

  test.each([
    ['Authorization', 'Bearer abc', 'Bearer credentials ••••••'],
    ['authorization', 'Basic base64(app:<client_secret>)', 'Basic base64(app:<client_secret>)'],
    ['authorization', 'Basic YWJj', 'Basic credentials ••••••'],
    ['authorization', 'abc', 'credentials ••••••'],
    ['Set-Cookie', 'sid=abc; Path=/', 'cookie ••••••'],
    ['location', 'https://a.example/?code=abcdef&x=1', 'https://a.example/?code=code ••••••&x=1'],
    ['location', 'https://me:pass@a.example/', 'https://credentials ••••••@a.example/'],
    ['content-type', 'application/json', 'application/json'],
  ])('masks the header %s: %s', (name, value, shown) => {
    expect(nothingKnown.header([name, value])).toBe(shown);
  });

  test('leaves placeholders, and what is empty', () => {
    expect(nothingKnown.named('client_secret', '<client_secret>')).toBe('<client_secret>');
    expect(nothingKnown.named('code', '')).toBe('');
  });

  test('takes private characters from outside for what they are', () => {
    const text = 'a \uE000\uE010\uE001 b \uE000\uE07F\uE001 \uE000';
    expect(() => nothingKnown.text(text)).not.toThrow();
    expect(nothingKnown.body(JSON.stringify({ token: text }))).toBe('{"token":"token ••••••"}');
  });

  test('takes depth and size', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(nothingKnown.body(deep)).toBe(deep);
    expect(() => nothingKnown.body('{"a":'.repeat(20_000))).not.toThrow();
  });

  test('changes no JSON without secrets, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(3), (json, blanks) => {
        const text = JSON.stringify(JSON.parse(json), null, blanks);
        const changed = nothingKnown.body(text);
        // Random names and values may look like secrets; then there is a mark.
        expect(changed === text || changed.includes('••••••')).toBe(true);
      }),
    );
  });

  test('hides a value under the name of a secret in any JSON around it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.json({ maxDepth: 2 }),
        fc.nat(2),
        (value, other, blanks) => {
          const marked = `marker-${value}`;
          const text = JSON.stringify(
            { first: JSON.parse(other) as unknown, outer: [{ refresh_token: marked }] },
            null,
            blanks,
          );
          expect(nothingKnown.body(text)).not.toContain('marker-');
        },
      ),
    );
  });
});

test('no mask shows everything as it is', () => {
  const exchange = exchangeOf({ access_token: 'abc' });
  expect(shownOf(exchange, NO_MASK)).toContain('{"access_token":"abc"}');
  expect(NO_MASK.header(['authorization', 'Bearer abc'])).toBe('Bearer abc');
});
