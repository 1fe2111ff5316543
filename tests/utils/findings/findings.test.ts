import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import type { Redirect } from '../../../utils/clients/redirect';
import { answerFormRules } from '../../../utils/findings/answer/answer-form';
import { idTokenRules } from '../../../utils/findings/answer/id-token';
import { refreshTokenRules } from '../../../utils/findings/answer/refresh-rotation';
import { strictVerdict } from '../../../utils/findings/answer/strict-verdict';
import { tokenLifetimeRules } from '../../../utils/findings/answer/token-lifetime';
import { tokenTypeRules } from '../../../utils/findings/answer/token-type';
import { findAll, findingsOf } from '../../../utils/findings/find-all';
import type { Finding, FindingRule } from '../../../utils/findings/finding';
import { evidenceOfRun } from '../../../utils/findings/gather-evidence';
import { plainHttp } from '../../../utils/findings/registration/plain-http';
import { registration } from '../../../utils/findings/registration/registration';
import { pkceRules } from '../../../utils/findings/request/pkce';
import { callbackSeen } from '../../../utils/findings/response/callback-seen';
import { issuerIdentificationRules } from '../../../utils/findings/response/issuer-identification';
import { silentCheck } from '../../../utils/findings/response/silent-check';
import { stateReturnedRules } from '../../../utils/findings/response/state-returned';
import { grantedScopeRules } from '../../../utils/findings/scopes/granted-scopes';
import { scopeMarker } from '../../../utils/findings/scopes/scope-marker';
import { openIdCore, rfc } from '../../../utils/findings/specifications';
import type { Run } from '../../../utils/oauth/run';
import type { CallbackNotes } from '../../../utils/oauth/run-event';
import { resultOf } from '../../../utils/oauth/run-result';
import { sampleClient } from '../clients/sample-client';
import {
  authorization,
  exchangeOf,
  goodEvents,
  runOf,
  server,
  started,
  tokenBody,
} from '../oauth/sample-run';
import { encode, rfc7515A1 } from '../tokens/vectors';

const good = runOf(goodEvents);
const idTokenBody = { ...tokenBody, id_token: rfc7515A1 };

const withTokens = (body: object, changes: Partial<Run> = {}): Run => ({
  ...good,
  exchanges: [exchangeOf(body)],
  ...changes,
});
const withClient = (changes: Partial<Client>): Client => ({ ...sampleClient, ...changes });

/** Of a run that asked for these scopes. */
const asking = (...scopes: readonly string[]): Partial<Run> => ({
  authorization: {
    ...authorization,
    url: `https://auth.example.com/authorize?scope=${scopes.join('%20')}`,
  },
});

const evidenceOf = (run: Run) => evidenceOfRun(run, resultOf(run), run.updatedAt);

/** What rules say of a run. */
const findingsIn = (rules: FindingRule | readonly FindingRule[], run: Run) =>
  [rules].flat().flatMap((rule) => findingsOf(rule, evidenceOf(run)));

/** What stands below the title of a finding. */
const inWords = (finding: Finding | undefined) =>
  [finding?.detail, finding?.remedy].filter(Boolean).join(' ');

/** Severity and title of what rules say. */
const said = (rules: FindingRule | readonly FindingRule[], run: Run) =>
  findingsIn(rules, run).map(({ severity, title }) => [severity, title]);

describe('grantedScopes', () => {
  test('passes when every requested scope was granted', () => {
    expect(said(grantedScopeRules, good)).toEqual([
      ['passed', 'Every requested scope was granted'],
    ]);
  });

  test('takes a missing scope member for all that was requested (RFC 6749 §5.1)', () => {
    expect(said(grantedScopeRules, withTokens({ access_token: 'a' }))).toEqual([
      ['passed', 'Every requested scope was granted'],
    ]);
  });

  test('names the scopes together that were denied, and those that nobody asked for', () => {
    expect(said(grantedScopeRules, withTokens({ ...tokenBody, scope: 'admin write' }))).toEqual([
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
    expect(said(grantedScopeRules, granted)).toEqual([
      ['info', `${names} were granted without being asked for`],
    ]);
    const denied = withTokens({ ...tokenBody, scope: 'openid' }, asking('openid', ...many));
    expect(said(grantedScopeRules, denied)).toEqual([
      ['warning', `${names} were asked for but not granted`],
    ]);
  });

  test('names a scope that was denied, and one that nobody asked for', () => {
    expect(said(grantedScopeRules, withTokens({ ...tokenBody, scope: 'openid admin' }))).toEqual([
      ['warning', 'profile was asked for but not granted'],
      ['info', 'admin was granted without being asked for'],
    ]);
  });

  test('does not call a scope denied that nobody asked for, though the token holds it', () => {
    const accessToken = `${encode({ alg: 'RS256' })}.${encode({ scope: 'openid profile other' })}.AAAA`;
    expect(
      said(grantedScopeRules, withTokens({ ...tokenBody, access_token: accessToken })),
    ).toEqual([['passed', 'Every requested scope was granted']]);
  });

  test('says nothing without a token response, or where nothing was requested', () => {
    expect(said(grantedScopeRules, withTokens({ error: 'x' }))).toEqual([]);
    expect(said(grantedScopeRules, withTokens({ access_token: 'a' }, asking()))).toEqual([]);
  });
});

describe('grantedScopes of scopes that are set at the provider', () => {
  const pipedrive = (scope: string | undefined) =>
    withTokens(
      { ...tokenBody, scope },
      {
        client: withClient({ provider: 'pipedrive', scopes: ['base', 'deals:read'] }),
        ...asking(),
      },
    );

  test.each<[string | undefined, readonly (readonly [string, string])[]]>([
    ['base,deals:read', [['passed', 'Every registered scope was granted']]],
    [undefined, []],
    ['base', [['warning', 'deals:read was registered but not granted']]],
    [
      'base,deals:read,users:read',
      [['info', 'users:read was granted without being in the scopes of this client']],
    ],
  ])('granted %j', (scope, findings) => {
    expect(said(grantedScopeRules, pipedrive(scope))).toEqual(findings);
  });

  test('says what to do about one that was not granted', () => {
    const run = pipedrive('base');
    expect(inWords(findingsIn(grantedScopeRules, run)[0])).toBe(
      'The authorization may be older than the scope, or the registration differs from what is noted here. Authorize anew, and compare.',
    );
  });
});

describe('grantedScopes of a marker', () => {
  const apaleo = (scope: string, provider = 'apaleo-store-app') =>
    withTokens(
      { ...tokenBody, scope },
      { client: withClient({ provider }), ...asking('openid', 'folios.read') },
    );

  test('neither misses what stands behind it, nor calls it a scope too many', () => {
    expect(said(grantedScopeRules, apaleo('identity:permissions openid'))).toEqual([]);
  });

  test('still misses a scope of OpenID Connect', () => {
    expect(said(grantedScopeRules, apaleo('identity:permissions'))).toEqual([
      ['warning', 'openid was asked for but not granted'],
    ]);
  });

  test('is a scope like any other elsewhere', () => {
    expect(said(grantedScopeRules, apaleo('identity:permissions openid', 'generic-oidc'))).toEqual([
      ['warning', 'folios.read was asked for but not granted'],
      ['info', 'identity:permissions was granted without being asked for'],
    ]);
  });
});

describe('scopeMarker', () => {
  const fine = withClient({
    provider: 'apaleo-store-app',
    registration: { access_type: 'fine-grained' },
  });
  const plain = withClient({ provider: 'apaleo-store-app', registration: {} });
  const MARKER = 'identity:permissions stands for the permissions of a fine-grained client';

  test.each<[string, Client, string | undefined, readonly (readonly [string, string])[]]>([
    ['as registered', fine, 'identity:permissions openid', [['passed', MARKER]]],
    ['of a client that is not noted so', plain, 'identity:permissions', [['info', MARKER]]],
    [
      'missing',
      fine,
      'openid folios.read',
      [
        [
          'warning',
          'The answer does not hold identity:permissions, though the client is noted as fine-grained',
        ],
      ],
    ],
    ['not there, as it should be', plain, 'openid', []],
    [
      'at another provider',
      withClient({ provider: 'pleo', registration: { access_type: 'fine-grained' } }),
      'identity:permissions',
      [],
    ],
  ])('%s', (_, client, scope, findings) => {
    expect(said(scopeMarker, withTokens({ ...tokenBody, scope }, { client }))).toEqual(findings);
  });

  test('says nothing before a token came', () => {
    expect(said(scopeMarker, withTokens({ error: 'x' }, { client: fine }))).toEqual([]);
  });
});

describe('registration', () => {
  test('says nothing of a client that keeps the rules', () => {
    const client = withClient({
      provider: 'pleo',
      registration: {},
      redirectUris: ['https://app.example.com/cb'],
    });
    expect(said(registration, { ...good, client })).toEqual([]);
    expect(said(registration, good)).toEqual([]);
  });

  test('warns of each rule that the client breaks, with its page', () => {
    const client = withClient({
      provider: 'pleo',
      pkce: 'off',
      registration: { client_name: 'Pleo helper' },
      redirectUris: [],
    });
    const run = { ...good, client };
    expect(said(registration, run)).toEqual([
      ['warning', 'Pleo requires PKCE with S256, unless it agreed to an exception. PKCE is off.'],
      [
        'warning',
        'Pleo does not want its own brand in the name of a client. “Pleo helper” holds “Pleo”.',
      ],
    ]);
    for (const { specification } of findingsIn(registration, run)) {
      expect(specification?.url).toMatch(/^https:\/\/developers\.pleo\.io\//);
    }
  });
});

describe('refreshRotation', () => {
  const refreshed = (refresh_token: string | undefined, changes: Partial<Run> = {}) => ({
    ...good,
    grant: 'refresh_token' as const,
    refreshes: { runId: 'run-0', scopes: [] },
    exchanges: [
      exchangeOf(
        { ...tokenBody, refresh_token },
        {
          request: {
            method: 'POST',
            url: 'https://auth.example.com/token',
            headers: [],
            form: [['refresh_token', 'sent']],
          },
        },
      ),
    ],
    ...changes,
  });

  test.each([
    ['new', 'The refresh token was rotated'],
    ['sent', 'The same refresh token came back: the server does not rotate it'],
    [undefined, 'No new refresh token came: the one that was sent goes on being used'],
  ])('came back %j', (token, title) => {
    expect(said(refreshTokenRules, refreshed(token))).toEqual([['info', title]]);
  });

  test('says nothing of a sign-in, or of a refresh that failed', () => {
    expect(said(refreshTokenRules, refreshed('new', { grant: 'authorization_code' }))).toEqual([
      ['info', 'A refresh token came, though offline_access was not asked for'],
    ]);
    expect(
      said(refreshTokenRules, refreshed('new', { exchanges: [exchangeOf({ error: 'x' })] })),
    ).toEqual([]);
  });
});

describe('strictVerdict', () => {
  test('passes where a strict client has nothing to say', () => {
    expect(said(strictVerdict, good)).toEqual([['passed', 'The token response is valid']]);
  });

  test('tells what it says, where it refuses', () => {
    const run = withTokens({ access_token: 'a' }, { objection: 'no token_type' });
    expect(said(strictVerdict, run)).toEqual([
      ['error', 'A strict client refuses this token response'],
    ]);
    expect(findingsIn(strictVerdict, run)[0]?.detail).toBe(
      'oauth4webapi says: no token_type. What could be read of the answer is shown all the same.',
    );
  });

  test('says nothing before a token came', () => {
    expect(said(strictVerdict, withTokens({ error: 'x' }))).toEqual([]);
    expect(said(strictVerdict, runOf([started]))).toEqual([]);
  });
});

/** Without the rule on caches, of which the answers here say nothing. */
const answerForms = answerFormRules.filter(({ id }) => id !== 'answer-cacheable');

describe('tokenAnswerForm', () => {
  const answered = (body: unknown, status = 200, type = 'application/json'): Run => ({
    ...good,
    exchanges: [
      exchangeOf(body, {
        outcome: {
          kind: 'response',
          status,
          headers: [['content-type', type]],
          body: typeof body === 'string' ? body : JSON.stringify(body),
          end: 'whole',
        },
      }),
    ],
  });
  const FORM = ['warning', 'The answer is form-encoded, not JSON'];
  const WITH_200 = ['warning', 'The error came with HTTP 200'];
  const COMMAS = ['info', 'The granted scopes are separated by commas'];
  const BESIDE = ['warning', 'An error stands beside the token'];
  const mediaType = (type: string) => [
    'warning',
    `The answer is JSON, but its media type is ${type}`,
  ];
  const FORM_TYPE = 'application/x-www-form-urlencoded';

  test.each<[string, Run, readonly (readonly string[])[]]>([
    ['JSON as it should be', answered(tokenBody), []],
    ['an error as it should be', answered({ error: 'invalid_grant' }, 400), []],
    ['a form', answered('access_token=a&token_type=bearer', 200, FORM_TYPE), [FORM]],
    ['an error in a form', answered('error=x', 200, FORM_TYPE), [FORM, WITH_200]],
    ['an error with HTTP 200', answered({ error: 'x' }), [WITH_200]],
    ['an error beside a token', answered({ ...tokenBody, error: 'x' }), [BESIDE]],
    [
      'an error in a form beside a token',
      answered('access_token=a&error=x', 200, FORM_TYPE),
      [FORM, BESIDE],
    ],
    ['JSON of a media type of its own', answered(tokenBody, 200, 'application/vnd.api+json'), []],
    ['JSON with a charset', answered(tokenBody, 200, 'Application/JSON; charset=utf-8'), []],
    [
      'JSON that is called text',
      answered(tokenBody, 200, 'text/plain; charset=utf-8'),
      [mediaType('text/plain')],
    ],
    ['JSON without a type', answered(tokenBody, 200, ''), [mediaType('not given')]],
    ['an error that is called text', answered({ error: 'x' }, 400, 'text/plain'), []],
    ['commas between scopes', answered({ ...tokenBody, scope: 'a,b' }), [COMMAS]],
    ['scopes in a list', answered({ ...tokenBody, scope: ['a', 'b'] }), []],
    [
      'a token inside of another member',
      answered({ ...tokenBody, authed_user: { access_token: 'x' } }),
      [['info', 'An access token stands inside of “authed_user”']],
    ],
    ['a page', answered('<b>no', 200, 'text/html'), []],
    ['no answer', runOf([started]), []],
  ])('%s', (_, run, findings) => {
    expect(said(answerForms, run)).toEqual(findings);
  });
});

describe('stateReturned', () => {
  test('passes for the state of the run, in query or fragment', () => {
    const passed = [['passed', 'The answer carried the state of this run']];
    expect(said(stateReturnedRules, good)).toEqual(passed);
    const authorizationResponseUrl = 'https://a.example/cb#state=the-state';
    expect(said(stateReturnedRules, { ...good, authorizationResponseUrl })).toEqual(passed);
  });

  test.each(['?state=forged', '?error=access_denied', '?code=1'])(
    'finds the fault in %j',
    (query) => {
      const authorizationResponseUrl = `https://a.example/cb${query}`;
      expect(said(stateReturnedRules, { ...good, authorizationResponseUrl })).toEqual([
        ['error', 'The answer did not carry the state of this run'],
      ]);
    },
  );

  test('says nothing before an answer came, nor of one that could not be read', () => {
    const { authorizationResponseUrl: _, ...waiting } = good;
    expect(said(stateReturnedRules, waiting)).toEqual([]);
    const unread = { ...good, authorizationResponseUrl: 'https://a.example/cb?tenant=1' };
    expect(said(stateReturnedRules, unread)).toEqual([]);
  });
});

describe('silentCheck', () => {
  const silent = `${authorization.url}&prompt=none`;
  const uri = 'https://app.example.com/callback';

  /** A run with this request, and this answer. */
  const answered = (answer: string, url = silent): Run => ({
    ...good,
    authorization: { ...authorization, url },
    authorizationResponseUrl: uri + answer,
  });
  const withError = (error: string) => answered(`?error=${error}&state=the-state`);

  test.each([
    [
      'login_required',
      'Silent check: no session',
      'Nobody is signed in at the server in this browser. What was consented to is not known.',
    ],
    [
      'consent_required',
      'Silent check: a session exists, the consent is missing',
      'Somebody is signed in, and has not agreed to all that this client asks for.',
    ],
    [
      'account_selection_required',
      'Silent check: a session exists, an account must be chosen',
      'What was consented to is not known. Run with prompt=select_account.',
    ],
    [
      'interaction_required',
      'Silent check: the server must show a page',
      'It does not say which: there is no session, or no consent, or something else to do.',
    ],
  ])('says what %s means', (error, title, detail) => {
    const run = withError(error);
    const [finding, ...more] = findingsIn(silentCheck, run);
    expect(finding).toMatchObject({
      severity: 'info',
      title,
      specification: openIdCore('3.1.2.6', 'AuthError'),
    });
    expect(inWords(finding)).toBe(detail);
    expect(more).toEqual([]);
  });

  test.each(['?code=c&state=the-state', '#code=c&state=the-state'])(
    'says that session and consent exist: %s',
    (answer) => {
      const run = answered(answer);
      expect(findingsIn(silentCheck, run)).toEqual([
        {
          rule: 'silent-check',
          severity: 'info',
          title: 'Silent check: a session and a consent exist',
          detail: 'The server answered prompt=none without showing a page.',
          specification: openIdCore('3.1.2.6', 'AuthError'),
        },
      ]);
    },
  );

  test.each(['access_denied', 'server_error', 'invalid_request', 'constructor', ''])(
    'takes nothing from the error %j',
    (error) => {
      expect(said(silentCheck, withError(error))).toEqual([]);
    },
  );

  test.each([
    '?error=login_required&state=forged',
    '?error=login_required',
    '?code=c&state=forged',
  ])('takes nothing from %s: it is not the answer to this run', (answer) => {
    expect(said(silentCheck, answered(answer))).toEqual([]);
  });

  test.each(['', '&prompt=login', '&prompt=none%20login'])(
    'says nothing of a request with %j',
    (more) => {
      const answer = '?error=login_required&state=the-state';
      expect(said(silentCheck, answered(answer, authorization.url + more))).toEqual([]);
    },
  );

  test('says nothing before an answer came', () => {
    const { authorizationResponseUrl: _, ...waiting } = answered('?code=c');
    expect(said(silentCheck, waiting)).toEqual([]);
    expect(said(silentCheck, runOf([started]))).toEqual([]);
  });
});

describe('callbackSeen', () => {
  const uri = 'https://app.example.com/callback';
  const capture: Redirect = { mode: 'capture', uri };
  const came = (callbackNotes: CallbackNotes, redirect = capture): Run => ({
    ...good,
    redirect,
    callbackNotes,
  });

  test.each<CallbackNotes>([{}, { isForm: true }])(
    'passes for a callback that was captured: %j',
    (notes) => {
      expect(said(callbackSeen, came(notes))).toEqual([
        ['passed', 'The callback was captured before the app saw it'],
      ]);
    },
  );

  test('warns of one that the app had first, and says how to keep it out', () => {
    const run = came({ isSeenByApp: true });
    expect(findingsIn(callbackSeen, run)).toEqual([
      {
        rule: 'callback-seen-by-app',
        severity: 'warning',
        title: 'The app saw the callback of this run',
        detail:
          'A service worker of the app answers its addresses before the browser lets anyone redirect them. The run went on with the same code, and the app may have tried it too.',
        remedy:
          'To keep it out, turn on “Bypass for network” in the developer tools of the sign-in tab (Application, Service workers), or paste the callback URL.',
        specification: rfc(6749, '10.5'),
      },
    ]);
  });

  test.each<[string, Run]>([
    ['was pasted', came({ isPasted: true })],
    ['was pasted into a run that captures none', came({ isPasted: true }, { mode: 'manual', uri })],
    ['came to no app', came({}, { ...capture, isOwn: true })],
    [
      'came to no app, past the capture page',
      came({ isSeenByApp: true }, { ...capture, isOwn: true }),
    ],
    ['came to a window', came({}, { mode: 'extension', uri })],
  ])('says nothing of one that %s', (_, run) => {
    expect(said(callbackSeen, run)).toEqual([]);
  });

  test('says nothing before one came', () => {
    const { callbackNotes: _, ...waiting } = came({});
    expect(said(callbackSeen, waiting)).toEqual([]);
  });
});

describe('issuerIdentification', () => {
  const without = 'https://a.example/cb?code=1&state=the-state';

  test('passes for the expected issuer (RFC 9207)', () => {
    expect(said(issuerIdentificationRules, good)).toEqual([
      ['passed', 'The answer came from the expected issuer'],
    ]);
  });

  test('notes that the answer names none', () => {
    expect(said(issuerIdentificationRules, { ...good, authorizationResponseUrl: without })).toEqual(
      [['info', 'The answer does not name its issuer (iss)']],
    );
  });

  test('notes that there was nothing to compare it with', () => {
    const { issuer: _, ...unnamed } = server;
    expect(said(issuerIdentificationRules, { ...good, server: unnamed })).toEqual([
      ['info', 'The answer names the issuer https://auth.example.com, which was not compared'],
    ]);
  });

  test('finds that an announced one is missing, and that it is another', () => {
    const announced = { ...server, authorization_response_iss_parameter_supported: true };
    expect(
      said(issuerIdentificationRules, {
        ...good,
        server: announced,
        authorizationResponseUrl: without,
      }),
    ).toEqual([
      ['error', 'The answer does not name its issuer (iss), though the server announces it'],
    ]);
    expect(
      said(issuerIdentificationRules, { ...good, authorizationResponseUrl: `${without}&iss=x` }),
    ).toEqual([['error', 'The answer came from another issuer']]);
  });
});

describe('pkce', () => {
  test.each([
    ['announced', ['S256', 'plain']],
    ['nothing said of it', undefined],
  ])('passes for S256, %s', (_, methods) => {
    const known =
      methods === undefined ? server : { ...server, code_challenge_methods_supported: methods };
    expect(said(pkceRules, { ...good, server: known })).toEqual([
      ['passed', 'The request bound its code with PKCE S256'],
    ]);
  });

  test('notes that the server does not announce S256', () => {
    const known = { ...server, code_challenge_methods_supported: ['plain'] };
    expect(said(pkceRules, { ...good, server: known })).toEqual([
      ['info', 'The server does not announce PKCE S256'],
    ]);
  });

  test.each([
    ['plain', 'PKCE plain shows the code verifier in the URL'],
    ['off', 'The code was not bound with PKCE'],
  ] as const)('warns of %s', (method, title) => {
    expect(said(pkceRules, { ...good, client: withClient({ pkce: method }) })).toEqual([
      ['warning', title],
    ]);
  });

  test('says nothing before the request', () => {
    expect(said(pkceRules, runOf([started]))).toEqual([]);
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
    expect(said(tokenTypeRules, withTokens({ ...tokenBody, token_type }))).toEqual([
      ['passed', `The token type is ${token_type}`],
    ]);
  });

  // RFC 9449 §5
  test.each(['DPoP', 'dpop'])('warns of %s: no key was sent', (token_type) => {
    expect(said(tokenTypeRules, withTokens({ ...tokenBody, token_type }))).toEqual([
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
    expect(said(tokenTypeRules, withTokens({ ...tokenBody, token_type }))).toEqual([
      ['error', title],
    ]);
  });

  test('says nothing without an access token', () => {
    expect(said(tokenTypeRules, withTokens({ refresh_token: 'r' }))).toEqual([]);
  });
});

describe('tokenLifetime', () => {
  test('says nothing where expires_in came, or no access token', () => {
    expect(said(tokenLifetimeRules, good)).toEqual([]);
    expect(said(tokenLifetimeRules, withTokens({ refresh_token: 'r' }))).toEqual([]);
  });

  test('notes that it did not come', () => {
    expect(said(tokenLifetimeRules, withTokens({ access_token: 'a' }))).toEqual([
      ['info', 'The token response does not say when the access token expires'],
    ]);
  });

  test.each<[unknown, string]>([
    ['soon', '"soon"'],
    ['', '""'],
    [null, 'null'],
    [[60], '[60]'],
    [1e11, '100000000000'],
    ['x'.repeat(100), `"${'x'.repeat(79)}`],
  ])('objects to one that cannot be used: %j', (expires_in, shown) => {
    const run = withTokens({ access_token: 'a', expires_in });
    expect(findingsIn(tokenLifetimeRules, run)).toEqual([
      {
        rule: 'expires-in-unusable',
        severity: 'error',
        title: 'What the token response says of its lifetime cannot be used',
        detail: `expires_in is ${shown}: it must be a number of seconds. A client cannot tell when the token ends.`,
        remedy: 'The server has to send a number of seconds.',
        specification: rfc(6749, '5.1'),
      },
    ]);
  });
});

describe('idToken', () => {
  test('passes for a genuine one', () => {
    const run = withTokens(idTokenBody);
    expect(said(idTokenRules, run)).toEqual([['passed', 'The ID token is genuine']]);
    expect(findingsIn(idTokenRules, run)[0]?.detail).toBe(
      '1 checks passed; each is listed with the token.',
    );
  });

  test('finds that none came, though openid was requested', () => {
    expect(said(idTokenRules, good)).toEqual([
      ['warning', 'No ID token came, though openid was requested'],
    ]);
  });

  test.each([5, null, {}])('warns of one that is no text: %j', (id_token) => {
    expect(said(idTokenRules, withTokens({ ...tokenBody, id_token }))).toEqual([
      ['warning', 'The ID token that came is no text, and cannot be read'],
    ]);
  });

  test('says nothing where openid was not requested, or it was not judged yet', () => {
    expect(said(idTokenRules, { ...good, client: withClient({ scopes: ['read'] }) })).toEqual([]);
    const { idTokenVerdict: _, ...unjudged } = withTokens(idTokenBody);
    expect(said(idTokenRules, unjudged)).toEqual([]);
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
      findingsIn(idTokenRules, run).map(({ severity, title, detail }) => [severity, title, detail]),
    ).toEqual([
      ['error', 'ID token, Nonce: wrong', expect.stringMatching(/^b A client must refuse /)],
      ['error', 'ID token, Audience: wrong', expect.stringMatching(/^d A client must refuse /)],
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
      findingsIn(idTokenRules, run).map(({ severity, title, detail }) => [severity, title, detail]),
    ).toEqual([
      [
        'warning',
        'The ID token could not be verified',
        'Signature: The keys could not be read. Nothing was found wrong, but whether it is genuine is not known.',
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
    const severities = findAll(evidenceOf(run)).map(({ severity }) => severity);
    expect(severities).toEqual(
      severities.toSorted((a, b) => {
        const order = ['error', 'warning', 'info', 'passed'];
        return order.indexOf(a) - order.indexOf(b);
      }),
    );
    expect(new Set(severities)).toEqual(new Set(['error', 'warning', 'info', 'passed']));
  });

  test('says each thing once, with its place in a specification', () => {
    const findings = findAll(evidenceOf(good));
    expect(new Set(findings.map(({ title }) => title)).size).toBe(findings.length);
    for (const { specification } of findings) expect(specification?.url).toMatch(/^https:\/\//);
  });

  test('has nothing to say of a run that just began', () => {
    const run = runOf([started]);
    expect(findAll(evidenceOf(run))).toEqual([]);
  });

  test('takes an answer that is no URL', () => {
    const run = { ...good, authorizationResponseUrl: 'no url' };
    expect(() => findAll(evidenceOf(run))).not.toThrow();
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
