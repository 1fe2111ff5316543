import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { findAll } from '../../../utils/findings/find-all';
import { type FindingRule, openIdCore, rfc } from '../../../utils/findings/finding';
import { grantedScopes } from '../../../utils/findings/granted-scopes';
import { idToken } from '../../../utils/findings/id-token';
import { issuerIdentification } from '../../../utils/findings/issuer-identification';
import { pkce } from '../../../utils/findings/pkce';
import { plainHttp } from '../../../utils/findings/plain-http';
import { stateReturned } from '../../../utils/findings/state-returned';
import { tokenLifetime } from '../../../utils/findings/token-lifetime';
import { tokenType } from '../../../utils/findings/token-type';
import type { Run } from '../../../utils/oauth/run';
import { resultOf } from '../../../utils/oauth/run-result';
import { sampleClient } from '../clients/sample-client';
import { exchangeOf, goodEvents, runOf, server, started, tokenBody } from '../oauth/sample-run';
import { encode, rfc7515A1 } from '../tokens/vectors';

const good = runOf(goodEvents);
const idTokenBody = { ...tokenBody, id_token: rfc7515A1 };

const withTokens = (body: object, changes: Partial<Run> = {}): Run => ({
  ...good,
  exchanges: [exchangeOf(body)],
  ...changes,
});
const withClient = (changes: Partial<Client>): Client => ({ ...sampleClient, ...changes });

/** Severity and title of what a rule says. */
const said = (rule: FindingRule, run: Run) =>
  rule(run, resultOf(run)).map(({ severity, title }) => [severity, title]);

describe('grantedScopes', () => {
  test('passes when every requested scope was granted', () => {
    expect(said(grantedScopes, good)).toEqual([['passed', 'Every requested scope was granted']]);
  });

  test('takes a missing scope member for all that was requested (RFC 6749 §5.1)', () => {
    expect(said(grantedScopes, withTokens({ access_token: 'a' }))).toEqual([
      ['passed', 'Every requested scope was granted'],
    ]);
  });

  test('names the scopes together that were denied, and those that nobody asked for', () => {
    expect(said(grantedScopes, withTokens({ ...tokenBody, scope: 'admin write' }))).toEqual([
      ['warning', 'openid, profile were asked for but not granted'],
      ['info', 'admin, write were granted without being asked for'],
    ]);
  });

  test.each([
    [5, 'a1, a2, a3, a4, a5'],
    [6, 'a1, a2, a3, a4, a5 and 1 more'],
    [40, 'a1, a2, a3, a4, a5 and 35 more'],
  ])('names at most five of %i scopes', (count, names) => {
    const many = Array.from({ length: count }, (_, index) => `a${index + 1}`);
    const granted = withTokens({ ...tokenBody, scope: ['openid', 'profile', ...many].join(' ') });
    expect(said(grantedScopes, granted)).toEqual([
      ['info', `${names} were granted without being asked for`],
    ]);
    const denied = withTokens(
      { ...tokenBody, scope: 'openid' },
      { client: withClient({ scopes: ['openid', ...many] }) },
    );
    expect(said(grantedScopes, denied)).toEqual([
      ['warning', `${names} were asked for but not granted`],
    ]);
  });

  test('names a scope that was denied, and one that nobody asked for', () => {
    expect(said(grantedScopes, withTokens({ ...tokenBody, scope: 'openid admin' }))).toEqual([
      ['warning', 'profile was asked for but not granted'],
      ['info', 'admin was granted without being asked for'],
    ]);
  });

  test('does not call a scope denied that nobody asked for, though the token holds it', () => {
    const accessToken = `${encode({ alg: 'RS256' })}.${encode({ scope: 'openid profile other' })}.AAAA`;
    expect(said(grantedScopes, withTokens({ ...tokenBody, access_token: accessToken }))).toEqual([
      ['passed', 'Every requested scope was granted'],
    ]);
  });

  test('says nothing without a token response, or where nothing was requested', () => {
    expect(said(grantedScopes, withTokens({ error: 'x' }))).toEqual([]);
    expect(
      said(
        grantedScopes,
        withTokens({ access_token: 'a' }, { client: withClient({ scopes: [] }) }),
      ),
    ).toEqual([]);
  });
});

describe('stateReturned', () => {
  test('passes for the state of the run, in query or fragment', () => {
    const passed = [['passed', 'The answer carried the state of this run']];
    expect(said(stateReturned, good)).toEqual(passed);
    const authorizationResponseUrl = 'https://a.example/cb#state=the-state';
    expect(said(stateReturned, { ...good, authorizationResponseUrl })).toEqual(passed);
  });

  test.each(['?state=forged', '', '?code=1'])('finds the fault in %j', (query) => {
    const authorizationResponseUrl = `https://a.example/cb${query}`;
    expect(said(stateReturned, { ...good, authorizationResponseUrl })).toEqual([
      ['error', 'The answer did not carry the state of this run'],
    ]);
  });

  test('says nothing before an answer came', () => {
    const { authorizationResponseUrl: _, ...waiting } = good;
    expect(said(stateReturned, waiting)).toEqual([]);
  });
});

describe('issuerIdentification', () => {
  const without = 'https://a.example/cb?code=1&state=the-state';

  test('passes for the expected issuer (RFC 9207)', () => {
    expect(said(issuerIdentification, good)).toEqual([
      ['passed', 'The answer came from the expected issuer'],
    ]);
  });

  test('notes that the answer names none', () => {
    expect(said(issuerIdentification, { ...good, authorizationResponseUrl: without })).toEqual([
      ['info', 'The answer does not name its issuer (iss)'],
    ]);
  });

  test('notes that there was nothing to compare it with', () => {
    const { issuer: _, ...unnamed } = server;
    expect(said(issuerIdentification, { ...good, server: unnamed })).toEqual([
      ['info', 'The answer names the issuer https://auth.example.com, which was not compared'],
    ]);
  });

  test('leaves to the failure of the run what already failed it', () => {
    const announced = { ...server, authorization_response_iss_parameter_supported: true };
    expect(
      said(issuerIdentification, { ...good, server: announced, authorizationResponseUrl: without }),
    ).toEqual([]);
    expect(
      said(issuerIdentification, { ...good, authorizationResponseUrl: `${without}&iss=x` }),
    ).toEqual([]);
  });
});

describe('pkce', () => {
  test.each([
    ['announced', ['S256', 'plain']],
    ['nothing said of it', undefined],
  ])('passes for S256, %s', (_, methods) => {
    const known =
      methods === undefined ? server : { ...server, code_challenge_methods_supported: methods };
    expect(said(pkce, { ...good, server: known })).toEqual([
      ['passed', 'The request bound its code with PKCE S256'],
    ]);
  });

  test('notes that the server does not announce S256', () => {
    const known = { ...server, code_challenge_methods_supported: ['plain'] };
    expect(said(pkce, { ...good, server: known })).toEqual([
      ['info', 'The server does not announce PKCE S256'],
    ]);
  });

  test.each([
    ['plain', 'PKCE plain shows the code verifier in the URL'],
    ['off', 'The code was not bound with PKCE'],
  ] as const)('warns of %s', (method, title) => {
    expect(said(pkce, { ...good, client: withClient({ pkce: method }) })).toEqual([
      ['warning', title],
    ]);
  });

  test('says nothing before the request', () => {
    expect(said(pkce, runOf([started]))).toEqual([]);
  });
});

describe('plainHttp', () => {
  test('says nothing of https, and of http on loopback', () => {
    expect(said(plainHttp, good)).toEqual([]);
    expect(
      said(plainHttp, {
        ...good,
        server: { ...server, token_endpoint: 'http://127.0.0.1:4444/token' },
      }),
    ).toEqual([]);
  });

  test('warns of each host once', () => {
    const known = {
      authorization_endpoint: 'http://a.example/authorize',
      token_endpoint: 'http://a.example/token',
    };
    const title =
      'http:// to a.example is not encrypted: anyone on the way can read codes, secrets and tokens.';
    expect(said(plainHttp, { ...good, server: known })).toEqual([['warning', title]]);
    expect(
      said(plainHttp, { ...good, server: { ...known, token_endpoint: 'http://b.example/token' } }),
    ).toEqual([
      ['warning', title],
      ['warning', title.replace('a.example', 'b.example')],
    ]);
  });
});

describe('tokenType', () => {
  test.each(['Bearer', 'bearer'])('passes for %s', (token_type) => {
    expect(said(tokenType, withTokens({ ...tokenBody, token_type }))).toEqual([
      ['passed', `The token type is ${token_type}`],
    ]);
  });

  // RFC 9449 §5
  test.each(['DPoP', 'dpop'])('warns of %s: no key was sent', (token_type) => {
    expect(said(tokenType, withTokens({ ...tokenBody, token_type }))).toEqual([
      ['warning', 'The access token is bound to a key (DPoP), and no key was sent'],
    ]);
  });

  test.each([
    [undefined, 'The token response has no token_type'],
    ['', 'The token response has no token_type'],
    [7, 'The token response has no token_type'],
    ['User Access Token', 'The token type “User Access Token” is unknown'],
    ['Bearer token', 'The token type “Bearer token” is unknown'],
  ])('finds the fault in %j', (token_type, title) => {
    expect(said(tokenType, withTokens({ ...tokenBody, token_type }))).toEqual([['error', title]]);
  });

  test('says nothing without an access token', () => {
    expect(said(tokenType, withTokens({ refresh_token: 'r' }))).toEqual([]);
  });
});

describe('tokenLifetime', () => {
  test('says nothing where expires_in came, or no access token', () => {
    expect(said(tokenLifetime, good)).toEqual([]);
    expect(said(tokenLifetime, withTokens({ refresh_token: 'r' }))).toEqual([]);
  });

  test('notes that it did not come', () => {
    expect(said(tokenLifetime, withTokens({ access_token: 'a' }))).toEqual([
      ['info', 'The token response does not say when the access token expires'],
    ]);
  });
});

describe('idToken', () => {
  test('passes for a genuine one', () => {
    const run = withTokens(idTokenBody);
    expect(said(idToken, run)).toEqual([['passed', 'The ID token is genuine']]);
    expect(idToken(run, resultOf(run))[0]?.detail).toBe(
      '1 checks passed; each is listed with the token.',
    );
  });

  test('finds that none came, though openid was requested', () => {
    expect(said(idToken, good)).toEqual([
      ['warning', 'No ID token came, though openid was requested'],
    ]);
  });

  test.each([5, null, {}])('warns of one that is no text: %j', (id_token) => {
    expect(said(idToken, withTokens({ ...tokenBody, id_token }))).toEqual([
      ['warning', 'The ID token that came is no text, and cannot be read'],
    ]);
  });

  test('says nothing where openid was not requested, or it was not judged yet', () => {
    expect(said(idToken, { ...good, client: withClient({ scopes: ['read'] }) })).toEqual([]);
    const { idTokenVerdict: _, ...unjudged } = withTokens(idTokenBody);
    expect(said(idToken, unjudged)).toEqual([]);
  });

  test('tells of each check that failed', () => {
    const run = withTokens(idTokenBody, {
      idTokenVerdict: {
        outcome: 'refused',
        checks: [
          { name: 'Signature', outcome: 'passed', detail: 'a' },
          { name: 'Nonce', outcome: 'failed', detail: 'b' },
          { name: 'Issuer', outcome: 'unknown', detail: 'c' },
          { name: 'Audience', outcome: 'failed', detail: 'd' },
        ],
      },
    });
    expect(
      idToken(run, resultOf(run)).map(({ severity, title, detail }) => [severity, title, detail]),
    ).toEqual([
      ['error', 'ID token, Nonce: wrong', 'b'],
      ['error', 'ID token, Audience: wrong', 'd'],
    ]);
  });

  test('warns once of one that could not be verified, and says why', () => {
    const run = withTokens(idTokenBody, {
      idTokenVerdict: {
        outcome: 'unverified',
        checks: [
          { name: 'Issuer', outcome: 'passed', detail: 'a' },
          { name: 'Signature', outcome: 'unknown', detail: 'The keys could not be read.' },
          { name: 'Nonce', outcome: 'unknown', detail: 'c' },
        ],
      },
    });
    expect(
      idToken(run, resultOf(run)).map(({ severity, title, detail }) => [severity, title, detail]),
    ).toEqual([
      [
        'warning',
        'The ID token could not be verified',
        'Nothing was found wrong, but whether it is genuine is not known. Signature: The keys could not be read.',
      ],
    ]);
  });
});

describe('findAll', () => {
  test('puts the gravest first', () => {
    const run = withTokens(
      { access_token: 'a', scope: 'openid' },
      { client: withClient({ pkce: 'off' }) },
    );
    const severities = findAll(run, resultOf(run)).map(({ severity }) => severity);
    expect(severities).toEqual(
      severities.toSorted((a, b) => {
        const order = ['error', 'warning', 'info', 'passed'];
        return order.indexOf(a) - order.indexOf(b);
      }),
    );
    expect(new Set(severities)).toEqual(new Set(['error', 'warning', 'info', 'passed']));
  });

  test('says each thing once, with its place in a specification', () => {
    const findings = findAll(good, resultOf(good));
    expect(new Set(findings.map(({ title }) => title)).size).toBe(findings.length);
    for (const { specification } of findings) expect(specification?.url).toMatch(/^https:\/\//);
  });

  test('has nothing to say of a run that just began', () => {
    const run = runOf([started]);
    expect(findAll(run, resultOf(run))).toEqual([]);
  });

  test('takes an answer that is no URL', () => {
    const run = { ...good, authorizationResponseUrl: 'no url' };
    expect(() => findAll(run, resultOf(run))).not.toThrow();
  });
});

describe('rfc and openIdCore', () => {
  test('name a section and its address', () => {
    expect(rfc(7636, '4.2')).toEqual({
      name: 'RFC 7636 §4.2',
      url: 'https://www.rfc-editor.org/rfc/rfc7636.html#section-4.2',
    });
    expect(openIdCore('3.1.3.7', 'IDTokenValidation')).toEqual({
      name: 'OpenID Connect Core §3.1.3.7',
      url: 'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
    });
  });
});
