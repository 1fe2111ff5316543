import { describe, expect, test } from 'vitest';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { rfc7515A2, rfc7515A3, rfc7519A1 } from '../vectors';

const jwt = rfc7515A2.token;
const other = rfc7515A3.token;
const urn = (name: string) => encodeURIComponent(`urn:ietf:params:oauth:${name}`);
const found = (text: string) => {
  const { what, tokens } = recognise(text);
  return [what, tokens.map(({ name, value }) => `${name}: ${value.slice(0, 24)}`)];
};

describe('authorization requests', () => {
  const endpoint = 'https://as.example/authorize';

  test.each([
    [`${endpoint}?client_id=c&request=${jwt}`, 'Authorization request with a request object'],
    [`client_id=c&request=${jwt}`, 'Authorization request with a request object'],
    [
      `${endpoint}?client_id=c&request_uri=${urn('request_uri:abc')}`,
      'Authorization request, whose parameters are at the server (request_uri)',
    ],
    [`${endpoint}?client_id=c&response_type=code`, 'Authorization request'],
    ['client_id=c&response_type=code&scope=openid', 'Authorization request'],
  ])('case %#', (text, what) => {
    expect(recognise(text).what).toBe(what);
  });

  test('their tokens', () => {
    expect(found(`${endpoint}?client_id=c&request=${jwt}&id_token_hint=${other}`)).toEqual([
      'Authorization request with a request object',
      [`Request object: ${jwt.slice(0, 24)}`, `ID token hint: ${other.slice(0, 24)}`],
    ]);
    expect(recognise(`${endpoint}?client_id=c&request=${jwt}`).request).toMatchObject({
      endpoint,
      clientId: 'c',
    });
  });

  test('not every page with a parameter of that name', () => {
    expect(recognise('https://shop.example/?client_id=c&request=latest').what).toBe(
      'Nothing recognised: a URL without a code, an error or a token',
    );
  });
});

describe('token requests', () => {
  test.each([
    ['grant_type=authorization_code&code=abc', 'Token request: authorization code', []],
    [
      'grant_type=refresh_token&refresh_token=r&client_secret=s',
      'Token request: refresh token',
      ['Refresh token: r'],
    ],
    [
      `grant_type=${urn('grant-type:token-exchange')}&subject_token=s&subject_token_type=${urn('token-type:id_token')}&actor_token=a`,
      'Token request: token exchange',
      ['ID token: s', 'Token: a'],
    ],
    [
      `grant_type=client_credentials&client_assertion=${jwt}`,
      'Token request: client credentials',
      [`Client assertion: ${jwt.slice(0, 24)}`],
    ],
    [
      `grant_type=${urn('grant-type:jwt-bearer')}&assertion=${jwt}`,
      'Token request: JWT as a grant',
      [`Token: ${jwt.slice(0, 24)}`],
    ],
    ['grant_type=own', 'Token request: grant "own"', []],
  ])('case %#', (text, what, tokens) => {
    expect(found(text)).toEqual([what, tokens]);
  });
});

describe('other requests and answers', () => {
  test.each([
    [`https://app.example/cb?response=${jwt}`, 'Callback URL with a signed response (JARM)'],
    [
      `https://app.example/cb#response=${rfc7519A1}`,
      'Callback URL with an encrypted response (JARM)',
    ],
    [`https://as.example/logout?id_token_hint=${jwt}`, 'Sign-out request'],
    [`logout_token=${jwt}`, 'Back-channel logout request'],
    [`token=${jwt}`, 'Introspection or revocation request'],
    ['token=abc&token_type_hint=access_token', 'Introspection or revocation request'],
    ['https://app.example/#/start?access_token=abc', 'Callback URL with 1 token'],
  ])('case %#', (text, what) => {
    const result = recognise(text);
    expect(result.what).toBe(what);
    expect(result.tokens).toHaveLength(1);
    expect(result.callbackUrl).toBe(what.startsWith('Callback') ? text : undefined);
  });

  test('a token response as a form is a token response', () => {
    expect(recognise('access_token=abc&scope=repo%2Cgist').tokenResponse).toEqual({
      access_token: 'abc',
      scope: 'repo,gist',
    });
  });

  test('a URL with a token in its path', () => {
    expect(found(`https://app.example/verify/${jwt}`)).toEqual([
      'Text with 1 token in it',
      [`Token: ${jwt.slice(0, 24)}`],
    ]);
  });
});
