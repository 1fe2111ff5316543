import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressFilter,
  anyCallbackFilter,
  callbackFilter,
} from '../../../utils/oauth/callback-filter';

const uri = 'https://app.example.com/callback';
const state = 'the_State-1';

/** Whether the browser would take this address by that filter: it compares whole addresses as it writes them. */
const takes = (filter: string, url: string) => new RegExp(filter).test(new URL(url).href);

const characters = (text: string) => fc.constantFrom(...text.split(''));
const hosts = [
  'app.example.com',
  'localhost',
  '127.0.0.1',
  '[::1]',
  '[2001:db8::ff00:42:8329]',
  'bücher.example',
  'xn--bcher-kva.example',
  'App.Example.COM',
] as const;
const pathText = fc.string({
  unit: fc.oneof(characters('ab01'), characters('()[]+*.$^{}|!\'~@,;:=&-_é\\%"<>`')),
  maxLength: 8,
});

/** Redirect URIs of web apps, with all that may stand in a path (no blanks), and with a query of their own. */
const redirectUris = fc
  .record({
    scheme: fc.constantFrom('https', 'http'),
    host: fc.constantFrom(...hosts),
    port: fc.constantFrom('', ':443', ':80', ':8443'),
    path: fc
      .array(pathText, { maxLength: 3 })
      .map((parts) => parts.map((one) => `/${one}`).join('')),
    query: fc.constantFrom('', '?', '?tenant=1', '?tenant=a.b&x=(1)'),
  })
  .map(({ scheme, host, port, path, query }) => `${scheme}://${host}${port}${path}${query}`);

const states = fc.string({ unit: characters('aZ0-_'), minLength: 1, maxLength: 43 });
const others = fc.array(
  fc.tuple(
    fc.constantFrom('code', 'iss', 'scope', 'xstate', 'session_state', 'error', 'a'),
    fc.string({ maxLength: 12 }),
  ),
  { maxLength: 3 },
);
type Pair = readonly [string, string];
const pairsOf = (pairs: readonly Pair[]) =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();

/** Where a server sends its answer: into the query, beside what is there, or into the fragment. */
function answered(redirectUri: string, parameters: string, place: 'query' | 'fragment'): string {
  if (place === 'fragment') return `${redirectUri}#${parameters}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}

const places = fc.constantFrom('query', 'fragment');

/** Another address than that of the redirect URI, but near it. */
const nearMisses: readonly ((url: URL) => string)[] = [
  ({ protocol, host, pathname }) =>
    `${protocol === 'https:' ? 'http:' : 'https:'}//${host}${pathname}`,
  ({ protocol, hostname, pathname }) => `${protocol}//${hostname}:9999${pathname}`,
  ({ protocol, host, pathname }) => `${protocol}//x${host}${pathname}`,
  ({ protocol, host, pathname }) => `${protocol}//x.${host}${pathname}`,
  ({ protocol, pathname }) => `${protocol}//evil.example${pathname}`,
  ({ href }) => `https://evil.example/?next=${href}`,
  ({ href }) => `https://evil.example/#${href}`,
  ({ origin, pathname }) => `${origin}/x${pathname}`,
  ({ origin, pathname }) => `${origin}${pathname}x`,
  ({ origin, pathname }) => `${origin}${pathname}/`,
  ({ origin, pathname }) => `${origin}${pathname.slice(0, -1)}`,
  ({ origin, pathname }) => `${origin}${pathname.replace(/[^/\w%]/, 'x')}`,
  ({ origin, pathname }) => `${origin}${pathname.toUpperCase()}`,
];

const addressOf = (url: URL) => url.origin + url.pathname;

describe('callbackFilter', () => {
  test('takes the callback with the state wherever it stands', () => {
    fc.assert(
      fc.property(
        redirectUris,
        states,
        others,
        others,
        places,
        (redirectUri, ownState, before, after, place) => {
          const parameters = pairsOf([...before, ['state', ownState], ...after]);
          const callback = answered(redirectUri, parameters, place);
          expect(takes(callbackFilter(redirectUri, ownState), callback)).toBe(true);
        },
      ),
    );
  });

  test('takes none with another state', () => {
    const changed: readonly ((text: string) => string)[] = [
      (text) => `${text}x`,
      (text) => `x${text}`,
      (text) => text.slice(1),
      (text) => text.slice(0, -1),
      (text) => `${text}.`,
      (text) => `${text} `,
      (text) => `${text}=`,
      () => '',
      (text) => `${text}?`,
    ];
    fc.assert(
      fc.property(
        redirectUris,
        states,
        fc.constantFrom(...changed),
        others,
        places,
        (redirectUri, ownState, change, more, place) => {
          const parameters = pairsOf([...more, ['state', change(ownState)], ...more]);
          const callback = answered(redirectUri, parameters, place);
          expect(takes(callbackFilter(redirectUri, ownState), callback)).toBe(false);
        },
      ),
    );
  });

  test('takes none at another address', () => {
    fc.assert(
      fc.property(
        redirectUris,
        fc.constantFrom(...nearMisses),
        places,
        (redirectUri, miss, place) => {
          const address = new URL(redirectUri);
          const other = miss(address);
          const parsed = URL.parse(other);
          fc.pre(parsed !== null && addressOf(parsed) !== addressOf(address));
          const callback = answered(other, `code=c&state=${state}`, place);
          expect(takes(callbackFilter(redirectUri, state), callback)).toBe(false);
          expect(takes(anyCallbackFilter(redirectUri), callback)).toBe(false);
          expect(takes(addressFilter(redirectUri), callback)).toBe(false);
        },
      ),
    );
  });

  test.each([
    ['first', `?state=${state}&code=c`, true],
    ['last', `?code=c&state=${state}`, true],
    ['in the middle', `?code=c&state=${state}&iss=x`, true],
    ['alone', `?state=${state}`, true],
    ['in the fragment', `#code=c&state=${state}`, true],
    ['first in the fragment, behind a query', `?a=b#state=${state}`, true],
    ['before the fragment that a site leaves behind', `?code=c&state=${state}#_=_`, true],
    ['behind an empty query', `?#state=${state}`, true],
    ['in the path', `/state=${state}`, false],
    ['in a name that ends like it', `?code=c&xstate=${state}`, false],
    ['in a name in capitals', `?code=c&State=${state}`, false],
    ['in the value of another parameter', `?next=${encodeURIComponent(`a&state=${state}`)}`, false],
    ['in capitals', `?code=c&state=${state.toUpperCase()}`, false],
    ['followed by more', `?code=c&state=${state}2`, false],
    ['behind something', `?code=c&state=2${state}`, false],
    ['not at all', '?code=c', false],
  ])('with the state %s: %s', (_, callback, isTaken) => {
    expect(takes(callbackFilter(uri, state), uri + callback)).toBe(isTaken);
  });

  test('stands for a whole address', () => {
    expect(callbackFilter(uri, state)).toMatch(/^\^.*\$$/);
    expect(takes(callbackFilter(uri, state), `https://evil.example/${uri}?state=${state}`)).toBe(
      false,
    );
  });
});

/** What may stand behind an address, in pieces that come together to all that is nearly an answer. */
const pieces = fc
  .array(
    fc.constantFrom(
      `state=${state}`,
      'state=',
      state,
      'x',
      'code=c',
      'code',
      'error=e',
      'response=r',
      'response_type=code',
      '&',
      '#',
      '?',
      '=',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** The parameters in the query and the fragment, as they are written. */
const partsOf = (behind: string) => behind.slice(1).split(/[&#]/);

describe('the filters', () => {
  test('take exactly what stands behind the address and carries what they look for', () => {
    fc.assert(
      fc.property(fc.constantFrom('?', '#'), pieces, (mark, text) => {
        const url = `${uri}${mark}${text}`;
        const parts = partsOf(new URL(url).href.slice(uri.length));
        expect(takes(addressFilter(uri), url)).toBe(true);
        expect(takes(callbackFilter(uri, state), url)).toBe(parts.includes(`state=${state}`));
        expect(takes(anyCallbackFilter(uri), url)).toBe(
          parts.some((part) => /^(?:code|error|response)=/.test(part)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('look only at the address of a redirect URI that has a query of its own', () => {
    const own = `${uri}?tenant=1`;
    for (const [filter, isAnswerWanted] of [
      [callbackFilter(own, state), true],
      [anyCallbackFilter(own), true],
      [addressFilter(own), false],
    ] as const) {
      expect(takes(filter, `${own}&code=c&state=${state}`)).toBe(true);
      expect(takes(filter, `${uri}?code=c&state=${state}`)).toBe(true);
      expect(takes(filter, own)).toBe(!isAnswerWanted);
    }
  });

  // RE2 knows neither lookarounds nor references.
  test('are written in what RE2 knows', () => {
    fc.assert(
      fc.property(redirectUris, states, (redirectUri, ownState) => {
        for (const filter of [
          callbackFilter(redirectUri, ownState),
          anyCallbackFilter(redirectUri),
          addressFilter(redirectUri),
        ]) {
          expect(filter).not.toMatch(/\(\?|\\\d/);
          // The browser takes no other than ASCII characters.
          expect(filter).toMatch(/^[\x20-\x7E]+$/);
        }
      }),
    );
  });
});

describe('anyCallbackFilter', () => {
  test.each([
    ['a code', '?code=c', true],
    ['an empty code', '?code=', true],
    ['an error', '?error=access_denied&error_description=No', true],
    ['a JWT', '?response=a.b.c', true],
    ['an error in the fragment', '#state=x&error=e', true],
    ['nothing', '', false],
    ['only a state', '?state=x', false],
    ['a name that ends like one', '?barcode=c&myerror=e', false],
    ['a name that begins like one', '?error_description=x&code_challenge=y', false],
    ['a name without a value', '?code', false],
    ['an access token', '#access_token=t&token_type=Bearer', false],
  ])('with %s: %s', (_, callback, isTaken) => {
    expect(takes(anyCallbackFilter(uri), uri + callback)).toBe(isTaken);
  });
});

describe('addressFilter', () => {
  test.each([
    ['', true],
    ['?a=b', true],
    ['#a', true],
    ['/', false],
    ['/more', false],
    ['2', false],
    ['%3Fa=b', false],
  ])('with %j behind it: %s', (behind, isTaken) => {
    expect(takes(addressFilter(uri), uri + behind)).toBe(isTaken);
  });

  test.each([
    ['https://app.example.com', 'https://app.example.com/?code=c'],
    ['https://app.example.com:443/cb', 'https://app.example.com/cb'],
    ['http://localhost:80/cb', 'http://localhost/cb'],
    ['http://[::1]:8080/cb', 'http://[0:0:0:0:0:0:0:1]:8080/cb'],
    ['https://bücher.example/cb', 'https://xn--bcher-kva.example/cb'],
    ['https://App.Example.com/cb', 'https://app.example.com/cb'],
    ['https://app.example.com/a/../cb', 'https://app.example.com/cb'],
    ['https://app.example.com/ü', 'https://app.example.com/%C3%BC'],
    ["https://app.example.com/o'neill", "https://app.example.com/o'neill"],
    ["https://app.example.com/o'neill", 'https://app.example.com/o%27neill'],
    ['https://app.example.com/o%27neill', 'https://app.example.com/o%27neill'],
    ["https://app.example.com/'a'", "https://app.example.com/%27a'"],
  ])('knows %s in all its spellings', (redirectUri, url) => {
    expect(takes(addressFilter(redirectUri), url)).toBe(true);
    expect(takes(anyCallbackFilter(redirectUri), `${url.split('?')[0]}?code=c`)).toBe(true);
    expect(takes(callbackFilter(redirectUri, state), `${url.split('?')[0]}?state=${state}`)).toBe(
      true,
    );
  });

  test.each(['', '%22', '%2527', '%27%27', "''"])(
    'takes no other than one apostrophe in its place: %j',
    (other) => {
      const filter = addressFilter("https://app.example.com/o'neill");
      expect(takes(filter, `https://app.example.com/o${other}neill`)).toBe(false);
    },
  );
});
