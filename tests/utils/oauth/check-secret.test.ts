import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { checkSecret, type SecretCheckInput } from '../../../utils/oauth/check-secret';
import { makeRedactor } from '../../../utils/oauth/redactor';
import { redirectUri } from '../../lab/emulations/emulation-client.ts';
import { sampleClient } from '../clients/sample-client';
import { emulatedClient, startEmulated } from './emulated-clients';
import { makeRecordingPorts, opaqueRedirect } from './recording-ports';
import {
  type Answer,
  deadOrigin,
  sendHtml,
  sendJson,
  startScriptedServer,
} from './scripted-server';

const REFUSED = 'client ID, secret or client authentication are not those of the registration.';
const ACCEPTED =
  'it objects to what was made up, not to the client. A server that follows RFC 6749 looks at that only after it has authenticated the client.';
const UNKNOWN = 'Whether it has looked at the secret cannot be told from that.';

const check = (input: SecretCheckInput, changes: Parameters<typeof makeRecordingPorts>[0] = {}) =>
  checkSecret(
    input,
    makeRecordingPorts({
      redact: makeRedactor(input.client.clientId, input.clientSecret),
      ...changes,
    }),
  );

describe('checkSecret, against the emulations', () => {
  const providers = [
    ['apaleo', 0, 'invalid_grant', 400],
    // Its secret holds what encodings change.
    ['apaleo', 1, 'invalid_grant', 400],
    // It has no user, and no codes.
    ['apaleo', 2, 'invalid_scope', 400],
    ['pleo', 0, 'invalid_grant', 401],
    ['pipedrive', 0, 'invalid_grant', 400],
  ] as const;
  const methods = ['client_secret_basic', 'client_secret_post'] as const;

  test.each(
    providers.flatMap((provider) => methods.map((method) => [...provider, method] as const)),
  )(
    '%s %i: takes the right secret and refuses another',
    async (name, index, objection, wrong, method) => {
      const emulation = await startEmulated[name]();
      const { client, clientSecret, tokenEndpoint } = emulatedClient(emulation, index, {
        tokenEndpointAuthMethod: method,
      });
      const input = { client, tokenEndpoint, redirectUri };
      const accepted = await check({ ...input, clientSecret });
      expect(accepted).toMatchObject({
        verdict: 'accepted',
        reason: `The server answered ${objection} (HTTP 400): ${ACCEPTED}`,
      });
      expect(JSON.stringify(accepted)).not.toContain(clientSecret);

      const refused = await check({ ...input, clientSecret: 'a-wrong-secret' });
      expect(refused).toMatchObject({
        verdict: 'refused',
        reason: `The server answered invalid_client (HTTP ${method === 'client_secret_post' && name === 'pipedrive' ? 400 : wrong}): ${REFUSED}`,
        exchange: { purpose: 'token', outcome: { kind: 'response' } },
      });
      expect(emulation.requests).toHaveLength(2);
    },
  );

  test('takes each of several secrets that are valid at once, and one no longer when it is gone', async () => {
    const emulation = await startEmulated.apaleo();
    const { client, clientSecret, tokenEndpoint } = emulatedClient(emulation);
    const verdictOf = async (secret: string) =>
      (await check({ client, tokenEndpoint, redirectUri, clientSecret: secret })).verdict;
    const value = emulation.addSecret(client.clientId, 'Second');
    expect([await verdictOf(clientSecret), await verdictOf(value)]).toEqual([
      'accepted',
      'accepted',
    ]);
    emulation.removeSecret(client.clientId, 'First secret');
    expect([await verdictOf(clientSecret), await verdictOf(value)]).toEqual([
      'refused',
      'accepted',
    ]);
  });

  test('encodes Basic as the client does', async () => {
    const emulation = await startEmulated.apaleo();
    emulation.setSwitch('basic-decoding', 'raw');
    const { client, clientSecret, tokenEndpoint } = emulatedClient(emulation);
    const verdictOf = async (basicEncoding: Client['basicEncoding']) => {
      const input = { client: { ...client, basicEncoding }, clientSecret };
      return (await check({ ...input, tokenEndpoint, redirectUri })).verdict;
    };
    expect([await verdictOf('form'), await verdictOf('raw')]).toEqual(['refused', 'accepted']);
  });
});

async function checkAt(
  answer: Answer,
  client: Partial<SecretCheckInput['client']> = {},
  clientSecret = 'the-secret-of-it',
) {
  const { origin, seen } = await startScriptedServer(answer);
  const result = await check({
    client: { ...sampleClient, provider: 'generic-oauth2', ...client },
    clientSecret,
    tokenEndpoint: `${origin}/token`,
    redirectUri,
  });
  return { result, seen };
}

const json =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    sendJson(response, body, status);

describe('checkSecret', () => {
  test('sends one request that changes nothing: a made-up code with a sound verifier', async () => {
    const { seen, result } = await checkAt(json({ error: 'invalid_grant' }, 400));
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/token' });
    expect(seen[0]?.headers).toMatchObject({ accept: 'application/json' });
    const form = new URLSearchParams(seen[0]?.body);
    expect([...form.keys()]).toEqual(['grant_type', 'code', 'redirect_uri', 'code_verifier']);
    expect(form.get('grant_type')).toBe('authorization_code');
    expect(form.get('redirect_uri')).toBe(redirectUri);
    // RFC 7636 §4.1
    expect(form.get('code_verifier')).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    expect(result.exchange?.request.headers).toContainEqual([
      'authorization',
      'Basic base64(booking%2Dwidget:<client_secret>)',
    ]);
  });

  test('sends the secret in the body, and records it there as a placeholder', async () => {
    const { seen, result } = await checkAt(json({ error: 'invalid_grant' }, 400), {
      tokenEndpointAuthMethod: 'client_secret_post',
    });
    const form = new URLSearchParams(seen[0]?.body);
    expect(form.get('client_id')).toBe('booking-widget');
    expect(form.get('client_secret')).toBe('the-secret-of-it');
    expect(JSON.stringify(result)).not.toContain('the-secret-of-it');
  });

  test.each<[string, Answer, string, string]>([
    [
      'invalid_grant',
      json({ error: 'invalid_grant' }, 400),
      'accepted',
      `The server answered invalid_grant (HTTP 400): ${ACCEPTED}`,
    ],
    [
      'invalid_scope',
      json({ error: 'invalid_scope' }, 400),
      'accepted',
      `The server answered invalid_scope (HTTP 400): ${ACCEPTED}`,
    ],
    [
      'unauthorized_client, which some answer before any authentication',
      json({ error: 'unauthorized_client' }, 400),
      'unknown',
      `The server answered unauthorized_client (HTTP 400). ${UNKNOWN}`,
    ],
    ...['unauthorized_client', 'invalid_request', 'invalid_grant', 'of_its_own'].map(
      (error): [string, Answer, string, string] => [
        `${error} with HTTP 401`,
        json({ error }, 401),
        'refused',
        `The server answered ${error} (HTTP 401): ${REFUSED}`,
      ],
    ),
    [
      'invalid_client',
      json({ error: 'invalid_client', error_description: 'No.' }, 401),
      'refused',
      `The server answered invalid_client (HTTP 401): ${REFUSED}`,
    ],
    [
      'invalid_client with HTTP 200',
      json({ error: 'invalid_client' }),
      'refused',
      `The server answered invalid_client (HTTP 200): ${REFUSED}`,
    ],
    [
      'a bare 401',
      (_, response) => {
        response.writeHead(401);
        response.end();
      },
      'refused',
      `The server answered HTTP 401: ${REFUSED}`,
    ],
    [
      'invalid_request, which may come before any authentication',
      json({ error: 'invalid_request' }, 400),
      'unknown',
      `The server answered invalid_request (HTTP 400). ${UNKNOWN}`,
    ],
    [
      'an error of its own',
      json({ error: 'bad_verification_code' }),
      'unknown',
      `The server answered bad_verification_code (HTTP 200). ${UNKNOWN}`,
    ],
    ['500', json({ message: 'no' }, 500), 'unknown', `The server answered HTTP 500. ${UNKNOWN}`],
    [
      'a page',
      (_, response) => sendHtml(response, '<h1>invalid_client</h1>'),
      'unknown',
      `The server answered HTTP 200. ${UNKNOWN}`,
    ],
    ['a 403', json({}, 403), 'unknown', `The server answered HTTP 403. ${UNKNOWN}`],
    [
      'tokens, for a code that nobody issued',
      json({ access_token: 'a', token_type: 'Bearer' }),
      'unknown',
      `The server answered HTTP 200. ${UNKNOWN}`,
    ],
  ])('%s', async (_, answer, verdict, reason) => {
    const { result } = await checkAt(answer);
    expect({ verdict: result.verdict, reason: result.reason }).toEqual({ verdict, reason });
    expect(result.exchange).toBeDefined();
  });

  test('sends nothing for a public client', async () => {
    const { result, seen } = await checkAt(json({ error: 'invalid_grant' }, 400), {
      tokenEndpointAuthMethod: 'none',
    });
    expect(result).toEqual({
      verdict: 'unknown',
      reason: 'Nothing was sent: a public client (client authentication None) sends no secret.',
    });
    expect(seen).toEqual([]);
  });

  test.each<[string, Answer, string, string]>([
    [
      'an objection to the scope',
      json({ error: 'invalid_scope' }, 400),
      'accepted',
      `The server answered invalid_scope (HTTP 400): ${ACCEPTED}`,
    ],
    [
      'a token all the same',
      json({ access_token: 'the-token', token_type: 'Bearer' }),
      'accepted',
      'The server answered HTTP 200 with a token, though the scope was made up. The token is not used.',
    ],
    [
      'a token with another status',
      json({ access_token: 'the-token' }, 500),
      'unknown',
      `The server answered HTTP 500. ${UNKNOWN}`,
    ],
    [
      'JSON without a token',
      json({ ok: true }),
      'unknown',
      `The server answered HTTP 200. ${UNKNOWN}`,
    ],
    [
      'a refusal',
      json({ error: 'invalid_client' }, 401),
      'refused',
      `The server answered invalid_client (HTTP 401): ${REFUSED}`,
    ],
  ])('asks for a made-up scope where there is no user: %s', async (_, answer, verdict, reason) => {
    const { result, seen } = await checkAt(answer, { grantType: 'client_credentials' });
    expect({ verdict: result.verdict, reason: result.reason }).toEqual({ verdict, reason });
    expect(seen).toHaveLength(1);
    expect([...new URLSearchParams(seen[0]?.body)]).toEqual([
      ['grant_type', 'client_credentials'],
      ['scope', 'not-a-scope-checking-the-client-secret'],
    ]);
  });

  test.each([
    ['incorrect_client_credentials', 'refused'],
    ['bad_verification_code', 'accepted'],
    ['redirect_uri_mismatch', 'unknown'],
    ['constructor', 'unknown'],
  ])('knows what %s means at GitHub: %s', async (error, verdict) => {
    const github = { provider: 'github', tokenEndpointAuthMethod: 'client_secret_post' } as const;
    expect((await checkAt(json({ error }), github)).result.verdict).toBe(verdict);
    const form: Answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded' });
      response.end(`error=${error}&error_description=x`);
    };
    expect((await checkAt(form, github)).result.verdict).toBe(verdict);
  });

  test('keeps a secret out of what is shown that the server sends back', async () => {
    const { result } = await checkAt(
      (request, response) =>
        sendJson(
          response,
          { error: 'invalid_client', error_description: `${request.body} is wrong` },
          401,
          { 'x-echo': new URLSearchParams(request.body).get('client_secret') ?? '' },
        ),
      { tokenEndpointAuthMethod: 'client_secret_post' },
    );
    expect(JSON.stringify(result)).not.toContain('the-secret-of-it');
  });

  test('says that the server could not be reached', async () => {
    const origin = await deadOrigin();
    expect(
      await check({
        client: sampleClient,
        clientSecret: 'x',
        tokenEndpoint: `${origin}/token`,
        redirectUri,
      }),
    ).toMatchObject({
      verdict: 'unknown',
      reason: `${new URL(origin).host} could not be reached (connection refused or broken off, or no such host).`,
      exchange: { outcome: { kind: 'error' } },
    });
  });

  test('does not follow a redirect: the secret would go to another address', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const result = await check(
      {
        client: sampleClient,
        clientSecret: 'x',
        tokenEndpoint: 'https://a.example/token',
        redirectUri,
      },
      {
        fetch: async (_, init) => {
          seen.push(init);
          return opaqueRedirect();
        },
      },
    );
    expect(seen.map((init) => init?.redirect)).toEqual(['manual']);
    expect(result).toMatchObject({
      verdict: 'unknown',
      reason: 'a.example answered with a redirect, which is not followed here.',
      exchange: { outcome: { kind: 'redirect' } },
    });
  });
});
