import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import { checkClientSecret } from '../../../utils/state/check-secret';
import { sampleClient } from '../clients/sample-client';
import { sendJson, startScriptedServer } from '../oauth/scripted-server';
import { simulateBrowser } from '../platform/simulated-browser';

const base = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
let isGranted = true;
let browser = simulateBrowser();

beforeEach(() => {
  fakeBrowser.reset();
  isGranted = true;
  vi.spyOn(fakeBrowser.identity, 'getRedirectURL').mockReturnValue(base);
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => isGranted);
  browser = simulateBrowser();
});

async function startServer() {
  return startScriptedServer((request, response) => {
    const issuer = `http://${request.headers.host}`;
    if (request.path === '/token') sendJson(response, { error: 'invalid_grant' }, 400);
    else sendJson(response, { issuer, token_endpoint: `${issuer}/token` });
  });
}

const clientAt = (changes: Partial<Client>): Client => ({
  ...sampleClient,
  provider: 'generic-oauth2',
  endpoints: {},
  ...changes,
});

const { issuer: _, ...withoutIssuer } = clientAt({});

describe('checkClientSecret', () => {
  test('asks the token endpoint that the client has, with the redirect URI of its runs', async () => {
    const { origin, seen } = await startServer();
    const client = clientAt({ endpoints: { token: `${origin}/token` } });
    expect(await checkClientSecret(client, 'the-secret-of-it')).toMatchObject({
      verdict: 'accepted',
    });
    expect(seen.map(({ path }) => path)).toEqual(['/token']);
    expect(new URLSearchParams(seen[0]?.body).get('redirect_uri')).toBe(`${base}sample-slug`);
  });

  test('discovers the token endpoint where it is not known', async () => {
    const { origin, seen } = await startServer();
    const client = clientAt({ provider: 'generic-oidc', issuer: origin });
    expect(await checkClientSecret(client, 'x')).toMatchObject({ verdict: 'accepted' });
    expect(seen.at(-1)?.path).toBe('/token');
  });

  test.each([
    ['removed', 2],
    ['sent', 0],
  ] as const)('Origin header %s: %i changes of rules', async (originHeader, changes) => {
    const { origin } = await startServer();
    await checkClientSecret(
      clientAt({ originHeader, endpoints: { token: `${origin}/token` } }),
      'x',
    );
    expect(browser.changes).toHaveLength(changes);
    expect(browser.rules()).toEqual([]);
  });

  test.each<[string, Client]>([
    ['has neither', withoutIssuer],
    ['has something else for one', { ...withoutIssuer, endpoints: { token: 'junk' } }],
  ])('says that a client without token endpoint and issuer %s', async (_name, client) => {
    expect(await checkClientSecret(client, 'x')).toEqual({
      verdict: 'unknown',
      reason: 'The client has no token endpoint yet. Give it, or press Discover.',
    });
  });

  test('says which permission is missing, and sends nothing', async () => {
    const { origin, seen } = await startServer();
    isGranted = false;
    expect(
      await checkClientSecret(clientAt({ endpoints: { token: `${origin}/token` } }), 'x'),
    ).toEqual({
      verdict: 'unknown',
      reason: `There is no permission yet to reach ${origin}. Allow it, and check again.`,
    });
    expect(seen).toEqual([]);
  });
});
