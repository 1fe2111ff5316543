import { describe, expect, test } from 'vitest';
import { diagnosePasted } from '../../../utils/diagnosis/diagnose-pasted';
import { recognise } from '../../../utils/tokens/recognise/recognise';

const diagnosed = (text: string) => diagnosePasted(recognise(text), 0);

const har = (entry: object) =>
  JSON.stringify({
    log: {
      entries: [
        { request: { method: 'GET', url: 'https://app.example/' }, response: { status: 200 } },
        entry,
      ],
    },
  });

describe('diagnosePasted', () => {
  test.each([
    ['a callback URL', 'https://app.example/cb?error=user_denied', 'user-denied'],
    [
      'a callback URL of Entra ID',
      'https://app.example/cb?error=invalid_client&error_description=AADSTS650056%3A+Misconfigured+application.',
      'entra-id-650056',
    ],
    [
      'an answer of Entra ID',
      '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
      'entra-id-7000215',
    ],
    [
      'an answer of GitHub',
      '{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired."}',
      'github-bad-verification-code',
    ],
    [
      'an answer of GitHub as a form',
      'error=incorrect_client_credentials&error_description=The+client_id+and%2For+client_secret+passed+are+incorrect.',
      'github-incorrect-client-credentials',
    ],
    [
      'a header',
      'WWW-Authenticate: Bearer error="insufficient_scope", scope="rooms:write"',
      'use-insufficient-scope',
    ],
    ['a header of DPoP', 'WWW-Authenticate: DPoP error="use_dpop_nonce"', 'use-dpop-wanted'],
    [
      'a page',
      '<!doctype html><html><body><h1>We are sorry...</h1><p>Invalid parameter: redirect_uri</p></body></html>',
      'keycloak-redirect-uri',
    ],
    [
      'the words of a page',
      'Sorry, but we’re having trouble signing you in.\nAADSTS50011: The redirect URI does not match.',
      'entra-id-50011',
    ],
    [
      'words of Auth0',
      'Oops!, something went wrong\nCallback URL mismatch.',
      'auth0-callback-url-mismatch',
    ],
    [
      'a response',
      'HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{"error":"invalid_client","error_description":"AADSTS7000222: expired"}',
      'entra-id-7000222',
    ],
    [
      'a response with a page',
      'HTTP/1.1 400 Bad Request\nContent-Type: text/html\n\n<html><p>Callback URL mismatch.</p></html>',
      'auth0-callback-url-mismatch',
    ],
    ['an introspection', '{"active":false}', 'inactive'],
    [
      'a HAR with a token request that failed',
      har({
        request: {
          method: 'POST',
          url: 'https://oauth.pipedrive.com/oauth/token',
          postData: { text: 'grant_type=authorization_code&code=abc' },
        },
        response: {
          status: 400,
          content: {
            text: '{"error":"invalid_grant","message":"Invalid grant: authorization_code has expired"}',
          },
        },
      }),
      'pipedrive-code-expired',
    ],
    [
      'a HAR with a page that failed',
      har({
        request: {
          method: 'GET',
          url: 'https://identity.apaleo.com/connect/authorize?client_id=A&redirect_uri=https%3A%2F%2Fapp.example%2Fcb',
        },
        response: {
          status: 400,
          headers: [{ name: 'Content-Type', value: 'text/html' }],
          content: { text: '<html><p>unauthorized_client</p></html>' },
        },
      }),
      'apaleo-redirect-uri-not-registered',
    ],
    [
      'a HAR with a call that was refused',
      har({
        request: {
          method: 'GET',
          url: 'https://api.example.com/rooms',
          headers: [{ name: 'Authorization', value: 'Bearer opaque' }],
        },
        response: {
          status: 401,
          headers: [{ name: 'WWW-Authenticate', value: 'Bearer error="invalid_token"' }],
          content: {},
        },
      }),
      'use-token-invalid',
    ],
  ])('names the cause of %s', (_, text, rule) => {
    expect(diagnosed(text)[0]?.rule).toBe(rule);
  });

  test('names the values that the paste holds', () => {
    const text = 'WWW-Authenticate: Bearer error="insufficient_scope", scope="rooms:write"';
    expect(diagnosed(text)[0]?.cause).toBe(
      'The call needs the scope “rooms:write”, which the token lacks.',
    );
  });

  test.each([
    ['{"error":"invalid_target"}', 'RFC 8707 §2'],
    ['https://app.example/cb#error=login_required', 'OpenID Connect Core §3.1.2.6'],
    ['{"error":"slow_down"}', 'RFC 8628 §3.5'],
    ['{"error":"unsupported_token_type"}', 'RFC 7009 §2.2.1'],
  ])('says of %s at least what %s says', (text, specification) => {
    expect(diagnosed(text)).toContainEqual(
      expect.objectContaining({
        rule: 'error-code-meaning',
        specification: { name: specification, url: expect.stringMatching(/^https:/) },
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['a callback with a code', 'https://app.example/cb?code=abc&state=xyz'],
    ['a token that is active', '{"active":true,"sub":"ada"}'],
    ['plain words', 'The weather is fine, and the rooms are booked.'],
    [
      'a HAR without failures',
      har({ request: { method: 'GET', url: 'https://a.example' }, response: { status: 404 } }),
    ],
  ])('says nothing of %s', (_, text) => {
    expect(diagnosed(text)).toEqual([]);
  });
});
