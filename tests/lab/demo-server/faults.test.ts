import { get, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { allFaults } from '../../../lab/demo-server/faults/all-faults.ts';
import { startDemoServer, type DemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import { codeVerifier, openConsent, redirectUri } from './demo-flow.ts';
import { effects } from './fault-effects.ts';
import { type Look, lookAt } from './faults-seen.ts';

let server: DemoServer;
let look: Look;

beforeAll(async () => {
  server = await startDemoServer({ port: 0, redirectUris: [redirectUri] });
  look = await lookAt(server);
});

afterAll(() => server.close());

beforeEach(() => server.faults.setExactly([]));

const effectIds = allFaults.filter(({ step }) => step !== 'Bad input').map(({ id }) => id);

describe('a server with a fault', () => {
  test('is looked at for each', () => {
    expect(Object.keys(effects)).toEqual(effectIds);
    expect(new Set(allFaults.map(({ id }) => id)).size).toBe(allFaults.length);
  });

  test.each(effectIds)('%s', async (id) => {
    server.faults.set(id, true);
    await effects[id]?.(look);
  });

  test('has several at once', async () => {
    server.faults.set('state-wrong', true);
    server.faults.set('issuer-trailing-slash', true);
    expect((await look.discovery()).json['issuer']).toBe(`${look.issuer}/`);
    expect((await look.authorize()).parameters?.['state']).toBe('the-state-of-somebody-else');
  });

  test('sends nobody to a redirect URI that is not registered', async () => {
    server.faults.set('callback-access-denied', true);
    const elsewhere = { redirect_uri: 'https://attacker.example/' };
    expect(await look.authorize(elsewhere)).toMatchObject({ status: 400 });
  });

  test('posts the sign-in on to the app where it returns with 307', async () => {
    const scope = 'openid profile';
    const { browser } = await openConsent(server.issuer, { scope });
    server.faults.set('callback-307', true);
    const page = await browser.post([
      ['action', 'allow'],
      ['scope', 'profile'],
    ]);
    expect(page.left?.searchParams.has('code')).toBe(true);
  });
});

describe('bad input', () => {
  const waits = { never: 300, drip: 1500 };

  test.each(['discovery', 'token', 'keys', 'user-info'])('at %s', async (place) => {
    const path = {
      discovery: '/.well-known/openid-configuration',
      token: '/token',
      keys: '/jwks',
      'user-info': '/userinfo',
    }[place];
    const switchOn = (kind: string) => server.faults.setExactly([`${kind}-at-${place}`]);
    const ask = async (milliseconds = 5000) =>
      fetch(look.issuer + path, {
        method: place === 'token' ? 'POST' : 'GET',
        redirect: 'manual',
        signal: AbortSignal.timeout(milliseconds),
      });

    switchOn('never-answers');
    await expect(ask(waits.never)).rejects.toThrow('timeout');

    switchOn('drips');
    const dripping = await ask(waits.drip);
    const first = await dripping.body?.getReader().read();
    expect(first?.value?.length).toBe(1);

    switchOn('breaks-off');
    await expect((await ask()).text()).rejects.toThrow('terminated');

    switchOn('ten-megabytes');
    expect((await (await ask()).text()).length).toBeGreaterThan(10_000_000);

    switchOn('redirect-circle');
    const redirect = await ask();
    expect([redirect.status, redirect.headers.get('location')]).toEqual([307, path]);

    switchOn('status-600');
    expect((await ask()).status).toBe(600);
  });

  test('has a gzip bomb that is small and unpacks to much', async () => {
    server.faults.set('gzip-bomb-at-keys', true);
    const answer = await new Promise<IncomingMessage>((resolve) => {
      get(`${look.issuer}/jwks`, resolve);
    });
    expect(Number(answer.headers['content-length'])).toBeLessThan(500_000);
    let unpacked = 0;
    for await (const chunk of answer.pipe(createGunzip())) unpacked += Buffer.from(chunk).length;
    expect(unpacked).toBe(300_000_000);
  });

  test('has a member in Latin-1 beside what is as usual', async () => {
    server.faults.set('not-utf-8-at-token', true);
    const { json, text } = await look.token();
    expect(text).toContain('Caf\uFFFD am Meer');
    expect(json['access_token']).toEqual(expect.any(String));
  });

  test.each([
    ['thousands-of-headers-at-keys', 3000],
    ['header-of-a-megabyte-at-keys', 1],
  ])('has headers beyond measure: %s', async (id, count) => {
    server.faults.set(id, true);
    const headers = await new Promise<readonly string[]>((resolve) => {
      const request = get(`${look.issuer}/jwks`, { maxHeaderSize: 2_000_000 }, (response) =>
        resolve(response.rawHeaders),
      );
      request.maxHeadersCount = 0;
    });
    expect(headers.filter((name) => name.startsWith('X-Lab-'))).toHaveLength(count);
  });
});

describe('with all faults off', () => {
  test('the server is as before', async () => {
    for (const { id } of allFaults) server.faults.set(id, true);
    server.faults.setExactly([]);
    expect((await look.discovery()).json['issuer']).toBe(look.issuer);
    expect(await look.token()).toMatchObject({
      status: 200,
      json: { token_type: 'Bearer', scope: 'openid profile email reservations.read' },
    });
    expect(codeVerifier).toHaveLength(51);
  });
});

describe('the page of the faults', () => {
  const post = (form: readonly (readonly [string, string])[], origin: string | undefined) =>
    fetch(`${look.issuer}/faults`, {
      method: 'POST',
      redirect: 'manual',
      headers: origin === undefined ? {} : { origin },
      body: new URLSearchParams(form.map(([name, value]) => [name, value])),
    });
  const on = () => server.faults.list().flatMap(({ id, isOn }) => (isOn ? [id] : []));

  test('shows every fault, and which are on', async () => {
    server.faults.set('state-wrong', true);
    const text = await (await fetch(`${look.issuer}/faults`)).text();
    for (const { id } of allFaults) expect(text).toContain(`value="${id}"`);
    expect(text).toContain('One fault is on:');
    expect(text).not.toContain('<script');
    expect(await (await fetch(look.issuer)).text()).toContain('one is on');
  });

  test('switches on what is ticked, and all else off', async () => {
    server.faults.set('token-500', true);
    const response = await post(
      [
        ['fault', 'state-wrong'],
        ['fault', 'alg-none'],
      ],
      look.issuer,
    );
    expect([response.status, response.headers.get('location')]).toEqual([303, '/faults']);
    expect(on()).toEqual(['state-wrong', 'alg-none']);
  });

  test('switches all off', async () => {
    server.faults.set('token-500', true);
    const byName = look.issuer.replace('127.0.0.1', 'localhost');
    await post(
      [
        ['fault', 'token-500'],
        ['action', 'all-off'],
      ],
      byName,
    );
    expect(on()).toEqual([]);
  });

  test.each([
    ['another site', 'https://attacker.example'],
    ['another port', 'http://127.0.0.1:1'],
    ['nowhere', undefined],
  ])('takes no form from %s', async (_, origin) => {
    const response = await post([['fault', 'state-wrong']], origin);
    expect(response.status).toBe(403);
    expect(on()).toEqual([]);
  });

  test('names a fault that it does not know, and changes nothing', async () => {
    const response = await post(
      [
        ['fault', 'state-wrong'],
        ['fault', 'no-such-fault'],
      ],
      look.issuer,
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('There is no switch &quot;no-such-fault&quot;.');
    expect(on()).toEqual([]);
  });
});

test('a server starts with faults', async () => {
  const faulty = await startDemoServer({
    port: 0,
    redirectUris: [redirectUri],
    faults: ['discovery-missing'],
  });
  expect((await fetch(`${faulty.issuer}/.well-known/openid-configuration`)).status).toBe(404);
  await faulty.close();
  await expect(
    startDemoServer({ port: 0, redirectUris: [redirectUri], faults: ['no-such-fault'] }),
  ).rejects.toThrow('There is no switch "no-such-fault".');
});
