import { describe, expect, test, vi } from 'vitest';
import { MAX_BODY_BYTES } from '../../../utils/oauth/read-body';
import {
  NoResponseError,
  recordingFetch,
  REQUEST_TIMEOUT_MS,
} from '../../../utils/oauth/recording-fetch';
import { makeRedactor } from '../../../utils/oauth/redactor';
import { makeRecordingPorts, opaqueRedirect } from './recording-ports';
import { deadOrigin, sendHtml, sendJson, startScriptedServer } from './scripted-server';

describe('recordingFetch', () => {
  test('records a request and its response whole, and gives the response on', async () => {
    const { origin, seen } = await startScriptedServer((_, response) =>
      sendJson(response, { error: 'invalid_grant' }, 400, { 'x-request-id': '7' }),
    );
    const ports = makeRecordingPorts();
    const response = await recordingFetch('token', ports)(`${origin}/token?a=1`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams([
        ['code', 'the code'],
        ['code', 'again'],
      ]),
    });

    expect(seen).toMatchObject([
      { method: 'POST', path: '/token?a=1', body: 'code=the+code&code=again' },
    ]);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'invalid_grant' });
    expect(ports.exchanges).toMatchObject([
      {
        purpose: 'token',
        request: {
          method: 'POST',
          url: `${origin}/token?a=1`,
          headers: [['accept', 'application/json']],
          form: [
            ['code', 'the code'],
            ['code', 'again'],
          ],
        },
        startedAt: 1_000_005,
        durationMs: 5,
        outcome: {
          kind: 'response',
          status: 400,
          body: '{"error":"invalid_grant"}',
          end: 'whole',
        },
      },
    ]);
    const { outcome } = ports.exchanges[0] ?? {};
    expect(outcome?.kind === 'response' && outcome.headers).toContainEqual(['x-request-id', '7']);
  });

  test('records before the response is given on', async () => {
    const { origin } = await startScriptedServer((_, response) => sendJson(response, {}));
    const order: string[] = [];
    const ports = makeRecordingPorts({
      onExchange: async () => {
        await Promise.resolve();
        order.push('recorded');
      },
    });
    await recordingFetch('jwks', ports)(origin, {});
    order.push('given');
    expect(order).toEqual(['recorded', 'given']);
  });

  test('sends no cookies, and asks no cache', async () => {
    const spy = vi.fn<typeof fetch>(async () => new Response('{}'));
    await recordingFetch('jwks', makeRecordingPorts({ fetch: spy }))('https://a.example', {});
    expect(spy.mock.calls[0]?.[1]).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      body: null,
    });
  });

  test.each([
    [MAX_BODY_BYTES, 'whole'],
    [MAX_BODY_BYTES + 1, 'too large'],
    [MAX_BODY_BYTES * 20, 'too large'],
  ])(
    'keeps no more than the limit of a body of %i bytes, and says that it is %s',
    async (size, end) => {
      const { origin } = await startScriptedServer((_, response) => response.end('x'.repeat(size)));
      const ports = makeRecordingPorts();
      const response = await recordingFetch('token', ports)(origin, {});
      expect((await response.text()).length).toBe(MAX_BODY_BYTES);
      const outcome = ports.exchanges[0]?.outcome;
      expect(outcome).toMatchObject({ kind: 'response', end });
      expect(outcome?.kind === 'response' && outcome.body.length).toBe(MAX_BODY_BYTES);
    },
  );

  test('stops reading a body that never ends', async () => {
    let isBrokenOff = false;
    const { origin } = await startScriptedServer((_, response) => {
      const pump = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pump);
      response.on('close', () => {
        isBrokenOff = true;
      });
      pump();
    });
    const response = await recordingFetch('token', makeRecordingPorts())(origin, {});
    expect((await response.text()).length).toBe(MAX_BODY_BYTES);
    await vi.waitFor(() => expect(isBrokenOff).toBe(true), { timeout: 4000 });
  });

  test.each([204, 205, 304])('takes HTTP %i, which has no body', async (status) => {
    const { origin } = await startScriptedServer((_, response) => {
      response.writeHead(status);
      response.end();
    });
    const ports = makeRecordingPorts();
    expect((await recordingFetch('token', ports)(origin, {})).status).toBe(status);
    expect(ports.exchanges).toMatchObject([{ outcome: { kind: 'response', status, body: '' } }]);
  });

  // Some servers answer robots with 999. `new Response` takes 200 to 599 only.
  test('keeps an answer with a status that no specification has', async () => {
    const { origin } = await startScriptedServer((_, response) => sendHtml(response, 'no', 999));
    const ports = makeRecordingPorts();
    await recordingFetch('token', ports)(origin, {}).catch(() => undefined);
    expect(ports.exchanges).toMatchObject([
      { outcome: { kind: 'response', status: 999, body: 'no' } },
    ]);
  });

  test('says that a refused connection could not be reached', async () => {
    const origin = await deadOrigin();
    const ports = makeRecordingPorts();
    const message = 'could not be reached (connection refused or broken off, or no such host)';
    await expect(recordingFetch('token', ports)(origin, { redirect: 'manual' })).rejects.toThrow(
      new NoResponseError(message),
    );
    expect(ports.exchanges).toMatchObject([
      { request: { url: origin }, outcome: { kind: 'error', message } },
    ]);
  });

  test('says that a connection was broken off before the headers', async () => {
    const { origin } = await startScriptedServer((_, response) => response.destroy());
    const ports = makeRecordingPorts();
    const message =
      'could not be reached (connection refused or broken off, no such host, or redirects without end)';
    await expect(recordingFetch('jwks', ports)(origin, {})).rejects.toThrow(
      new NoResponseError(message),
    );
    expect(ports.exchanges.map(({ outcome }) => outcome)).toEqual([{ kind: 'error', message }]);
  });

  test('records a redirect that the browser hides', async () => {
    const ports = makeRecordingPorts({ fetch: async () => opaqueRedirect() });
    await expect(
      recordingFetch('authorization-page', ports)('https://a.example', { redirect: 'manual' }),
    ).rejects.toThrow(new NoResponseError('answered with a redirect, which is not followed here'));
    expect(ports.exchanges.map(({ outcome }) => outcome)).toEqual([{ kind: 'redirect' }]);
  });

  test('gives up after 20 s', async () => {
    const timeout = new AbortController();
    const spy = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    const { origin } = await startScriptedServer(() => timeout.abort());
    const ports = makeRecordingPorts();
    await expect(recordingFetch('token', ports)(origin, {})).rejects.toThrow(
      new NoResponseError('did not answer within 20 s'),
    );
    expect(spy).toHaveBeenCalledWith(REQUEST_TIMEOUT_MS);
    expect(ports.exchanges).toMatchObject([
      { outcome: { kind: 'error', message: 'did not answer within 20 s' } },
    ]);
    spy.mockRestore();
  });

  test('records nothing more when the run is cancelled', async () => {
    const controller = new AbortController();
    const { origin } = await startScriptedServer(() => controller.abort());
    const ports = makeRecordingPorts({ signal: controller.signal });
    await expect(recordingFetch('token', ports)(origin, {})).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(ports.exchanges).toEqual([]);
  });

  test.each([
    ['in the header', { headers: { authorization: `Basic ${btoa('client:a+b/c=d0')}` } }, true],
    ['in the body', { body: new URLSearchParams({ client_secret: 'a+b/c=d0' }) }, true],
    ['nowhere', { body: new URLSearchParams({ code: 'x' }) }, false],
  ])('notes how a secret travels that was sent %s', async (_, init, isNoted) => {
    const server = await startScriptedServer((_request, response) => sendJson(response, {}));
    const ports = makeRecordingPorts({ redact: makeRedactor('client', 'a+b/c=d0') });
    await recordingFetch('token', ports)(server.origin, { method: 'POST', ...init });
    expect(ports.exchanges[0]?.request.secretTraits).toEqual(
      isNoted ? ['changed-by-encoding'] : undefined,
    );
  });

  test('keeps the secret out of the record, not out of the request', async () => {
    const secret = 'p@ss w0rd/+=&"';
    const { origin, seen } = await startScriptedServer((request, response) =>
      sendJson(response, { error_description: `bad secret ${secret}`, sent: request.body }, 401, {
        'x-echo': encodeURIComponent(secret),
      }),
    );
    const ports = makeRecordingPorts({ redact: makeRedactor('client', secret) });
    const response = await recordingFetch('token', ports)(origin, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`client:${secret}`)}` },
      body: new URLSearchParams({ client_secret: secret, other: `x${secret}` }),
    });
    expect(seen[0]?.body).toContain('client_secret=p%40ss+w0rd%2F%2B%3D%26%22');
    expect(seen[0]?.headers.authorization).toBe(`Basic ${btoa(`client:${secret}`)}`);
    expect(await response.text()).toContain('bad secret p@ss');
    const record = JSON.stringify(ports.exchanges);
    expect(record).not.toContain('w0rd');
    expect(record).not.toContain(btoa(`client:${secret}`));
    expect(ports.exchanges[0]?.request).toMatchObject({
      headers: expect.arrayContaining([['authorization', 'Basic base64(client:<client_secret>)']]),
      form: [
        ['client_secret', '<client_secret>'],
        ['other', 'x<client_secret>'],
      ],
    });
  });
});
