import { describe, expect, test } from 'vitest';
import { requestTokens, type TokenRequestInput } from '../../../utils/oauth/token-request';
import { judgeAuthorizationResponse } from '../../../utils/oauth/authorization-response';
import { makeRedactor } from '../../../utils/oauth/redactor';
import { makeRecordingPorts, opaqueRedirect } from './recording-ports';
import {
  type Answer,
  deadOrigin,
  sendHtml,
  sendJson,
  startScriptedServer,
} from './scripted-server';

const redirectUri = 'https://client.example.com/cb';
const good = { access_token: 'the-token', token_type: 'Bearer', expires_in: 60 };

function inputFor(origin: string, changes: Partial<TokenRequestInput> = {}): TokenRequestInput {
  const server = {
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
  };
  const judged = judgeAuthorizationResponse({
    url: `${redirectUri}?code=the-code&state=s`,
    redirectUri,
    state: 's',
    clientId: 'client',
    server,
  });
  if (!judged.ok) throw new Error(judged.failure.cause);
  return {
    server,
    client: { clientId: 'client', tokenEndpointAuthMethod: 'none' },
    clientSecret: undefined,
    authorizationResponse: judged.value,
    redirectUri,
    codeVerifier: 'the-verifier-of-this-run-with-43-characters',
    ...changes,
  };
}

async function request(answer: Answer, changes: Partial<TokenRequestInput> = {}) {
  const server = await startScriptedServer(answer);
  const ports = makeRecordingPorts({ redact: makeRedactor('client', changes.clientSecret) });
  const result = await requestTokens(inputFor(server.origin, changes), ports);
  return { ...server, ports, result };
}

const failureOf = async (answer: Answer) => {
  const { result, ports } = await request(answer);
  expect(ports.exchanges).toHaveLength(1);
  if (result.ok) throw new Error('The response was accepted.');
  return result.failure;
};

const json =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    sendJson(response, body, status);

describe('requestTokens', () => {
  test('sends code, redirect URI and verifier of a public client (RFC 7636 §4.5)', async () => {
    const { result, seen, ports } = await request(json(good));
    expect(result).toEqual({ ok: true, value: undefined });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/token' });
    expect(seen[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: redirectUri,
      code_verifier: 'the-verifier-of-this-run-with-43-characters',
      client_id: 'client',
    });
    expect(ports.exchanges).toMatchObject([{ purpose: 'token' }]);
  });

  test('sends no verifier where there was no challenge', async () => {
    const { seen, result } = await request(json(good), { codeVerifier: undefined });
    expect(result.ok).toBe(true);
    expect(seen[0]?.body).not.toContain('code_verifier');
  });

  test('sends the secret in the header, form-encoded first (RFC 6749 §2.3.1)', async () => {
    const { seen, ports } = await request(json(good), {
      client: { clientId: 'client', tokenEndpointAuthMethod: 'client_secret_basic' },
      clientSecret: 'a secret-with: signs',
    });
    expect(atob(seen[0]?.headers.authorization?.slice(6) ?? '')).toBe(
      'client:a+secret%2Dwith%3A+signs',
    );
    expect(seen[0]?.body).not.toContain('secret');
    expect(ports.exchanges[0]?.request.headers).toContainEqual([
      'authorization',
      'Basic base64(client:<client_secret>)',
    ]);
  });

  test('sends the secret in the body', async () => {
    const { seen, ports } = await request(json(good), {
      client: { clientId: 'client', tokenEndpointAuthMethod: 'client_secret_post' },
      clientSecret: 'a secret',
    });
    expect(new URLSearchParams(seen[0]?.body).get('client_secret')).toBe('a secret');
    expect(seen[0]?.headers.authorization).toBeUndefined();
    expect(ports.exchanges[0]?.request.form).toContainEqual(['client_secret', '<client_secret>']);
  });

  test.each([
    ['token_type bearer in small letters', { ...good, token_type: 'bearer' }],
    ['an ID token that is junk: it is judged apart', { ...good, id_token: 'junk' }],
    ['further members', { ...good, refresh_token: 'r', scope: 'a b', x: [1] }],
  ])('accepts a response with %s', async (_, body) => {
    expect((await request(json(body))).result.ok).toBe(true);
  });

  test('refuses an ID token that is no text', async () => {
    const { result } = await request(json({ ...good, id_token: 5 }));
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'token_response_invalid',
        cause:
          'the token response is not valid: "response" body "id_token" property must be a string',
      },
    });
  });

  test.each([
    [
      'invalid_client',
      'Client authentication failed: compare client ID, client secret and client authentication with the registration.',
    ],
    [
      'invalid_grant',
      'The code is wrong, used or expired, or redirect URI or code verifier differ from the authorization request. Run again at once.',
    ],
    [
      'unauthorized_client',
      'This client may not use the authorization code grant. Check its grant types at the provider.',
    ],
    [
      'unsupported_grant_type',
      'The token endpoint does not know the authorization code grant. Is it the right address?',
    ],
    [
      'invalid_request',
      'A parameter is missing, unknown or repeated. Compare the request with what the provider documents.',
    ],
    ['invalid_scope', 'The scope is unknown or more than the user granted.'],
    [
      'of_its_own',
      'The token endpoint refused the request. Its whole answer is shown at the step Token request.',
    ],
  ])('gives the remedy of the error %s (RFC 6749 §5.2)', async (error, remedy) => {
    expect(await failureOf(json({ error, error_description: 'Because' }, 400))).toEqual({
      code: 'token_error',
      cause: `${error}: Because (token endpoint, HTTP 400)`,
      remedy,
    });
  });

  test.each<[string, Answer, string, string]>([
    [
      'an error without description',
      json({ error: 'invalid_grant' }, 400),
      'token_error',
      'invalid_grant (token endpoint, HTTP 400)',
    ],
    [
      'an error with HTTP 200, as GitHub sends it',
      json({ error: 'bad_verification_code', error_description: 'Expired.' }),
      'token_error',
      'bad_verification_code: Expired. (token endpoint, HTTP 200)',
    ],
    [
      'an error description that is no text',
      json({ error: 'x', error_description: {} }, 400),
      'token_error',
      'x (token endpoint, HTTP 400)',
    ],
    [
      '401 with a challenge',
      (_, response) =>
        sendJson(response, { error: 'invalid_client' }, 401, {
          'www-authenticate': 'Basic realm="x"',
        }),
      'token_error',
      'invalid_client (token endpoint, HTTP 401)',
    ],
    [
      '401 in HTML',
      (_, response) => sendHtml(response, '<b>no', 401),
      'token_error',
      'the token endpoint answered HTTP 401 with text/html',
    ],
    [
      '500 in HTML',
      (_, response) => sendHtml(response, '<b>no', 500),
      'token_error',
      'the token endpoint answered HTTP 500 with text/html',
    ],
    [
      '404 without a body',
      (_, response) => {
        response.writeHead(404);
        response.end();
      },
      'token_error',
      'the token endpoint answered HTTP 404 with an empty body',
    ],
    [
      '403 of no stated type',
      (_, response) => {
        response.writeHead(403);
        response.end('no');
      },
      'token_error',
      'the token endpoint answered HTTP 403 with a body of no stated type',
    ],
    [
      'JSON without an error and 400',
      json({ message: 'no' }, 400),
      'token_error',
      'the token endpoint answered HTTP 400 with application/json',
    ],
    [
      'an error that is no text',
      json({ error: 7 }, 400),
      'token_error',
      'the token endpoint answered HTTP 400 with application/json',
    ],
    [
      '204',
      (_, response) => {
        response.writeHead(204);
        response.end();
      },
      'token_error',
      'the token endpoint answered HTTP 204 with an empty body',
    ],
    [
      'HTML with 200',
      (_, response) => sendHtml(response, '<html>'),
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with text/html instead of JSON',
    ],
    [
      'an empty body with 200',
      (_, response) => sendHtml(response, ''),
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with an empty body instead of JSON',
    ],
    [
      'a form',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded' });
        response.end('access_token=x&token_type=bearer');
      },
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with application/x-www-form-urlencoded instead of JSON',
    ],
    [
      'JSON that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"access_token":');
      },
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with JSON that cannot be used: Not JSON: it ends too early, after 16 characters',
    ],
    [
      'JSON that is no object',
      json(['the-token']),
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with JSON that cannot be used: JSON, but a list instead of an object',
    ],
    [
      'an empty body that is called JSON',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end();
      },
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with an empty body instead of JSON',
    ],
  ])('tells of %s', async (_, answer, code, cause) => {
    const failure = await failureOf(answer);
    expect({ code: failure.code, cause: failure.cause }).toEqual({ code, cause });
  });

  test.each<[string, unknown, RegExp]>([
    ['no access token', { token_type: 'Bearer' }, /"access_token"/],
    ['an access token that is no text', { ...good, access_token: 1 }, /"access_token"/],
    ['no token_type', { access_token: 'a' }, /"token_type"/],
    [
      'a token_type other than Bearer or DPoP',
      { ...good, token_type: 'User Access Token' },
      /token_type/,
    ],
    ['an expires_in that is no number', { ...good, expires_in: 'soon' }, /"expires_in"/],
    ['a scope that is a list', { ...good, scope: ['a'] }, /"scope"/],
  ])('refuses a response with %s', async (_, body, said) => {
    const failure = await failureOf(json(body));
    expect(failure.code).toBe('token_response_invalid');
    expect(failure.cause).toMatch(/^the token response is not valid: /);
    expect(failure.cause).toMatch(said);
    expect(failure.remedy).toBe(
      'The answer breaks RFC 6749 §5.1. What could be read of it is shown below, its whole text at the step Token request.',
    );
  });

  test('accepts JSON of another media type, as many servers send it', async () => {
    const { result } = await request((_, response) => sendHtml(response, JSON.stringify(good)));
    expect(result.ok).toBe(true);
  });

  test('refuses a response that was too long to keep', async () => {
    const failure = await failureOf(json({ ...good, x: 'x'.repeat(1_100_000) }));
    expect(failure).toEqual({
      code: 'token_response_invalid',
      cause: 'the token endpoint answered HTTP 200 with more than 500,000 characters',
      remedy:
        'That is more than is read here, and more than any token response. Its beginning is shown at the step Token request.',
    });
  });

  test.each<[number, Readonly<Record<string, string>>, string, string]>([
    [
      429,
      { 'retry-after': '120' },
      'asked too often',
      'Try again later: it says Retry-After: 120.',
    ],
    [429, {}, 'asked too often', 'Try again later.'],
    [
      503,
      { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT' },
      'not available now',
      'Try again later: it says Retry-After: Fri, 31 Dec 1999 23:59:59 GMT.',
    ],
    [503, {}, 'not available now', 'Try again later.'],
  ])('tells of HTTP %i with %j (RFC 9110 §10.2.3)', async (status, headers, why, remedy) => {
    const failure = await failureOf((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers });
      response.end('<b>wait');
    });
    expect(failure).toEqual({
      code: 'token_error',
      cause: `the token endpoint answered HTTP ${status}: it is ${why}`,
      remedy,
    });
  });

  test('tells the error of a server that is asked too often in its own words', async () => {
    const failure = await failureOf(json({ error: 'slow_down' }, 429));
    expect(failure.cause).toBe('slow_down (token endpoint, HTTP 429)');
  });

  test('says that the body broke off after the headers', async () => {
    const { origin, result } = await request((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"access_token":', () => response.destroy());
    });
    expect(result.ok ? '' : result.failure.cause).toBe(
      `the token endpoint at ${new URL(origin).host} answered HTTP 200, but the body broke off or cannot be decoded`,
    );
  });

  test('says that the server could not be reached', async () => {
    const origin = await deadOrigin();
    expect(await requestTokens(inputFor(origin), makeRecordingPorts())).toEqual({
      ok: false,
      failure: {
        code: 'server_unreachable',
        cause: `the token endpoint at ${new URL(origin).host} could not be reached (connection refused or broken off, or no such host)`,
        remedy:
          'Check the address of the token endpoint and whether the server runs. The code was not confirmed as used; run again for a new one.',
      },
    });
  });

  test('does not follow a redirect: the code would go to another address', async () => {
    const ports = makeRecordingPorts({
      fetch: async (_, init) => {
        expect(init?.redirect).toBe('manual');
        return opaqueRedirect();
      },
    });
    expect(await requestTokens(inputFor('https://a.example'), ports)).toMatchObject({
      ok: false,
      failure: {
        code: 'server_unreachable',
        cause:
          'the token endpoint at a.example answered with a redirect, which is not followed here',
      },
    });
  });

  test('ends without an answer when the run is cancelled', async () => {
    const controller = new AbortController();
    const { origin } = await startScriptedServer(() => controller.abort());
    const ports = makeRecordingPorts({ signal: controller.signal });
    await expect(requestTokens(inputFor(origin), ports)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(ports.exchanges).toEqual([]);
  });
});
