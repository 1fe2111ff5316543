import { describe, expect, test } from 'vitest';
import { probeAuthorizationPage } from '../../../utils/oauth/probe-authorization-page';
import { makeRecordingPorts, opaqueRedirect } from './recording-ports';
import {
  type Answer,
  deadOrigin,
  sendHtml,
  sendJson,
  startScriptedServer,
} from './scripted-server';

const said = 'Authorization page could not be loaded.';

async function probe(answer: Answer) {
  const { origin } = await startScriptedServer(answer);
  const ports = makeRecordingPorts();
  const { failure } = await probeAuthorizationPage(`${origin}/authorize?a=1`, said, ports);
  return { host: new URL(origin).host, failure, ports };
}

describe('probeAuthorizationPage', () => {
  const hint =
    ' A server shows a page instead of sending an answer back mostly for a client ID or a redirect URI that it does not know: compare both with the registration.';

  test.each<[string, Answer, string, string]>([
    [
      'HTML',
      (_, response) =>
        sendHtml(
          response,
          '<title>t</title><style>b{}</style><h1>Unknown\n client &lt;x&gt;</h1><script>y()</script>',
          400,
        ),
      'HTTP 400',
      'The page says: “Unknown client <x>”',
    ],
    [
      'HTML with an error code',
      (_, response) => sendHtml(response, '<p>Error: <b>invalid_client</b></p>', 400),
      'HTTP 400 (invalid_client)',
      'The page says: “Error: invalid_client”',
    ],
    [
      'JSON',
      (_, response) =>
        sendJson(
          response,
          { error: 'redirect_uri_mismatch', error_description: 'No such URI' },
          401,
        ),
      'HTTP 401 (redirect_uri_mismatch)',
      'The page says: “redirect_uri_mismatch: No such URI”',
    ],
    ['nothing', (_, response) => sendHtml(response, '', 500), 'HTTP 500', 'The page is empty.'],
    [
      'many words',
      (_, response) => sendHtml(response, 'word '.repeat(10_000), 404),
      'HTTP 404',
      `The page says: “${'word '.repeat(48)}”`,
    ],
  ])('says what stands on a page of %s', async (_, answer, status, words) => {
    const { host, failure, ports } = await probe(answer);
    expect(failure).toEqual({
      code: 'page_not_loaded',
      cause: `${host} answered the authorization request with ${status}`,
      remedy: `${words}${hint}`,
    });
    expect(ports.exchanges.map(({ purpose }) => purpose)).toEqual(['authorization-page']);
  });

  test.each([414, 431])('says of HTTP %i that the request is too long', async (status) => {
    const { host, failure } = await probe((_, response) => sendHtml(response, 'Too long', status));
    expect(failure).toEqual({
      code: 'page_not_loaded',
      cause: `${host} answered the authorization request with HTTP ${status}`,
      remedy:
        'The page says: “Too long” The request is too long for the server: ask for fewer scopes or parameters.',
    });
  });

  test('has nothing to say of a page that can be loaded now', async () => {
    const { host, failure } = await probe((_, response) => sendHtml(response, 'Sign in'));
    expect(failure).toEqual({
      code: 'page_not_loaded',
      cause: `the page at ${host} could not be loaded: ${said.replace(/\.$/, '')}`,
      remedy: 'Check the authorization endpoint and whether the server can be reached from here.',
    });
  });

  test('says that the server could not be reached', async () => {
    const origin = await deadOrigin();
    const { failure } = await probeAuthorizationPage(origin, said, makeRecordingPorts());
    const { host } = new URL(origin);
    expect(failure.cause).toBe(
      `the page at ${host} could not be loaded: ${said} ${host} could not be reached (connection refused or broken off, or no such host)`,
    );
  });

  test('keeps the beginning of a page that breaks off, and says how it ended', async () => {
    const { host, failure, ports } = await probe((_, response) => {
      response.writeHead(500, { 'content-length': '1000' });
      response.write('<h1>Out of', () => setTimeout(() => response.destroy(), 50));
    });
    expect(failure.cause).toBe(
      `the page at ${host} could not be loaded: ${said} ${host} answered HTTP 500, but the body broke off after 10 of 1000 bytes`,
    );
    expect(ports.exchanges[0]?.outcome).toMatchObject({
      status: 500,
      body: '<h1>Out of',
      end: 'broken off',
    });
  });

  test('reads no more than the beginning of a page without end', async () => {
    const { host, failure } = await probe((_, response) =>
      sendHtml(response, `<h1>Too much</h1>${'<br>'.repeat(2_500_000)}`, 500),
    );
    expect(failure.cause).toBe(`${host} answered the authorization request with HTTP 500`);
    expect(failure.remedy).toContain('The page says: “Too much');
  });

  test('does not follow a redirect', async () => {
    const ports = makeRecordingPorts({ fetch: async () => opaqueRedirect() });
    const { failure } = await probeAuthorizationPage('https://a.example/x', said, ports);
    expect(failure.cause).toContain('answered with a redirect, which is not followed here');
    expect(ports.exchanges[0]?.outcome).toEqual({ kind: 'redirect' });
  });
});
