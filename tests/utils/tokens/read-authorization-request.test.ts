import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAuthorizationRequest } from '../../../utils/tokens/read-authorization-request';

const as = 'https://auth.example.com';
const query = 'response_type=code&client_id=booking&scope=openid%20profile&state=x%26y';
const parameters = [
  ['response_type', 'code'],
  ['client_id', 'booking'],
  ['scope', 'openid profile'],
  ['state', 'x&y'],
];
const encoded = encodeURIComponent;

describe('readAuthorizationRequest', () => {
  test('reads endpoint, client ID and every parameter, in their order', () => {
    // RFC 6749 §4.1.1
    expect(
      readAuthorizationRequest(
        'https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&state=xyz&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb',
      ),
    ).toEqual({
      endpoint: 'https://server.example.com/authorize',
      clientId: 's6BhdRkqt3',
      parameters: [
        ['response_type', 'code'],
        ['client_id', 's6BhdRkqt3'],
        ['state', 'xyz'],
        ['redirect_uri', 'https://client.example.com/cb'],
      ],
    });
  });

  test.each([
    ['blanks around it', `\n ${as}/authorize?${query}\t`, `${as}/authorize`],
    ['a fragment', `${as}/authorize?${query}#top`, `${as}/authorize`],
    [
      'a name and password, which are left out',
      `https://me:pw@auth.example.com/?${query}`,
      `${as}/`,
    ],
    ['loopback', `http://127.0.0.1:9400/auth?${query}`, 'http://127.0.0.1:9400/auth'],
    [
      'the path of a tenant',
      `${as}/t/oauth2/v2.0/authorize?${query}`,
      `${as}/t/oauth2/v2.0/authorize`,
    ],
    [
      'the callback of IdentityServer',
      `${as}/connect/authorize/callback?${query}`,
      `${as}/connect/authorize`,
    ],
  ])('takes %s', (_, text, endpoint) => {
    expect(readAuthorizationRequest(text)).toEqual({ endpoint, clientId: 'booking', parameters });
  });

  test('takes a request without response_type that names a redirect URI', () => {
    const found = readAuthorizationRequest(`${as}/a?client_id=b&redirect_uri=https://app.example/`);
    expect(found?.clientId).toBe('b');
  });

  test.each([
    ['request_uri=urn:ietf:params:oauth:request_uri:abc', true],
    ['request=eyJhbGciOiJub25lIn0.e30.', true],
    ['request=latest', false],
    ['request_uri=', false],
  ])('takes a request whose parameters are elsewhere: %s', (parameter, isTaken) => {
    const found = readAuthorizationRequest(`${as}/a?client_id=b&${parameter}`);
    expect(found?.clientId).toBe(isTaken ? 'b' : undefined);
  });

  const callback = `/connect/authorize/callback?${query}`;
  const absolute = `https://other.example.com/oauth2/authorize?${query}`;
  test.each([
    [
      'IdentityServer’s',
      `${as}/Account/Login?ReturnUrl=${encoded(callback)}`,
      `${as}/connect/authorize`,
    ],
    [
      'an absolute',
      `${as}/login?x=1&goto=${encoded(absolute)}`,
      'https://other.example.com/oauth2/authorize',
    ],
    [
      'one with a request that is not whole beside it',
      `${as}/login?client_id=booking&return_to=${encoded(`/login/oauth/authorize?${query}`)}`,
      `${as}/login/oauth/authorize`,
    ],
    [
      'one encoded twice',
      `${as}/login?continue=${encoded(encoded(absolute))}`,
      'https://other.example.com/oauth2/authorize',
    ],
    [
      'a page in a page',
      `https://sso.example.com/?next=${encoded(`${as}/Account/Login?ReturnUrl=${encoded(callback)}`)}`,
      `${as}/connect/authorize`,
    ],
    [
      'one relative to the page',
      `${as}/a/b/login?next=${encoded(`authorize?${query}`)}`,
      `${as}/a/b/authorize`,
    ],
    [
      'one after an error',
      `${as}/login?error=wrong_password&next=${encoded(callback)}`,
      `${as}/connect/authorize`,
    ],
  ])('finds the request that a sign-in page carries along: %s', (_, text, endpoint) => {
    expect(readAuthorizationRequest(text)).toEqual({ endpoint, clientId: 'booking', parameters });
  });

  test('keeps to the outermost request: a redirect URI may look like one', () => {
    const broker = `https://broker.example.com/?${query}`;
    expect(
      readAuthorizationRequest(
        `${as}/authorize?client_id=outer&response_type=code&redirect_uri=${encoded(broker)}`,
      ),
    ).toMatchObject({ endpoint: `${as}/authorize`, clientId: 'outer' });
  });

  test('looks through two pages, and no deeper', () => {
    const wrap = (address: string) => `${as}/login?next=${encoded(address)}`;
    const twice = wrap(wrap(`${as}/authorize?${query}`));
    expect(readAuthorizationRequest(twice)?.clientId).toBe('booking');
    expect(readAuthorizationRequest(wrap(twice))).toBeUndefined();
  });

  test.each([
    '',
    'client_id=a&response_type=code',
    `/authorize?${query}`,
    `${as}/`,
    `${as}/authorize?client_id=a`,
    `${as}/authorize?client_id=&response_type=code`,
    `${as}/authorize?client_id=a&response_type=`,
    `${as}/authorize?response_type=code`,
    `${as}/authorize#${query}`,
    `${as}/authorize?${query} and more`,
    // A callback, an error, a token request in an address
    `https://app.example/cb?code=1&client_id=a&redirect_uri=https://app.example/cb`,
    `${as}/error?error=redirect_uri_mismatch&${query}`,
    `${as}/token?grant_type=refresh_token&client_id=a&redirect_uri=https://app.example/cb`,
    `javascript:alert(1)//?${query}`,
    `chrome-extension://kgpckhdofpmofjgdfomfpbbdlhjdjein/options.html?${query}`,
    `data:text/html,?${query}`,
    `file:///etc/passwd?${query}`,
    `com.example.app:/authorize?${query}`,
    `view-source:${as}/authorize?${query}`,
    `${as}/login?next=${encoded(`javascript:alert(1)//?${query}`)}`,
    `${as}/login?next=${encoded(`com.example.app:/x?${query}`)}`,
    `${as}/login?next=%25E0%25A4%25A?client_id`,
    `https://?${query}`,
    `https://[::1/?${query}`,
  ])('does not take %j', (text) => {
    expect(readAuthorizationRequest(text)).toBeUndefined();
  });

  test('does not choke on long or many values', () => {
    const room = 20_000 - `${as}/?${query}&a=`.length;
    expect(readAuthorizationRequest(`${as}/?${query}&a=${'x'.repeat(room)}`)?.clientId).toBe(
      'booking',
    );
    expect(readAuthorizationRequest(`${as}/?${query}&a=${'x'.repeat(room + 1)}`)).toBeUndefined();
    for (const unit of [
      '&a',
      '&client_id',
      '&a=client_id',
      '&a=%3Fclient_id',
      '/',
      '%25',
      '?client_id=',
    ]) {
      const page = `${as}/login?x=`;
      const text = page + unit.repeat(Math.floor((20_000 - page.length) / unit.length));
      const began = performance.now();
      expect(readAuthorizationRequest(text)).toBeUndefined();
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });

  test('never throws, and finds web addresses only', () => {
    const hint = fc.constantFrom(
      'https://',
      as,
      '?client_id=a',
      '&response_type=code',
      '&next=',
      encoded(absolute),
      '%',
      '#',
      '//',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(hint, fc.string({ unit: 'binary' }))), (pieces) => {
        const found = readAuthorizationRequest(pieces.join(''));
        if (found !== undefined) expect(found.endpoint).toMatch(/^https?:\/\/[^?#]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});
