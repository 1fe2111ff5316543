import { describe, expect, onTestFinished, test } from 'vitest';
import { startAppServer, type AppServerOptions } from '../e2e/support/app-server.ts';

async function start(options?: AppServerOptions) {
  const app = await startAppServer(options);
  onTestFinished(() => app.close());
  return app;
}

describe('startAppServer', () => {
  test.each(['127.0.0.1', '[::1]', 'localhost'] as const)('answers at %s', async (host) => {
    const { origin, redirectUri } = await start({ host });
    expect(origin).toMatch(new RegExp(`^http://${RegExp.escape(host)}:[1-9]\\d*$`));
    expect(redirectUri).toBe(`${origin}/callback`);
    const response = await fetch(redirectUri);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('<h1>Signed in at the app</h1>');
  });

  test('notes in order what arrives, and shows nothing of it', async () => {
    const app = await start();
    const body = 'code=some-code&state=a%20b';
    await fetch(`${app.origin}/favicon.ico`);
    const pages = [
      await fetch(`${app.redirectUri}?code=some-code&state=a%20b`),
      await fetch(app.redirectUri, { method: 'POST', body }),
      await fetch(`${app.origin}/elsewhere?code=some-code`),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 404]);
    for (const page of pages) expect(await page.text()).not.toContain('some-code');
    const [byGet, byPost] = [
      { method: 'GET', path: '/callback?code=some-code&state=a%20b', body: '' },
      { method: 'POST', path: '/callback', body },
    ];
    expect(app.requests).toEqual([
      byGet,
      byPost,
      { method: 'GET', path: '/elsewhere?code=some-code', body: '' },
    ]);
    expect(app.requestsTo('/callback')).toEqual([byGet, byPost]);
  });

  test('serves what its pages need beside the callback', async () => {
    const app = await start();
    const home = await (await fetch(app.origin)).text();
    const parts = { '/callback/logo.png': 'image/png', '/callback.js': 'text/javascript' };
    for (const [path, type] of Object.entries(parts)) {
      expect(home).toContain(`src="${path}"`);
      expect((await fetch(app.origin + path)).headers.get('content-type')).toBe(type);
    }
    expect(app.requestsTo('/callback')).toEqual([]);
  });

  test('begins a sign-in of its own where it is connected to, each with another state', async () => {
    const app = await start();
    const begin = () => fetch(`${app.origin}/sign-in`, { redirect: 'manual' });
    expect((await begin()).status).toBe(404);
    app.connectTo('https://auth.example/authorize?tenant=1', { client_id: 'abc', scope: 'openid' });
    const states = new Set<string>();
    for (const response of [await begin(), await begin()]) {
      expect(response.status).toBe(302);
      const url = new URL(response.headers.get('location') ?? '');
      const { state, ...others } = Object.fromEntries(url.searchParams);
      expect(url.href).toMatch(/^https:\/\/auth\.example\/authorize\?tenant=1&/);
      expect(others).toEqual({
        tenant: '1',
        response_type: 'code',
        client_id: 'abc',
        redirect_uri: app.redirectUri,
        scope: 'openid',
      });
      states.add(state ?? '');
    }
    expect(states.size).toBe(2);
    expect(states).not.toContain('');
  });
});
