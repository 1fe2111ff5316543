import { describe, expect, test } from 'vitest';
import { judgeAuthorizationResponse } from '../../../utils/oauth/authorization-response';
import { makeRedactor } from '../../../utils/oauth/redactor';
import {
  requestTokens,
  type TokenGrant,
  type TokenRequester,
} from '../../../utils/oauth/token-request';
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

const metadataOf = (origin: string) => ({
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
});

function codeGrant(origin: string, codeVerifier?: string): TokenGrant {
  const judged = judgeAuthorizationResponse({
    url: `${redirectUri}?code=the-code&state=s`,
    redirectUri,
    state: 's',
    clientId: 'client',
    server: metadataOf(origin),
  });
  if (!judged.ok) throw new Error(judged.failure.cause);
  return {
    type: 'authorization_code',
    authorizationResponse: judged.value,
    redirectUri,
    codeVerifier,
  };
}

const VERIFIER = 'the-verifier-of-this-run-with-43-characters';
const clientCredentials: TokenGrant = { type: 'client_credentials', scopes: ['read', 'write'] };
const refresh: TokenGrant = { type: 'refresh_token', refreshToken: 'the-refresh-token' };

type Changes = {
  readonly method?: TokenRequester['client']['tokenEndpointAuthMethod'];
  readonly basicEncoding?: TokenRequester['client']['basicEncoding'];
  readonly clientSecret?: string;
  readonly grant?: TokenGrant | ((origin: string) => TokenGrant);
  readonly ports?: ReturnType<typeof makeRecordingPorts>;
};

function requestFrom(origin: string, changes: Changes = {}) {
  const { method = 'none', basicEncoding = 'form', clientSecret } = changes;
  const { grant = codeGrant(origin, VERIFIER) } = changes;
  const { ports = makeRecordingPorts({ redact: makeRedactor('client', clientSecret) }) } = changes;
  const result = requestTokens(
    {
      client: { clientId: 'client', tokenEndpointAuthMethod: method, basicEncoding },
      clientSecret,
      recording: ports,
    },
    metadataOf(origin),
    typeof grant === 'function' ? grant(origin) : grant,
  );
  return { ports, result };
}

async function request(answer: Answer, changes: Changes = {}) {
  const server = await startScriptedServer(answer);
  const { ports, result } = requestFrom(server.origin, changes);
  return { ...server, ports, result: await result };
}

const failureOf = async (answer: Answer, changes: Changes = {}) => {
  const { result, ports } = await request(answer, changes);
  expect(ports.exchanges).toHaveLength(1);
  if (result.ok) throw new Error('The response was accepted.');
  return result.failure;
};

const json =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    sendJson(response, body, status);

const form =
  (body: string, type = 'application/x-www-form-urlencoded'): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  };

const OBJECTION = {
  tokenType: '"response" body "token_type" property must be a string',
  mediaType: '"response" content-type must be application/json',
  accessToken: '"response" body "access_token" property must be a string',
} as const;

describe('requestTokens', () => {
  test('sends code, redirect URI and verifier of a public client (RFC 7636 §4.5)', async () => {
    const { result, seen, ports } = await request(json(good));
    expect(result).toEqual({ ok: true, value: {} });
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
      code_verifier: VERIFIER,
      client_id: 'client',
    });
    expect(ports.exchanges).toMatchObject([{ purpose: 'token' }]);
  });

  test('sends no verifier where there was no challenge', async () => {
    const { seen, result } = await request(json(good), { grant: (origin) => codeGrant(origin) });
    expect(result.ok).toBe(true);
    expect(seen[0]?.body).not.toContain('code_verifier');
  });

  test('sends the secret in the header, form-encoded first (RFC 6749 §2.3.1)', async () => {
    const { seen, ports } = await request(json(good), {
      method: 'client_secret_basic',
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

  test('sends ID and secret in the header as they are, for servers that do not decode them', async () => {
    const { seen, ports } = await request(json(good), {
      method: 'client_secret_basic',
      basicEncoding: 'raw',
      clientSecret: 'a secret-with: signs+ü',
    });
    const sent = seen[0]?.headers.authorization?.slice('Basic '.length) ?? '';
    expect(Buffer.from(sent, 'base64').toString()).toBe('client:a secret-with: signs+ü');
    expect(ports.exchanges[0]?.request.headers).toContainEqual([
      'authorization',
      'Basic base64(client:<client_secret>)',
    ]);
    expect(JSON.stringify(ports.exchanges)).not.toContain('signs');
  });

  // RFC 6749 §4.4.2 and §6, the examples
  test.each<[string, TokenGrant, Readonly<Record<string, string>>]>([
    [
      'client credentials',
      clientCredentials,
      { grant_type: 'client_credentials', scope: 'read write' },
    ],
    [
      'client credentials without a scope',
      { type: 'client_credentials', scopes: [] },
      { grant_type: 'client_credentials' },
    ],
    ['a refresh', refresh, { grant_type: 'refresh_token', refresh_token: 'the-refresh-token' }],
  ])('sends for %s nothing but what it needs', async (_, grant, sentForm) => {
    for (const basicEncoding of ['form', 'raw'] as const) {
      const { seen, result } = await request(json(good), {
        grant,
        method: 'client_secret_basic',
        basicEncoding,
        clientSecret: 'the-secret',
      });
      expect(result).toEqual({ ok: true, value: {} });
      expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual(sentForm);
      const sent = basicEncoding === 'raw' ? 'client:the-secret' : 'client:the%2Dsecret';
      expect(seen[0]?.headers.authorization).toBe(`Basic ${btoa(sent)}`);
    }
  });

  test('sends the secret in the body', async () => {
    const { seen, ports } = await request(json(good), {
      method: 'client_secret_post',
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
    expect((await request(json(body))).result).toEqual({ ok: true, value: {} });
  });

  test.each([
    [
      'invalid_client',
      'Compare client ID, client secret and client authentication with the registration; look whether the secret has expired.',
    ],
    [
      'invalid_grant',
      'The code is wrong, used or expired, or redirect URI or code verifier differ from the authorization request. Run again for a new code.',
    ],
    ['unauthorized_client', 'Check the grant types of the client at the provider.'],
    [
      'unsupported_grant_type',
      'Look whether the address is that of the token endpoint, and which grants the server lists in its metadata.',
    ],
    [
      'invalid_request',
      'A parameter is missing, unknown or repeated, or there are two kinds of client authentication. Compare the request with what the provider documents.',
    ],
    ['invalid_scope', 'Ask for less, or have the scope allowed for this client.'],
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
      'an error that is a number',
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
      'a form that holds neither a token nor an error',
      form('ok=yes&token_type=bearer'),
      'token_response_invalid',
      'the token endpoint answered HTTP 200 with application/x-www-form-urlencoded instead of JSON',
    ],
    [
      'an error in a form with HTTP 200, as GitHub sends it by default',
      form('error=bad_verification_code&error_description=The+code+expired.'),
      'token_error',
      'bad_verification_code: The code expired. (token endpoint, HTTP 200)',
    ],
    [
      'an error that is an object, as Facebook sends it',
      json({ error: { message: 'The code has expired.', type: 'OAuthException', code: 100 } }, 400),
      'token_error',
      'OAuthException: The code has expired. (token endpoint, HTTP 400)',
    ],
    [
      'an error in a list, as Amazon and others send it',
      json({ errors: [{ code: 'invalid_grant', message: 'The code is used.' }] }, 400),
      'token_error',
      'invalid_grant: The code is used. (token endpoint, HTTP 400)',
    ],
    [
      'an error with HTTP 200 beside a member of its own, as Slack sends it',
      json({ ok: false, error: 'invalid_code' }),
      'token_error',
      'invalid_code (token endpoint, HTTP 200)',
    ],
    [
      'an error with its message in another member, as Pipedrive sends it',
      json({ success: false, message: 'Invalid grant: it expired', error: 'invalid_grant' }, 400),
      'token_error',
      'invalid_grant: Invalid grant: it expired (token endpoint, HTTP 400)',
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

  // What real servers send, and strict clients refuse.
  test.each<[string, Answer, string]>([
    ['no token_type', json({ access_token: 'a' }), OBJECTION.tokenType],
    [
      'a token_type of its own',
      json({ ...good, token_type: 'User Access Token' }),
      'unsupported `token_type` value',
    ],
    [
      'an expires_in in words',
      json({ ...good, expires_in: 'an hour' }),
      '"response" body "expires_in" property must be a number',
    ],
    [
      'scopes in a list',
      json({ ...good, scope: ['a', 'b'] }),
      '"response" body "scope" property must be a string',
    ],
    [
      'an ID token that is no text',
      json({ ...good, id_token: 5 }),
      '"response" body "id_token" property must be a string',
    ],
    ['a form', form('access_token=x&scope=a%2Cb&token_type=bearer'), OBJECTION.mediaType],
    [
      'a form that calls itself plain text',
      form('access_token=x&expires=5183999', 'text/plain'),
      OBJECTION.mediaType,
    ],
    [
      'a token inside of another member',
      json({ ok: true, authed_user: { id: 'U1', access_token: 'xoxp-1', token_type: 'user' } }),
      OBJECTION.accessToken,
    ],
    [
      'HTTP 201',
      json(good, 201),
      '"response" is not a conform Token Endpoint response (unexpected HTTP status code)',
    ],
  ])(
    'accepts a response with %s, and keeps what a strict client says',
    async (_, answer, objection) => {
      const { result } = await request(answer);
      expect(result).toEqual({ ok: true, value: { objection } });
    },
  );

  test.each<[string, unknown, RegExp]>([
    ['no access token', { token_type: 'Bearer' }, /"access_token"/],
    ['an access token that is no text', { ...good, access_token: 1 }, /"access_token"/],
    ['an empty access token', { ...good, access_token: '' }, /"access_token"/],
    ['a refresh token alone', { refresh_token: 'r', token_type: 'Bearer' }, /"access_token"/],
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
    expect(result).toEqual({ ok: true, value: {} });
  });

  // Of a form its beginning could be read.
  test.each([
    ['JSON', json({ ...good, x: 'x'.repeat(1_100_000) })],
    ['form', form(`access_token=a&token_type=bearer&x=${'x'.repeat(1_100_000)}`)],
  ])('refuses a response that was too long to keep: %s', async (_, answer) => {
    const failure = await failureOf(answer);
    expect(failure).toEqual({
      code: 'token_response_invalid',
      cause: 'the token endpoint answered HTTP 200 with more than 500,000 bytes',
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
      `the token endpoint at ${new URL(origin).host} answered HTTP 200, but the body broke off after 16 of 100 bytes`,
    );
  });

  test.each<[string, TokenGrant | undefined, string]>([
    ['the code', undefined, 'The code was not confirmed as used; run again for a new one.'],
    ['nothing', clientCredentials, 'Nothing was used up: run again.'],
    [
      'the refresh token',
      refresh,
      'The server may have used the refresh token up all the same. It is kept with this run: refresh once more, since many servers take the one before for a while. If it is refused, run the client anew.',
    ],
  ])(
    'says that the server could not be reached, and that %s may be used up',
    async (_, grant, lost) => {
      const origin = await deadOrigin();
      const { result } = requestFrom(origin, grant === undefined ? {} : { grant });
      expect(await result).toEqual({
        ok: false,
        failure: {
          code: 'server_unreachable',
          cause: `the token endpoint at ${new URL(origin).host} could not be reached (connection refused or broken off, or no such host)`,
          remedy: `Check the address of the token endpoint and whether the server runs. ${lost}`,
        },
      });
    },
  );

  test.each<[TokenGrant, string]>([
    [clientCredentials, 'The server does not accept these credentials for this grant.'],
    [
      refresh,
      'The refresh token is wrong, used, expired or revoked, or belongs to another client. Run the client anew for a new one.',
    ],
  ])('says what invalid_grant means of $type', async (grant, remedy) => {
    const failure = await failureOf(json({ error: 'invalid_grant' }, 400), { grant });
    expect(failure).toEqual({
      code: 'token_error',
      cause: 'invalid_grant (token endpoint, HTTP 400)',
      remedy,
    });
  });

  test('does not follow a redirect: the code would go to another address', async () => {
    const ports = makeRecordingPorts({
      fetch: async (_, init) => {
        expect(init?.redirect).toBe('manual');
        return opaqueRedirect();
      },
    });
    expect(await requestFrom('https://a.example', { ports }).result).toMatchObject({
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
    await expect(requestFrom(origin, { ports }).result).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(ports.exchanges).toEqual([]);
  });
});
