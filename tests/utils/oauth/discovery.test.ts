import { describe, expect, test } from 'vitest';
import { discover } from '../../../utils/oauth/discovery';
import { makeRecordingPorts, opaqueRedirect } from './recording-ports';
import {
  type Answer,
  deadOrigin,
  sendHtml,
  sendJson,
  startScriptedServer,
} from './scripted-server';

const CHECK_ISSUER =
  'Check the issuer: its path counts too. A server without discovery is a Generic OAuth 2.0 client, with typed endpoints.';

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
});

async function discoverFrom(answer: Answer, path = '') {
  const server = await startScriptedServer(answer);
  const ports = makeRecordingPorts();
  const result = await discover(`${server.origin}${path}`, ports);
  return { ...server, ports, result, host: new URL(server.origin).host };
}

/** Serves a document of the issuer at one path, 404 at others. */
function only(path: string, issuerPath = '', changes: object = {}): Answer {
  return (request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.path === path) {
      sendJson(response, { ...metadataOf(`${origin}${issuerPath}`), ...changes });
    } else sendHtml(response, 'not found', 404);
  };
}

describe('discover', () => {
  test('reads the address of OpenID Connect Discovery §4', async () => {
    const { result, origin, seen, ports } = await discoverFrom(
      only('/.well-known/openid-configuration'),
    );
    expect(result).toEqual({ ok: true, value: metadataOf(origin) });
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /.well-known/openid-configuration',
    ]);
    expect(seen[0]?.headers.accept).toBe('application/json');
    expect(ports.exchanges.map(({ purpose }) => purpose)).toEqual(['discovery']);
  });

  test.each([
    ['/tenant-1', '/tenant-1/.well-known/openid-configuration'],
    ['/tenant-1', '/.well-known/oauth-authorization-server/tenant-1'],
    ['', '/.well-known/oauth-authorization-server'],
  ])('finds the issuer with the path %j at %s (RFC 8414 §3.1)', async (issuerPath, path) => {
    const { result, origin } = await discoverFrom(only(path, issuerPath), issuerPath);
    expect(result).toEqual({ ok: true, value: metadataOf(`${origin}${issuerPath}`) });
  });

  test('keeps what a run uses of the document, and drops the rest', async () => {
    const { result } = await discoverFrom(
      only('/.well-known/openid-configuration', '', {
        scopes_supported: ['openid'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
        registration_endpoint: 'https://x.example',
      }),
    );
    expect(result.ok && Object.keys(result.value)).not.toContain('registration_endpoint');
    expect(result.ok && result.value).toMatchObject({
      scopes_supported: ['openid'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  test('takes wrong types of what it can do without', async () => {
    const { result } = await discoverFrom(
      only('/.well-known/openid-configuration', '', {
        scopes_supported: 'openid',
        code_challenge_methods_supported: [1],
        authorization_response_iss_parameter_supported: 'yes',
        userinfo_endpoint: 5,
      }),
    );
    expect(result.ok && result.value).toMatchObject({
      scopes_supported: [],
      code_challenge_methods_supported: [],
      authorization_response_iss_parameter_supported: false,
      userinfo_endpoint: '',
    });
  });

  test('compares the issuer character by character, and offers what the server calls itself', async () => {
    const { result, origin } = await discoverFrom(only('/.well-known/openid-configuration', '/'));
    expect(result).toEqual({
      ok: false,
      failure: {
        code: 'issuer_mismatch',
        cause: `the server calls itself “${origin}/”, this client expects “${origin}”`,
        remedy: 'The two must be equal, character by character.',
        foundIssuer: `${origin}/`,
      },
    });
  });

  test('refuses a document that names no issuer', async () => {
    const { result } = await discoverFrom(
      only('/.well-known/openid-configuration', '', { issuer: undefined }),
    );
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'issuer_mismatch',
        cause: 'the discovery document names no issuer',
        remedy: 'A discovery document must name its issuer: the server has to mend it.',
      },
    });
    expect(result.ok ? {} : result.failure).not.toHaveProperty('foundIssuer');
  });

  test.each([
    [
      { token_endpoint: undefined },
      'the discovery document is wrong at token_endpoint: Invalid key: Expected "token_endpoint" but received undefined',
    ],
    [
      { token_endpoint: 7 },
      'the discovery document is wrong at token_endpoint: Invalid type: Expected string but received 7',
    ],
    [
      { token_endpoint: 'javascript:alert(1)' },
      'the discovery document is wrong at token_endpoint: is not an http(s) URL',
    ],
    [
      { authorization_endpoint: '/authorize' },
      'the discovery document is wrong at authorization_endpoint: is not an http(s) URL',
    ],
    [
      { jwks_uri: 'file:///etc/hosts' },
      'the discovery document is wrong at jwks_uri: is not an http(s) URL',
    ],
    [
      { issuer: 1 },
      'the discovery document is wrong at issuer: Invalid type: Expected string but received 1',
    ],
  ])('refuses the document with %j', async (changes, cause) => {
    const { result } = await discoverFrom(only('/.well-known/openid-configuration', '', changes));
    expect(result).toEqual({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause,
        remedy:
          'The server has to mend its document. Until then, a Generic OAuth 2.0 client takes typed endpoints.',
      },
    });
  });

  test.each([
    [
      '<!doctype html>',
      'the discovery document cannot be read: Not JSON: unexpected "<" at character 1',
    ],
    ['', 'the discovery document cannot be read: Empty, where a JSON object was expected'],
    ['[]', 'the discovery document cannot be read: JSON, but a list instead of an object'],
    [
      '{"issuer":',
      'the discovery document cannot be read: Not JSON: it ends too early, after 10 characters',
    ],
  ])('refuses the document %j', async (body, cause) => {
    const { result } = await discoverFrom((_, response) => sendHtml(response, body));
    expect(result).toEqual({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause,
        remedy: 'Open its address to see what the server sends.',
      },
    });
  });

  test.each([404, 401, 204])('names both addresses that answered %i', async (status) => {
    const { result, host, ports } = await discoverFrom((_, response) => {
      response.writeHead(status);
      response.end();
    }, '/t');
    expect(result).toEqual({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause: `${host} has no discovery document (/t/.well-known/openid-configuration: ${status}, /.well-known/oauth-authorization-server/t: ${status})`,
        remedy: CHECK_ISSUER,
      },
    });
    expect(ports.exchanges).toHaveLength(2);
  });

  test.each([500, 503])('says that the server itself failed with %i', async (status) => {
    const { result, host } = await discoverFrom((_, response) => {
      response.writeHead(status);
      response.end();
    }, '/t');
    expect(result).toEqual({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause: `${host} failed to give its discovery document (/t/.well-known/openid-configuration: ${status}, /.well-known/oauth-authorization-server/t: ${status})`,
        remedy: 'The server itself failed: try again, then look at its log.',
      },
    });
  });

  test('says that the server itself failed also where one address is only missing', async () => {
    const { result, host } = await discoverFrom((request, response) => {
      response.writeHead(request.path.endsWith('openid-configuration') ? 502 : 404);
      response.end();
    });
    expect(result.ok ? '' : result.failure.cause).toBe(
      `${host} failed to give its discovery document (/.well-known/openid-configuration: 502, /.well-known/oauth-authorization-server: 404)`,
    );
  });

  // Some servers answer every address with a page.
  test.each(['<!doctype html>', '', '[]', '{"issuer":'])(
    'tries the address of RFC 8414 when the first answers %j',
    async (body) => {
      const document = only('/.well-known/oauth-authorization-server');
      const { result, origin, seen } = await discoverFrom((request, response) => {
        if (request.path === '/.well-known/openid-configuration') sendHtml(response, body);
        else document(request, response);
      });
      expect(result).toEqual({ ok: true, value: metadataOf(origin) });
      expect(seen.map(({ path }) => path)).toEqual([
        '/.well-known/openid-configuration',
        '/.well-known/oauth-authorization-server',
      ]);
    },
  );

  test.each<[string, Answer]>([
    ['is unreadable too', (_, response) => sendHtml(response, '[]')],
    ['is not there', (_, response) => sendHtml(response, 'no', 404)],
    ['fails', (_, response) => sendHtml(response, 'no', 500)],
  ])('tells what was wrong at the first address when the second %s', async (_, second) => {
    const { result, ports } = await discoverFrom((request, response) => {
      if (request.path === '/.well-known/openid-configuration') sendHtml(response, '<html>');
      else second(request, response);
    });
    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause: 'the discovery document cannot be read: Not JSON: unexpected "<" at character 1',
      },
    });
    expect(ports.exchanges).toHaveLength(2);
  });

  test('says that a server could not be reached', async () => {
    const origin = await deadOrigin();
    const ports = makeRecordingPorts();
    expect(await discover(origin, ports)).toEqual({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause: `${new URL(origin).host} could not be reached (connection refused or broken off, or no such host)`,
        remedy:
          'Check the issuer, and whether the server runs and can be reached from this machine.',
      },
    });
    expect(ports.exchanges).toHaveLength(1);
  });

  test('does not follow a redirect', async () => {
    const ports = makeRecordingPorts({ fetch: async () => opaqueRedirect() });
    expect(await discover('https://a.example', ports)).toMatchObject({
      ok: false,
      failure: {
        code: 'discovery_failed',
        cause: 'a.example answered with a redirect, which is not followed here',
      },
    });
  });

  test.each(['', 'auth.example.com'])('refuses the issuer %j, which is no URL', async (issuer) => {
    expect(await discover(issuer, makeRecordingPorts())).toEqual({
      ok: false,
      failure: {
        code: 'client_incomplete',
        cause: `the issuer “${issuer}” is not a URL`,
        remedy: 'Correct the issuer.',
      },
    });
  });

  test.each(['ftp://auth.example.com', 'javascript:alert(1)', 'urn:example:issuer'])(
    'refuses the issuer %j, which is no web address',
    async (issuer) => {
      expect(await discover(issuer, makeRecordingPorts())).toMatchObject({
        ok: false,
        failure: { code: 'client_incomplete' },
      });
    },
  );

  test('ends without an answer when the run is cancelled', async () => {
    const controller = new AbortController();
    const server = await startScriptedServer(() => controller.abort());
    const ports = makeRecordingPorts({ signal: controller.signal });
    await expect(discover(server.origin, ports)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
