import { describe, expect, test } from 'vitest';
import { startApaleo } from '../../../lab/emulations/start-apaleo.ts';
import { startPipedrive } from '../../../lab/emulations/start-pipedrive.ts';
import { startPleo } from '../../../lab/emulations/start-pleo.ts';
import { basic, closeAfterTest, get, postForm, redirectUri } from './emulation-client.ts';

const redirectUris = [redirectUri];
const starts = [
  ['apaleo', (port: number) => startApaleo({ port, redirectUris }), '/connect/token'],
  ['Pleo', (port: number) => startPleo({ port, redirectUris }), '/oauth/token'],
  ['Pipedrive', (port: number) => startPipedrive({ port, redirectUri }), '/oauth/token'],
] as const;

describe.each(starts)('the emulation of %s', (_name, start, tokenPath) => {
  test('listens on loopback, reports a taken port, and frees it when closed', async () => {
    const first = await start(0);
    expect(first.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(first.origin).port);
    await expect(start(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    const second = closeAfterTest(await start(port));
    expect(second.origin).toBe(first.origin);
  });

  test('has fake secrets of at least 16 characters', async () => {
    const { clients } = closeAfterTest(await start(0));
    for (const { value } of clients.flatMap(({ secrets }) => secrets)) {
      expect(value.length).toBeGreaterThanOrEqual(16);
      expect(value).toContain('not-a-real-one');
    }
  });

  test('gives every switch a description, a source, and its first choice', async () => {
    const { switches } = closeAfterTest(await start(0));
    for (const { description, source, choices, value } of Object.values(switches)) {
      expect([description, source].every((text) => text.length > 20)).toBe(true);
      expect(choices.length).toBeGreaterThan(1);
      expect(value).toBe(choices[0]);
    }
    expect(switches).toHaveProperty('basic-decoding');
    expect(switches).toHaveProperty('code-lifetime');
  });

  test('says which switches and values it does not know', async () => {
    const emulation = closeAfterTest(await start(0));
    expect(() => emulation.setSwitch('colour', 'red')).toThrow('There is no switch "colour".');
    expect(() => emulation.setSwitch('toString', 'red')).toThrow('There is no switch "toString".');
    expect(() => emulation.setSwitch('code-lifetime', 'long')).toThrow(
      'The switch "code-lifetime" takes normal, already expired, not "long".',
    );
  });

  test('remembers every request', async () => {
    const { origin, requests } = closeAfterTest(await start(0));
    const authorization = basic('a', 'b');
    await get(`${origin}/?a=1&a=2`);
    await postForm(
      `${origin}${tokenPath}`,
      { grant_type: 'x' },
      { Authorization: authorization, Origin: 'chrome-extension://abc' },
    );
    expect(requests).toHaveLength(2);
    expect(requests[0]).toMatchObject({ method: 'GET', path: '/' });
    expect(requests[0]?.query.getAll('a')).toEqual(['1', '2']);
    expect(requests[1]).toMatchObject({
      method: 'POST',
      path: tokenPath,
      authorization,
      origin: 'chrome-extension://abc',
      contentType: 'application/x-www-form-urlencoded',
    });
    expect(requests[1]?.form.get('grant_type')).toBe('x');
  });

  test('knows no CORS, and answers whatever the origin', async () => {
    const { origin } = closeAfterTest(await start(0));
    const url = `${origin}${tokenPath}`;
    const statuses = [];
    for (const headers of [{}, { Origin: 'https://other.example' }]) {
      const response = await postForm(url, {}, headers);
      statuses.push(response.status);
      expect([...response.headers.keys()].join()).not.toContain('access-control');
    }
    expect(statuses[0]).toBe(statuses[1]);
    const preflight = await fetch(url, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('allow')]).toEqual([405, 'POST']);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('refuses unknown addresses and large bodies', async () => {
    const { origin } = closeAfterTest(await start(0));
    expect((await get(`${origin}/nowhere`)).status).toBe(404);
    const large = await postForm(`${origin}${tokenPath}`, { code: 'x'.repeat(20_000) });
    expect(large.status).toBe(413);
  });
});
