import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findIssuerKeys, originOfKeys } from '../../../utils/state/issuer-keys';
import { deadOrigin, sendHtml, sendJson, startScriptedServer } from '../oauth/scripted-server';

let isGranted = true;

beforeEach(() => {
  isGranted = true;
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => isGranted);
});

/** An issuer whose keys are counted up with each request. */
async function startIssuer() {
  const paths: string[] = [];
  const { origin } = await startScriptedServer((request, response) => {
    const issuer = `http://${request.headers.host}`;
    paths.push(request.path ?? '');
    if (request.path === '/jwks') sendJson(response, { keys: [{ kid: `${paths.length}` }] });
    else {
      sendJson(response, { issuer, token_endpoint: `${issuer}/t`, jwks_uri: `${issuer}/jwks` });
    }
  });
  return { origin, paths };
}

async function keysOf(address: Parameters<typeof findIssuerKeys>[0]) {
  const found = await findIssuerKeys(address);
  if (found.status !== 'found') throw new Error(`access needed: ${found.origins.join(', ')}`);
  return found.loadKeys;
}

describe('findIssuerKeys', () => {
  test('asks discovery and key set once, and for fresh keys once a click', async () => {
    const { origin, paths } = await startIssuer();
    const discovery = '/.well-known/openid-configuration';
    const loadKeys = await keysOf({ issuer: origin });
    expect(await loadKeys({ refresh: false })).toEqual({
      ok: true,
      jwks: { keys: [{ kid: '2' }] },
    });
    expect(paths).toEqual([discovery, '/jwks']);
    const again = await keysOf({ issuer: origin });
    expect(await again({ refresh: false })).toEqual({ ok: true, jwks: { keys: [{ kid: '2' }] } });
    expect(paths).toHaveLength(2);
    for (let time = 0; time < 3; time += 1) {
      expect(await again({ refresh: true })).toEqual({ ok: true, jwks: { keys: [{ kid: '3' }] } });
    }
    expect(paths).toEqual([discovery, '/jwks', '/jwks']);
  });

  test('refuses keys without https of an issuer with https, and asks nobody', async () => {
    const { origin, paths } = await startIssuer();
    const weaker = await keysOf({ jwksUri: `${origin}/jwks`, of: 'https://op.example' });
    expect(await weaker({ refresh: false })).toEqual({
      ok: false,
      message: `The issuer is at https://op.example, and its keys are at ${origin}/jwks, without https: someone on the way could put in their own, so they are not asked for. The issuer has to name an https address (jwks_uri).`,
    });
    expect(paths).toEqual([]);
  });

  test('takes the address of keys, and that of a discovery document', async () => {
    const { origin, paths } = await startIssuer();
    const direct = await keysOf({ jwksUri: `${origin}/jwks` });
    expect(await direct({ refresh: false })).toMatchObject({ ok: true });
    const document = await keysOf({ jwksUri: `${origin}/any/document` });
    expect(await document({ refresh: false })).toMatchObject({
      ok: true,
      jwks: { keys: [{ kid: '3' }] },
    });
    expect(paths).toEqual(['/jwks', '/any/document', '/jwks']);
  });

  test('says which access is missing where that may be why nothing came', async () => {
    isGranted = false;
    const origin = await deadOrigin();
    const needed = { status: 'access-needed', origins: [origin] };
    expect(await findIssuerKeys({ issuer: origin })).toEqual(needed);
    expect(await findIssuerKeys({ jwksUri: `${origin}/jwks` })).toEqual(needed);
  });

  test('says in words what is wrong with the issuer', async () => {
    const { origin } = await startScriptedServer((_, response) => sendHtml(response, 'no', 404));
    expect(await (await keysOf({ issuer: origin }))({ refresh: false })).toEqual({
      ok: false,
      message: expect.stringMatching(/has no discovery document/) as string,
    });
    expect(await (await keysOf({ jwksUri: `${origin}/k` }))({ refresh: true })).toEqual({
      ok: false,
      message: `${origin}/k answered HTTP 404`,
    });
    const bare = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      sendJson(response, { issuer, token_endpoint: `${issuer}/t` });
    });
    expect(await (await keysOf({ issuer: bare.origin }))({ refresh: false })).toEqual({
      ok: false,
      message: `The discovery document of ${bare.origin} names no keys (jwks_uri).`,
    });
  });
});

describe('originOfKeys', () => {
  test.each([
    [{ issuer: 'https://op.example/tenant' }, 'https://op.example'],
    [{ jwksUri: 'http://127.0.0.1:9/jwks' }, 'http://127.0.0.1:9'],
    [{ issuer: 'joe' }, undefined],
    [{ issuer: 'file:///etc' }, undefined],
  ])('%j', (address, origin) => {
    expect(originOfKeys(address)).toBe(origin);
  });
});
