import { describe, expect, test } from 'vitest';
import { startApaleo } from '../../../lab/emulations/start-apaleo.ts';
import { startPipedrive } from '../../../lab/emulations/start-pipedrive.ts';
import { clientAt, closeAfterTest, get, postForm, redirectUri } from './emulation-client.ts';

async function apaleo(redirectUris: readonly string[] = [redirectUri]) {
  return closeAfterTest(await startApaleo({ port: 0, redirectUris }));
}

async function pipedrive() {
  return closeAfterTest(await startPipedrive({ port: 0, redirectUri }));
}

async function homePageOf({ origin }: { readonly origin: string }) {
  return (await get(`${origin}/`)).text();
}

describe('the home page', () => {
  test('lists clients with their secrets, and switches with their sources', async () => {
    const emulation = await apaleo();
    const page = await homePageOf(emulation);
    for (const { clientId, secrets, scopes } of emulation.clients) {
      expect(page).toContain(clientId);
      for (const { value } of secrets) expect(page).toContain(value);
      for (const scope of scopes) expect(page).toContain(scope);
    }
    for (const [name, { source }] of Object.entries(emulation.switches)) {
      expect(page).toContain(`>${name}</label`);
      expect(page).toContain(source.slice(0, 30));
    }
    expect(page).toContain('apaleo emulation — loopback lab');
  });

  test('escapes what it shows', async () => {
    const page = await homePageOf(await apaleo(['https://client.example/?a=<b>"&c']));
    expect(page).toContain('https://client.example/?a=&lt;b&gt;&quot;&amp;c');
    expect(page).toContain('Harbour &amp; Fern Night Report');
  });

  test('has no scripts, and forbids them', async () => {
    const { origin } = await apaleo();
    const response = await get(`${origin}/`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toContain('<script');
  });

  test.each(['style.css', 'emulations.css'])('has the style %s', async (name) => {
    const { origin } = await apaleo();
    const response = await get(`${origin}/assets/${name}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/css; charset=utf-8',
    ]);
  });

  test('sets a switch', async () => {
    const emulation = await apaleo();
    const { origin } = emulation;
    const form = { name: 'scope-in-response', value: 'no' };
    const response = await postForm(`${origin}/lab/switches`, form, { Origin: origin });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(emulation.switches['scope-in-response']?.value).toBe('no');
    expect(await homePageOf(emulation)).toMatch(/<option value="no" selected\s*>/);
  });

  test('adds and removes a secret at apaleo', async () => {
    const emulation = await apaleo();
    const { origin } = emulation;
    const descriptions = () => clientAt(emulation, 0).secrets.map((secret) => secret.description);
    const form = { client_id: clientAt(emulation, 0).clientId, description: 'Rotation' };
    await postForm(`${origin}/lab/secrets/add`, form, { Origin: origin });
    expect(descriptions()).toEqual(['First secret', 'Rotation']);
    const old = { ...form, description: 'First secret' };
    await postForm(`${origin}/lab/secrets/remove`, old, { Origin: origin });
    expect(descriptions()).toEqual(['Rotation']);
  });

  test('refreshes the secret at Pipedrive', async () => {
    const emulation = await pipedrive();
    const { origin } = emulation;
    const [before] = clientAt(emulation, 0).secrets;
    const form = { client_id: clientAt(emulation, 0).clientId };
    await postForm(`${origin}/lab/secrets/refresh`, form, { Origin: origin });
    const [after] = clientAt(emulation, 0).secrets;
    expect(after?.value).not.toBe(before?.value);
    expect(await homePageOf(emulation)).toContain(after?.value);
  });

  test('says what is wrong with a form', async () => {
    const { origin } = await apaleo();
    const form = { name: 'scope-in-response', value: 'perhaps' };
    const response = await postForm(`${origin}/lab/switches`, form, { Origin: origin });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(
      'The switch &quot;scope-in-response&quot; takes yes, no, not &quot;perhaps&quot;.',
    );
  });

  test.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['no origin', undefined],
  ])('refuses its forms from %s', async (_name, headers) => {
    const emulation = await apaleo();
    const { origin } = emulation;
    const client = clientAt(emulation, 0);
    const decision = `${origin}/lab/decision?client_id=${client.clientId}`;
    const forms = [`${origin}/lab/switches`, `${origin}/lab/secrets/add`, decision];
    for (const url of forms) {
      const fields = { name: 'scope-in-response', value: 'no', client_id: client.clientId };
      const response = await postForm(url, { ...fields, description: 'x' }, headers);
      expect(response.status).toBe(403);
    }
    expect(emulation.switches['scope-in-response']?.value).toBe('yes');
    expect(clientAt(emulation, 0).secrets).toHaveLength(1);
  });
});
