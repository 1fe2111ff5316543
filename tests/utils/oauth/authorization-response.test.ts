import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AuthorizationResponseInput,
  judgeAuthorizationResponse,
} from '../../../utils/oauth/authorization-response';
import { responseParameters } from '../../../utils/oauth/response-parameters';

const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/the-slug';
const issuer = 'https://honest.as.example';
const server = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
};
const announcing = { ...server, authorization_response_iss_parameter_supported: true };

const judge = (query: string, changes: Partial<AuthorizationResponseInput> = {}) =>
  judgeAuthorizationResponse({
    url: `${redirectUri}${query}`,
    redirectUri,
    state: 'the-state',
    clientId: 'client',
    server,
    ...changes,
  });

const failureOf = (result: ReturnType<typeof judge>) =>
  result.ok ? undefined : { code: result.failure.code, cause: result.failure.cause };

const remedyOf = (result: ReturnType<typeof judge>) => (result.ok ? '' : result.failure.remedy);

describe('judgeAuthorizationResponse', () => {
  test.each([
    ['in the query', '?code=the-code&state=the-state', server],
    ['in the fragment', '#code=the-code&state=the-state', server],
    [
      'with the issuer',
      `?code=the-code&state=the-state&iss=${encodeURIComponent(issuer)}`,
      announcing,
    ],
    [
      'with an issuer that cannot be compared',
      '?code=the-code&state=the-state&iss=x',
      { ...server, issuer: undefined },
    ],
    [
      'with parameters of the server’s own',
      '?code=the-code&state=the-state&session_state=1',
      server,
    ],
    ['after an empty query', '?#code=the-code&state=the-state', server],
  ])('accepts a code %s', (_, query, known) => {
    const { issuer: knownIssuer, ...rest } = known;
    const result = judge(query, {
      server: knownIssuer === undefined ? rest : { ...rest, issuer: knownIssuer },
    });
    expect(result.ok && result.value.get('code')).toBe('the-code');
  });

  test('reads the fragment also where the redirect URI has a query of its own', () => {
    const withQuery = `${redirectUri}?tenant=1`;
    const result = judge('', {
      redirectUri: withQuery,
      url: `${withQuery}#code=the-code&state=the-state`,
    });
    expect(failureOf(result)).toBeUndefined();
  });

  // Browsers write an apostrophe in one of two ways.
  test.each([
    ["https://app.example.com/o'neill", 'https://app.example.com/o%27neill'],
    ['https://app.example.com/o%27neill', "https://app.example.com/o'neill"],
    ["https://app.example.com/o'neill", "https://app.example.com/o'neill"],
  ])('takes an answer to %s that came to %s', (redirect, address) => {
    const result = judge('', {
      redirectUri: redirect,
      url: `${address}?code=the-code&state=the-state`,
    });
    expect(result.ok && result.value.get('code')).toBe('the-code');
  });

  test.each([
    [
      'another path',
      `https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/other?code=c&state=the-state`,
      'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/other',
    ],
    ['a longer path', `${redirectUri}/?code=c&state=the-state`, `${redirectUri}/`],
    [
      'another host',
      'https://evil.example/the-slug?code=c&state=the-state',
      'https://evil.example/the-slug',
    ],
    ['another scheme', redirectUri.replace('https', 'http'), redirectUri.replace('https', 'http')],
    [
      'a path in capitals',
      redirectUri.replace('the-slug', 'The-Slug'),
      redirectUri.replace('the-slug', 'The-Slug'),
    ],
  ])('refuses an answer at %s', (_, url, shown) => {
    const result = judge('', { url });
    expect(failureOf(result)).toEqual({
      code: 'redirect_mismatch',
      cause: `the answer came to ${shown}, not to ${redirectUri}`,
    });
    expect(remedyOf(result)).toBe(
      'Only the redirect URI of this run is accepted. Check which redirect URI the provider has for this client.',
    );
  });

  test.each([
    ['no state', '?code=c', 'the answer carries no state'],
    [
      'an empty state',
      '?code=c&state=',
      'the answer carries the state “”, this run sent “the-state”',
    ],
    [
      'another state',
      '?code=c&state=forged',
      'the answer carries the state “forged”, this run sent “the-state”',
    ],
    [
      'an error with another state',
      '?error=access_denied&state=forged',
      'the answer carries the state “forged”, this run sent “the-state”',
    ],
    [
      'a state in the fragment beside a query',
      '?code=c#state=the-state',
      'the answer carries no state',
    ],
  ])('refuses %s', (_, query, cause) => {
    const result = judge(query);
    expect(failureOf(result)).toEqual({ code: 'state_mismatch', cause });
    expect(remedyOf(result)).toBe(
      'The answer does not belong to this run, or the server changed its state. Its code was not used.',
    );
  });

  test.each([
    [
      'another issuer (mix-up)',
      '&iss=https%3A%2F%2Fattacker.example',
      server,
      'the answer comes from “https://attacker.example”, this run asked “https://honest.as.example”',
    ],
    [
      'the issuer with a slash',
      `&iss=${encodeURIComponent(`${issuer}/`)}`,
      server,
      'the answer comes from “https://honest.as.example/”, this run asked “https://honest.as.example”',
    ],
    [
      'no issuer though it is announced',
      '',
      announcing,
      'the answer carries no iss, though the server announces it',
    ],
    [
      'an empty issuer',
      '&iss=',
      server,
      'the answer comes from “”, this run asked “https://honest.as.example”',
    ],
  ])('refuses %s', (_, iss, known, cause) => {
    const result = judge(`?code=c&state=the-state${iss}`, { server: known });
    expect(failureOf(result)).toEqual({ code: 'iss_mismatch', cause });
    expect(remedyOf(result)).toBe(
      'The answer may come from another server (mix-up, RFC 9207). Its code was not used.',
    );
  });

  test.each([
    ['access_denied', 'The user or the server said no. Run again and allow the request.'],
    [
      'invalid_scope',
      'A scope of this client is unknown to the server or not allowed. Compare the scopes with the registration.',
    ],
    [
      'invalid_request',
      'A parameter is missing, unknown or repeated. Compare the request with what the server supports, PKCE and prompt included.',
    ],
    [
      'unauthorized_client',
      'The client may not use the authorization code flow. Check its grant types at the provider.',
    ],
    [
      'unsupported_response_type',
      'The server does not offer the response type “code” to this client.',
    ],
    ['server_error', 'The server failed. Try again, then look at its log.'],
    ['temporarily_unavailable', 'The server is overloaded or in maintenance. Try again later.'],
    ['login_required', 'prompt=none asks for no page, and no user is signed in. Run without it.'],
    ['consent_required', 'prompt=none asks for no page, and consent is missing. Run without it.'],
    [
      'interaction_required',
      'prompt=none asks for no page, and the server needs one. Run without it.',
    ],
    [
      'account_selection_required',
      'prompt=none asks for no page, and an account must be chosen. Run without it.',
    ],
    [
      'of_its_own',
      'The authorization server refused the request. Its whole answer is shown at the step Authorization response.',
    ],
    [
      'toString',
      'The authorization server refused the request. Its whole answer is shown at the step Authorization response.',
    ],
  ])('gives the remedy of the error %s', (error, remedy) => {
    const result = judge(`?error=${error}&state=the-state`);
    expect(failureOf(result)).toEqual({ code: 'authorization_error', cause: error });
    expect(remedyOf(result)).toBe(remedy);
  });

  test.each([
    [
      'with its description',
      '?error=access_denied&error_description=No+way&state=the-state',
      'access_denied: No way',
    ],
    [
      'with an empty description',
      '?error=access_denied&error_description=&state=the-state',
      'access_denied',
    ],
    ['in the fragment', '#error=access_denied&state=the-state', 'access_denied'],
    [
      'that forgot the state',
      '?error=access_denied&error_description=No',
      'access_denied: No (and no state came back)',
    ],
    ['beside a code', '?error=access_denied&code=c&state=the-state', 'access_denied'],
    ['on many lines', '?error=e&error_description=a%0D%0Ab%09%20c&state=the-state', 'e: a b c'],
    ['with markup, as text', '?error=e&error_description=%3Cb%3Ex&state=the-state', 'e: <b>x'],
  ])('tells of an error %s', (_, query, cause) => {
    expect(failureOf(judge(query))).toEqual({ code: 'authorization_error', cause });
  });

  test('cuts a huge description short', () => {
    const result = judge(`?error=e&state=the-state&error_description=${'x'.repeat(100_000)}`);
    expect(failureOf(result)?.cause).toBe(`e: ${'x'.repeat(296)}…`);
  });

  test.each(['?state=the-state&code=', '?state=the-state'])(
    'refuses an answer without a code: %j',
    (query) => {
      expect(failureOf(judge(query))).toEqual({
        code: 'code_missing',
        cause: 'the answer carries neither a code nor an error',
      });
    },
  );

  // A form whose body was not read reaches the extension as a bare redirect URI.
  test('says of a bare redirect URI what reads a form', () => {
    const result = judge('');
    expect(failureOf(result)?.code).toBe('code_missing');
    expect(remedyOf(result)).toBe(
      'If it came as a form (response_mode=form_post), its body could not be read: that takes Chromium and the mode “Capture the registered redirect URI”. Otherwise ask for the response_mode query or fragment.',
    );
  });

  test.each([
    '#access_token=t&token_type=Bearer&state=the-state',
    '#access_token=t&state=forged',
    '#token_type=Bearer&access_token=t',
  ])('says of %j that the implicit flow was used', (fragment) => {
    const result = judge(fragment);
    expect(failureOf(result)).toEqual({
      code: 'code_missing',
      cause: 'the answer carries an access token instead of a code',
    });
    expect(remedyOf(result)).toBe(
      'The server used the implicit flow, though response_type=code was sent. Check the parameters and the grant types of the client.',
    );
  });

  test.each([
    [
      'state',
      '?code=c&state=the-state&state=the-state',
      'the answer carries “state” more than once',
    ],
    [
      'iss',
      `?code=c&state=the-state&iss=${encodeURIComponent(issuer)}&iss=${encodeURIComponent(issuer)}`,
      'the answer carries “iss” more than once',
    ],
    ['code', '?code=c&code=d&state=the-state', 'the answer carries “code” more than once'],
    [
      'error',
      '?error=access_denied&error=server_error&state=the-state',
      'the answer carries “error” more than once',
    ],
    [
      'a forged state',
      '?code=c&state=forged&state=the-state',
      'the answer carries “state” more than once',
    ],
  ])('refuses an answer with %s twice', (_, query, cause) => {
    const result = judge(query);
    expect(failureOf(result)).toEqual({ code: 'authorization_response_invalid', cause });
    expect(remedyOf(result)).toBe(
      'No parameter may be repeated (RFC 6749 §3.1). Its code was not used.',
    );
  });

  test.each([
    [
      'an ID token (hybrid flow)',
      '&id_token=x',
      'the answer is not valid: implicit and hybrid flows are not supported',
    ],
    [
      'a JARM response',
      '&response=x',
      'the answer is not valid: "parameters" contains a JARM response, use validateJwtAuthResponse() instead of validateAuthResponse()',
    ],
  ])('refuses %s', (_, more, cause) => {
    expect(failureOf(judge(`#code=c&state=the-state${more}`))).toEqual({
      code: 'authorization_response_invalid',
      cause,
    });
  });

  test('never throws, whatever stands behind the redirect URI', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webQueryParameters(),
      fc.webFragments(),
    );
    fc.assert(
      fc.property(fc.constantFrom('', '?', '#', '/'), part, (separator, text) => {
        expect(judge(`${separator}${text}`).ok).toBe(false);
      }),
    );
  });

  test.each([
    ['myapp://callback', 'myapp://callback?code=c&state=the-state'],
    ['com.example.app:/callback', 'com.example.app:/callback?code=c&state=the-state'],
    ['com.example.app:callback', 'com.example.app:callback#code=c&state=the-state'],
    ['myapp://callback?tenant=1', 'myapp://callback?tenant=1&code=c&state=the-state'],
    // The browser writes the scheme small.
    ['MyApp://callback', 'myapp://callback?code=c&state=the-state'],
    ["https://app.example.com/it's", 'https://app.example.com/it%27s?code=c&state=the-state'],
    ['https://app.example.com/it%27s', "https://app.example.com/it's?code=c&state=the-state"],
    ['http://127.0.0.1:80/cb', 'http://127.0.0.1/cb?code=c&state=the-state'],
    ['https://app.example.com', 'https://app.example.com/?code=c&state=the-state'],
  ])('takes an answer to %s', (uri, url) => {
    const result = judge('', { redirectUri: uri, url });
    expect(result.ok && result.value.get('code')).toBe('c');
  });

  test.each([
    ['myapp://callback', 'myapp://other?code=c&state=the-state', 'myapp://other'],
    ['myapp://callback', 'myapp2://callback?code=c&state=the-state', 'myapp2://callback'],
    ['myapp://callback', 'myapp://callback/x?code=c&state=the-state', 'myapp://callback/x'],
    ['com.example.app:/a', 'com.example.app:/b#code=c&state=the-state', 'com.example.app:/b'],
  ])('refuses an answer that came elsewhere than to %s: %s', (uri, url, shown) => {
    expect(failureOf(judge('', { redirectUri: uri, url }))).toEqual({
      code: 'redirect_mismatch',
      cause: `the answer came to ${shown}, not to ${uri}`,
    });
  });

  test.each(['', 'about', 'not a url', '//', 'http://'])(
    'refuses the answer %j, which is no URL',
    (url) => {
      expect(failureOf(judge('', { url }))?.code).toBe('redirect_mismatch');
    },
  );
});

describe('responseParameters', () => {
  test.each([
    ['https://a.example/cb?code=1', [['code', '1']]],
    [
      'https://a.example/cb#code=1&a=b+c',
      [
        ['code', '1'],
        ['a', 'b c'],
      ],
    ],
    ['https://a.example/cb?code=1#_=_', [['code', '1']]],
    ['https://a.example/cb', []],
    ['app:/cb?code=1', [['code', '1']]],
  ])('%s', (url, expected) => {
    expect([...responseParameters(url)]).toEqual(expected);
  });
});
