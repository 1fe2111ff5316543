import { describe, expect, test } from 'vitest';
import { startDemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import {
  allow,
  answerOf,
  authorizationUrl,
  openConsent,
  redeem,
  signInAndAllow,
  startServer,
} from './demo-flow.ts';
import { HttpBrowser } from './http-browser.ts';

describe('redirect URIs of web clients', () => {
  test.each([
    'http://127.0.0.1:9/callback',
    'http://[::1]:4000/callback',
    'http://localhost:4000/callback',
    'http://app.invalid:8080/callback',
    'https://app.invalid/callback',
    'https://app.invalid/a(b)/[c]/d+e',
    "https://app.invalid/a;b=1,c/!$&'@:~",
    'https://app.invalid/a%2Fb/%28c%29/%7e',
    'https://app.invalid/cb?tenant=1',
    'https://xn--bcher-kva.example/r%C3%BCck%20kehr',
  ])('takes %s, and returns to it unchanged', async (redirectUri) => {
    const { issuer, clients } = await startServer([redirectUri]);
    expect(clients.map(({ clientId }) => clientId)).not.toContain('demo-native');
    const { browser } = await openConsent(issuer, { redirect_uri: redirectUri });
    const { left } = await browser.post([['action', 'allow']]);
    const separator = redirectUri.includes('?') ? '&' : '?';
    expect(left?.href.startsWith(`${redirectUri}${separator}code=`)).toBe(true);
    const answer = left?.searchParams ?? new URLSearchParams();
    expect((await redeem(issuer, answer, { place: redirectUri })).status).toBe(200);
  });

  test.each([
    [
      'a host and a path beyond ASCII',
      'https://bücher.example/rück kehr',
      'https://xn--bcher-kva.example/r%C3%BCck%20kehr?',
    ],
    ['a path of dots', 'https://app.invalid/a/../b', 'https://app.invalid/b?'],
    ['a host in capitals', 'HTTPS://App.invalid:443/cb', 'https://app.invalid/cb?'],
    ['no path', 'https://app.invalid', 'https://app.invalid/?'],
    ['a space in the query', 'https://app.invalid/cb?a=b%20c', 'https://app.invalid/cb?a=b+c&'],
    ['an empty query', 'https://app.invalid/cb?', 'https://app.invalid/cb?'],
    ['a code in the query', 'https://app.invalid/cb?code=1', 'https://app.invalid/cb?code=1&'],
  ])('takes %s, and returns to it as a browser writes it', async (_name, redirectUri, start) => {
    const { issuer } = await startServer([redirectUri]);
    const changes = { redirect_uri: redirectUri, prompt: 'none' };
    const { left } = await new HttpBrowser(issuer).open(authorizationUrl(issuer, changes));
    expect(left?.href.startsWith(`${start}error=`)).toBe(true);
  });

  test.each([
    ['https://bücher.example/rück kehr', 'https://xn--bcher-kva.example/r%C3%BCck%20kehr'],
    ['https://app.invalid/callback', 'https://app.invalid/callback/'],
    ['https://app.invalid/a%2fb', 'https://app.invalid/a%2Fb'],
    ['http://127.0.0.1:9/callback', 'http://127.0.0.1:10/callback'],
  ])('has %s registered, and does not know %s', async (registered, asked) => {
    const { issuer } = await startServer([registered]);
    const page = await new HttpBrowser(issuer).open(
      authorizationUrl(issuer, { redirect_uri: asked }),
    );
    expect(page.response?.status).toBe(400);
    expect(page.text).toContain('<code>invalid_redirect_uri</code>');
  });

  test.each([
    ['https://app.invalid/cb#part', 'must not contain fragments'],
    ['/callback', 'must only contain valid uris'],
    ['javascript:alert(1)', 'must not use the javascript URI scheme'],
  ])('refuses %s', async (redirectUri, description) => {
    await expect(startDemoServer({ port: 0, redirectUris: [redirectUri] })).rejects.toMatchObject({
      name: 'InvalidClientMetadata',
      error_description: expect.stringContaining(description),
    });
  });
});

describe('redirect URIs of the native client', () => {
  const ofNative = (redirectUri: string) => ({
    client_id: 'demo-native',
    redirect_uri: redirectUri,
  });

  test.each(['myapp://callback', 'com.example.app:/callback', 'urn:ietf:wg:oauth:2.0:oob'])(
    'takes %s',
    async (redirectUri) => {
      const { issuer } = await startServer([redirectUri]);
      const { browser, consent } = await openConsent(issuer, ofNative(redirectUri));
      expect(consent.text).toContain('<h1>Lantern Room Key asks for access to your account</h1>');
      expect(consent.text).toContain(`<code>${new URL(redirectUri).protocol}</code>`);
      const { left } = await browser.post([['action', 'allow']]);
      expect(left?.href.startsWith(`${redirectUri}?code=`)).toBe(true);
      const answer = left?.searchParams ?? new URLSearchParams();
      const { status } = await redeem(issuer, answer, {
        place: redirectUri,
        clientId: 'demo-native',
      });
      expect(status).toBe(200);
    },
  );

  test('are its own; the web clients keep theirs', async () => {
    const [web, native] = ['https://app.invalid/callback', 'myapp://callback'] as const;
    const { clients } = await startServer([web, native]);
    expect(clients.map(({ clientId, redirectUris }) => [clientId, ...redirectUris])).toEqual([
      ['demo-public', web],
      ['demo-confidential', web],
      ['demo-confidential-post', web],
      ['demo-native', native],
    ]);
    for (const { logoUri, tosUri } of clients) {
      expect((await fetch(logoUri)).headers.get('content-type')).toContain('image/svg+xml');
      expect((await fetch(tosUri)).status).toBe(200);
    }
  });

  test('are asked for at every run: prompt=none is answered with interaction_required', async () => {
    const redirectUri = 'myapp://callback';
    const { issuer } = await startServer([redirectUri]);
    const browser = await signInAndAllow(issuer, ofNative(redirectUri));
    const silently = { ...ofNative(redirectUri), prompt: 'none' };
    const refused = await browser.open(authorizationUrl(issuer, silently));
    expect(answerOf(refused).get('error')).toBe('interaction_required');
    const consent = await browser.open(authorizationUrl(issuer, ofNative(redirectUri)));
    expect(consent.text).toContain('asks for access to your account');
    expect((await allow(browser, ['profile'])).has('code')).toBe(true);
  });
});
