import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../utils/comparison/compare-runs';
import {
  type Comparison,
  isDifference,
  onlySideOf,
  type ShownValue,
  type Side,
} from '../../../utils/comparison/comparison';
import { encodedForms } from '../../../utils/oauth/redactor';
import { sampleClient } from '../clients/sample-client';
import { before, first, runWith } from '../oauth/refreshes';
import { runUpTo } from '../oauth/sample-run';
import { accessToken, echoesOf, idToken, tellingRun, told } from '../share/telling-run';
import { scripted, type Script, sideOf } from './sides';

const one = scripted();
const against = (script: Script) =>
  compareRuns(one, scripted({ id: 'run-2', later: 60_000, ...script }));

/** A value as the table says it. */
function inWords(value: ShownValue | undefined): string {
  if (value === undefined) return '—';
  if (value.kind === 'hidden') return `(${value.what})`;
  return value.kind === 'text'
    ? value.text
    : value.members.map(({ text, isOther }) => (isOther ? `*${text}` : text)).join(' ');
}

/** The rows of a section that say something. */
function differencesOf({ sections }: Comparison, id: string): readonly (readonly string[])[] {
  const section = sections.find((each) => each.id === id);
  return (section?.rows ?? [])
    .filter(isDifference)
    .map(({ name, outcome, a, b }) => [name, outcome, inWords(a), inWords(b)]);
}

function allDifferences(comparison: Comparison): readonly string[] {
  return comparison.sections.flatMap(({ id }) =>
    differencesOf(comparison, id).map((cells) => [id, ...cells].join(' | ')),
  );
}

describe('compareRuns', () => {
  test('finds nothing but what is new in every run between two runs that went the same', () => {
    const comparison = against({ code: 'the-code-of-two' });
    expect(allDifferences(comparison)).toEqual([]);
    expect(comparison.remarks).toEqual([]);
    expect(comparison.gist).toBe(
      'Same client, same user: the claims say the same; the scopes are the same.',
    );
    const outcomes = new Map(
      comparison.sections.flatMap(({ id, rows }) =>
        rows.map(({ name, outcome }): [string, string] => [`${id} ${name}`, outcome]),
      ),
    );
    for (const name of [
      'request state',
      'request nonce',
      'request code_challenge',
      'request Code verifier',
      'callback code',
      'token-request code',
      'token-response access_token',
      'token Access token jti',
      'token Access token Token',
    ]) {
      expect([name, outcomes.get(name)]).toEqual([name, 'by-nature']);
    }
    expect(outcomes.get('request code_challenge_method')).toBe('same');
  });

  test('tells two users apart, by the claims at the top and below', () => {
    const comparison = compareRuns(
      scripted({ claims: { roles: ['clerk', 'admin'], address: { country: 'SE', city: 'Lund' } } }),
      scripted({
        id: 'run-2',
        claims: {
          sub: 'tomas',
          roles: ['clerk', 'auditor'],
          address: { country: 'SE', city: 'Vigo' },
        },
      }),
    );
    expect(differencesOf(comparison, 'token Access token')).toEqual([
      ['sub', 'changed', 'ada', 'tomas'],
      ['roles', 'changed', 'clerk *admin', 'clerk *auditor'],
      ['address.city', 'changed', 'Lund', 'Vigo'],
    ]);
    expect(comparison.gist).toBe(
      'Same client, other user: 3 claims differ (sub, roles, address.city); the scopes are the same.',
    );
  });

  test('tells scopes by what was asked for, granted and in the token', () => {
    const comparison = against({
      request: { scope: 'openid email' },
      tokens: { scope: 'openid' },
      claims: { scope: 'openid' },
    });
    expect(differencesOf(comparison, 'request')).toEqual([
      ['scope', 'changed', 'openid *profile', 'openid *email'],
    ]);
    expect(differencesOf(comparison, 'token-response')).toEqual([
      ['scope', 'changed', 'openid *profile', 'openid'],
    ]);
    expect(differencesOf(comparison, 'scopes')).toContainEqual([
      'email',
      'only-b',
      '—',
      'requested, not granted, not in the token',
    ]);
    expect(comparison.gist).toContain('What was asked for differs in scope.');
  });

  test('does not mind the order of scopes, audiences and members', () => {
    const comparison = compareRuns(
      scripted({ claims: { aud: ['a', 'b'], org: { id: 1, name: 'x' } } }),
      scripted({
        id: 'run-2',
        request: { scope: 'profile openid' },
        tokens: { scope: 'profile openid' },
        claims: { org: { name: 'x', id: 1 }, aud: ['b', 'a'] },
      }),
    );
    expect(allDifferences(comparison)).toEqual([]);
  });

  test('tells a list from a text that says the same', () => {
    const comparison = compareRuns(
      scripted({ claims: { aud: 'api' } }),
      scripted({ id: 'run-2', claims: { aud: ['api'] } }),
    );
    expect(differencesOf(comparison, 'token Access token')).toEqual([
      ['aud', 'changed', '"api"', '["api"]'],
    ]);
  });

  test('compares times by how long they are', () => {
    expect(allDifferences(against({ claims: { iat: 50, exp: 3650 } }))).toEqual([]);
    expect(differencesOf(against({ claims: { iat: 50, exp: 110 } }), 'token Access token')).toEqual(
      [['exp', 'changed', '3,600 s after its issue', '60 s after its issue']],
    );
  });

  test('says before and after a change how it ended, and what changed', () => {
    const comparison = against({
      client: {
        pkce: 'plain',
        secrets: [{ ...sampleClient.secrets[0], id: '7', addedAt: 0 }] as never,
      },
      request: { redirect_uri: 'https://app.example.com/callback/' },
      end: {
        type: 'failed',
        at: 90_000,
        failure: { code: 'token_error', cause: 'invalid_client (HTTP 401)', remedy: 'Again.' },
      },
    });
    expect(comparison.gist).toBe(
      'Same client, same user: done before, failed at the step “Token request” in the later run. What changed: Client secret, PKCE, redirect_uri.',
    );
    expect(differencesOf(comparison, 'outcome')).toEqual([
      ['Outcome', 'changed', 'done', 'failed'],
      ['At the step', 'only-b', '—', 'Token request'],
      ['Cause', 'only-b', '—', 'invalid_client (HTTP 401)'],
    ]);
    expect(differencesOf(comparison, 'verdict')).toEqual([['Verdict', 'only-a', 'genuine', '—']]);
    expect(compareRuns(scripted(), one).gist).toBe('This is the same run twice.');
  });

  test('says so where nothing that was sent has changed', () => {
    const failed = scripted({ id: 'run-2', later: 9, end: { type: 'interrupted', at: 9 } });
    expect(compareRuns(one, failed).gist).toBe(
      'Same client, same user: done before, interrupted at the step “Token request” in the later run. Nothing that was registered or sent has changed: look at the server, the user and the clock.',
    );
    expect(compareRuns(failed, one).gist).toBe(compareRuns(one, failed).gist);
    const again = scripted({ id: 'run-3', later: 99, end: { type: 'interrupted', at: 99 } });
    expect(compareRuns(failed, again).gist).toMatch(/^Same client, same user: both interrupted\. /);
  });

  test('does not call changed what one run did not get to, nor the name of a client', () => {
    const early = (client: Partial<Side['run']['client']>) =>
      sideOf({
        ...runUpTo('discovering'),
        id: 'run-2',
        client: { ...sampleClient, label: 'Another name', ...client },
        state: {
          status: 'failed',
          step: 'discovery',
          failure: { code: 'discovery_failed', cause: 'no answer', remedy: 'Again.' },
        },
      });
    const { gist, sections } = compareRuns(one, early({}));
    expect(gist).toContain('Nothing that was registered or sent has changed');
    const request = sections.find(({ id }) => id === 'request');
    expect(request && onlySideOf(request)).toBe('A');
    const client = sections.find(({ id }) => id === 'client');
    expect(client && onlySideOf(client)).toBeUndefined();
    expect(compareRuns(one, early({ pkce: 'off' })).gist).toContain('What changed: PKCE.');
  });

  test('names the grant alone where the grants differ', () => {
    const { gist } = compareRuns(sideOf(before), sideOf(runWith(first, before, 'run-2')));
    expect(gist).toContain('What was asked for differs in Grant.');
  });

  test('does not tell the user of a redacted run from another', () => {
    const kept = scripted({ id: 'run-2', claims: { sub: '‹subject #1a2b3c4d›' } });
    expect(compareRuns(one, kept).gist).toMatch(
      /^Same client: the claims that were kept say the same;/,
    );
  });

  test('names another environment of another client', () => {
    const comparison = against({
      client: {
        id: 'other',
        environment: 'Production',
        issuer: 'https://login.example.com',
        redirectUris: ['https://app.example.com/callback', 'https://app.example.com/two'],
      },
    });
    expect(comparison.gist).toMatch(
      /^Same client ID, other environment \(Staging, Production\), same user: /,
    );
    expect(differencesOf(comparison, 'client')).toEqual([
      ['Environment', 'changed', 'Staging', 'Production'],
      [
        'Registered redirect URIs',
        'changed',
        'https://app.example.com/callback *http://localhost:8080/callback',
        'https://app.example.com/callback *https://app.example.com/two',
      ],
    ]);
  });

  test('tells how the client authenticates from what was sent', () => {
    const other = scripted({ id: 'run-2' });
    const exchanges = other.run.exchanges.map((exchange) =>
      exchange.purpose === 'token'
        ? {
            ...exchange,
            request: {
              ...exchange.request,
              headers: [],
              form: [
                ...(exchange.request.form ?? []),
                ['client_secret', '<client_secret>'] as const,
              ],
            },
          }
        : exchange,
    );
    expect(
      differencesOf(
        compareRuns(one, { ...other, run: { ...other.run, exchanges } }),
        'token-request',
      ),
    ).toEqual([
      [
        'Client authentication as sent',
        'changed',
        'in the header, as booking-widget',
        'in the body',
      ],
      ['accept (header)', 'only-a', 'application/json', '—'],
    ]);
  });

  test('warns of a state, nonce, challenge or code that is the same in two runs', () => {
    const { remarks } = against({
      code: 'the-code-of-one',
      request: {
        state: 'state-of-run-1',
        nonce: 'nonce-of-run-1',
        code_challenge: 'challenge-of-run-1',
      },
    });
    expect(remarks.map(({ title }) => title)).toEqual([
      'Both runs sent the same state',
      'Both runs sent the same nonce',
      'Both runs sent the same PKCE challenge',
      'Both runs were given the same code',
    ]);
    expect(compareRuns(one, one).remarks).toEqual([]);
  });

  test('tells findings of one run alone from those of both', () => {
    const comparison = against({ tokens: { token_type: 'mac', refresh_token: 'a-refresh-token' } });
    const rows = comparison.sections.find(({ id }) => id === 'findings')?.rows ?? [];
    expect(rows.filter(({ outcome }) => outcome === 'same').length).toBeGreaterThan(3);
    expect(differencesOf(comparison, 'findings')).toEqual([
      [
        'token-type-unknown',
        'changed',
        'Passed: The token type is Bearer',
        'Error: The token type “mac” is unknown',
      ],
      [
        'refresh-token-unasked',
        'only-b',
        '—',
        'Note: A refresh token came, though offline_access was not asked for',
      ],
    ]);
  });

  test('minds the time of servers, and only what is much slower', () => {
    expect(differencesOf(against({ took: 90 }), 'timings')).toEqual([]);
    expect(differencesOf(against({ took: 4000 }), 'timings')).toEqual([
      ['Token request', 'changed', '40 ms', '4.0 s'],
    ]);
  });

  test('says of an opaque token that it is one, and not that its claims are gone', () => {
    expect(
      differencesOf(
        against({ tokens: { access_token: 'opaque-access-token' } }),
        'token Access token',
      ),
    ).toEqual([['Form', 'changed', 'JWT', 'opaque']]);
  });

  test('compares a refresh with the run before', () => {
    const after = runWith({ ...first, expires_in: 60 }, before, 'run-2');
    const comparison = compareRuns(sideOf(before), sideOf(after));
    expect(differencesOf(comparison, 'token-response')).toEqual([
      ['expires_in', 'changed', '3600', '60'],
    ]);
    expect(differencesOf(comparison, 'client')).toContainEqual([
      'Grant',
      'changed',
      'authorization_code',
      'refresh_token',
    ]);
  });

  test('compares a run that has not begun to do anything', () => {
    const empty = sideOf(runUpTo('started'));
    expect(allDifferences(compareRuns(empty, empty))).toEqual([]);
    expect(compareRuns(one, sideOf({ ...runUpTo('started'), id: 'run-9' })).gist).toContain(
      'under way',
    );
  });

  test('does not compare what was taken out of a run that was kept redacted', () => {
    const kept = scripted({ id: 'run-2', claims: { sub: '‹subject #01234567›' } });
    const rows = compareRuns(one, kept).sections.flatMap((section) => section.rows);
    expect(rows.find(({ name }) => name === 'sub')?.outcome).toBe('unknown');
    expect(differencesOf(compareRuns(kept, kept), 'token Access token')).toEqual([]);
  });

  test('is quick with claims without number and without end', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`) as object;
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`n${index}`, index]),
    );
    const side = scripted({ claims: { deep, many } });
    const comparison = compareRuns(side, scripted({ id: 'run-2', claims: { deep, many } }));
    expect(allDifferences(comparison)).toEqual([]);
    const rows = comparison.sections.find(({ id }) => id === 'token Access token')?.rows ?? [];
    expect(rows.length).toBeLessThan(520);
  });

  test('finds no difference between any run and itself', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
        (claims, request) => {
          const side = scripted({ claims, request });
          const { sections } = compareRuns(side, side);
          expect(
            sections.flatMap(({ rows }) => rows.filter(({ outcome }) => outcome !== 'same')),
          ).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('what a comparison shows', () => {
  const secrets = [
    told.code,
    told.codeVerifier,
    told.state,
    told.nonce,
    told.refreshToken,
    told.jti,
    told.sid,
    told.cookie,
    accessToken,
    idToken,
    ...accessToken.split('.').slice(1),
    ...idToken.split('.').slice(1),
  ];
  const sides: readonly (readonly [Side, Side])[] = secrets.flatMap((secret) => {
    const telling = sideOf(tellingRun(echoesOf(secret)));
    const failed = sideOf({
      ...tellingRun(),
      id: 'run-2',
      state: {
        status: 'failed',
        step: 'token-request',
        failure: { code: 'token_error', cause: `refused ${secret.slice(0, 40)}…`, remedy: '' },
      },
      client: {
        ...sampleClient,
        label: secret,
        environment: `at ${secret}`,
        authorizationParameters: [['hint', secret]],
      },
    });
    return [
      [telling, failed] as const,
      [failed, telling] as const,
      [
        failed,
        scripted({ claims: { note: `seen ${secret}`, [secret]: 1, list: [secret] } }),
      ] as const,
    ];
  });

  test('never holds a token, a code or a secret, in whatever form', () => {
    for (const [a, b] of sides) {
      const text = JSON.stringify(compareRuns(a, b));
      for (const secret of secrets) {
        for (const form of encodedForms(secret)) expect(text).not.toContain(form);
      }
    }
  });

  test('holds the claims of the users, since these are what one compares', () => {
    const text = JSON.stringify(compareRuns(sideOf(tellingRun()), one));
    for (const claim of [told.name, told.email, told.sub]) expect(text).toContain(claim);
  });
});
