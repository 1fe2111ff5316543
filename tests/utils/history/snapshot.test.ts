import { beforeAll, describe, expect, test } from 'vitest';
import { shownRunOf } from '../../../utils/diagnosis/shown-run';
import {
  readRedactedRun,
  readWholeRun,
  redactNote,
  redactRun,
  wholeRun,
} from '../../../utils/history/snapshot';
import { fail } from '../../../utils/oauth/failure';
import { encodedForms } from '../../../utils/oauth/redactor';
import { responseParameters } from '../../../utils/oauth/response-parameters';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { stepsOf } from '../../../utils/oauth/run-steps';
import { exchangeOf, goodEvents, runOf, started } from '../oauth/sample-run';
import { accessToken, echoesOf, idToken, tellingEvents, told } from '../share/telling-run';

let key: CryptoKey;
beforeAll(async () => {
  key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
});

const secrets = [
  ...Object.values(told),
  accessToken,
  idToken,
  ...accessToken.split('.').slice(1),
  ...idToken.split('.').slice(1),
];

const redact = (events: readonly RunEvent[], note = '') =>
  redactRun(runOf(events), events, { note, key });

async function shownOf(events: readonly RunEvent[]) {
  const shown = readRedactedRun((await redact(events)).text);
  if (shown === undefined) throw new Error('The snapshot cannot be read.');
  return shown;
}

/** Neither in what is stored, nor in any text that JSON hides behind escapes. */
function expectWithout(stored: object, value: string): void {
  const text = JSON.stringify(stored);
  for (const form of encodedForms(value)) {
    expect(text).not.toContain(form);
    expect(text.replaceAll('\\', '')).not.toContain(form);
  }
}

/** What is done with tokens after the end, full of secrets. */
const uses: readonly RunEvent[] = [
  {
    type: 'token-use-started',
    at: 13_000,
    use: { kind: 'user-info', token: 'access_token', startedAt: 13_000 },
  },
  {
    type: 'exchanged',
    at: 13_100,
    exchange: exchangeOf(
      { sub: told.sub, name: told.name, email: told.email },
      {
        purpose: 'user-info',
        startedAt: 13_050,
        request: {
          method: 'GET',
          url: 'https://auth.example.com/me',
          headers: [['authorization', `Bearer ${accessToken}`]],
        },
      },
    ),
  },
  {
    type: 'token-used',
    at: 13_200,
    use: {
      kind: 'user-info',
      token: 'access_token',
      at: 13_200,
      startedAt: 13_000,
      outcome: {
        ok: true,
        claims: { sub: told.sub, name: told.name, email: told.email, locale: 'sv-SE' },
        jwt: idToken,
        checks: [{ name: 'Subject', outcome: 'passed', detail: `"sub" is "${told.sub}".` }],
      },
    },
  },
];

describe('redactRun', () => {
  test('stores nothing that lets somebody in or says who they are', async () => {
    const stored = await redact([...tellingEvents(), ...uses], `for ${told.name}, ${told.code}`);
    for (const value of secrets) expectWithout(stored, value);
    expect(stored.note).toMatch(/^for ‹name #[0-9a-f]{8}›, ‹code #[0-9a-f]{8}›$/);
  });

  test.each(secrets.map((value) => [value]))(
    'stores nothing of %s where a server repeats it, however it is encoded',
    async (value) => {
      expectWithout(await redact(tellingEvents(echoesOf(value))), value);
    },
  );

  test('stores no secret that a failure, a refresh or a parameter repeats', async () => {
    const [first, ...rest] = tellingEvents();
    if (first?.type !== 'started') throw new Error('A run begins with its start.');
    const events: readonly RunEvent[] = [
      {
        ...first,
        client: {
          ...first.client,
          registration: { contacts: told.email },
          authorizationParameters: [['login_hint', told.email]],
        },
        overrides: [['id_token_hint', idToken]],
        refreshes: {
          runId: 'run-0',
          scopes: ['openid'],
          nonce: told.nonce,
          idTokenClaims: { sub: told.sub, iss: 'https://auth.example.com' },
        },
      },
      ...rest.filter(({ type }) => type !== 'finished'),
      { type: 'tokens-accepted', at: 11_000, objection: `"sub" is ${told.sub}` },
      {
        type: 'failed',
        at: 12_000,
        failure: fail('token_error', `the code ${told.code} is used`, `Ask ${told.email}.`).failure,
      },
    ];
    const stored = await redact(events);
    for (const value of secrets) expectWithout(stored, value);
    expect(stored.cause).toMatch(/^the code ‹code #[0-9a-f]{8}› is used$/);
  });

  test('keeps what screens show: steps, scopes, claims that tell of nobody, findings', async () => {
    const events = [...tellingEvents(), ...uses];
    const whole = shownRunOf(runOf(events));
    const { run, result, findings } = await shownOf(events);
    expect(run.state).toEqual(whole.run.state);
    expect(stepsOf(run)).toEqual(stepsOf(whole.run));
    expect(run.exchanges).toHaveLength(whole.run.exchanges.length);
    expect(result.scopes).toEqual(whole.result.scopes);
    expect(result.response?.expiresAt).toBe(whole.result.response?.expiresAt);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual(
      whole.findings.map(({ rule, severity }) => [rule, severity]),
    );
    expect(result.idToken).toMatchObject({
      kind: 'jwt',
      header: { alg: 'RS256', kid: 'key-number-one' },
      claims: { iss: 'https://auth.example.com', locale: 'sv-SE', exp: 4_000_000_000 },
    });
    expect(result.idToken?.raw).toMatch(/^‹ID token #[0-9a-f]{8}›$/);
    expect(run.uses).toMatchObject([
      { kind: 'user-info', outcome: { claims: { locale: 'sv-SE' } } },
    ]);
  });

  test('keeps how the secret travelled, and what had become of a refresh token', async () => {
    const secretTraits = ['white-space-around'] as const;
    const refreshToken = { receivedAt: 9000, isReplaced: true } as const;
    const { run } = await shownOf(
      tellingEvents().map((event) => {
        if (event.type === 'started') {
          return { ...event, refreshes: { runId: 'run-0', scopes: [], refreshToken } };
        }
        if (event.type !== 'exchanged') return event;
        const { exchange } = event;
        return {
          ...event,
          exchange: { ...exchange, request: { ...exchange.request, secretTraits } },
        };
      }),
    );
    expect(run.refreshes?.refreshToken).toEqual(refreshToken);
    expect(run.exchanges.map(({ request }) => request.secretTraits)).toEqual(
      run.exchanges.map(() => secretTraits),
    );
  });

  test('keeps addresses whose parameters can still be told apart', async () => {
    const { run } = await shownOf(tellingEvents());
    const answer = responseParameters(run.authorizationResponseUrl ?? '');
    expect([...answer.keys()]).toEqual(['code', 'state', 'iss']);
    expect(answer.get('code')).toMatch(/^‹code #[0-9a-f]{8}›$/);
    expect(answer.get('iss')).toBe('https://auth.example.com');
  });

  test('tells two runs nothing of each other: their fingerprints differ', async () => {
    const other = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]);
    const events = tellingEvents();
    const { run } = await shownOf(events);
    const again = readRedactedRun(
      (await redactRun(runOf(events), events, { note: '', key: other })).text,
    );
    expect(again?.run.authorization?.state).not.toBe(run.authorization?.state);
  });

  test('keeps a run that failed before anything was sent', async () => {
    const { run } = await shownOf([
      started,
      {
        type: 'failed',
        at: 1500,
        failure: fail('secret_missing', 'no secret', 'Type it.').failure,
      },
    ]);
    expect(run.state).toMatchObject({ status: 'failed', failure: { remedy: 'Type it.' } });
  });
});

describe('readRedactedRun', () => {
  test.each([
    ['no JSON', 'x'],
    ['something else', '[]'],
    ['a newer version', JSON.stringify({ version: 2, events: [] })],
    ['no events', JSON.stringify({ version: 1, events: [], tokens: {}, scopes: [], findings: [] })],
  ])('refuses %s', (_, text) => {
    expect(readRedactedRun(text)).toBeUndefined();
  });

  test.each(['events', 'tokens', 'scopes', 'findings'])(
    'refuses a snapshot whose %s are damaged',
    async (member) => {
      const { text } = await redact(tellingEvents());
      const damaged = { ...(JSON.parse(text) as object), [member]: [{ type: 'exchanged' }] };
      expect(readRedactedRun(JSON.stringify(damaged))).toBeUndefined();
    },
  );
});

describe('wholeRun', () => {
  test('is read as it was', () => {
    const events = [...tellingEvents(), ...uses];
    expect(readWholeRun(wholeRun(events))).toEqual(shownRunOf(runOf(events)));
  });

  test.each([
    ['no JSON', 'x'],
    ['no start', JSON.stringify({ version: 1, events: goodEvents.slice(1) })],
    ['a newer version', JSON.stringify({ version: 2, events: goodEvents })],
  ])('refuses %s', (_, text) => {
    expect(readWholeRun(text)).toBeUndefined();
  });
});

test('redactNote takes the values of the run out of a note, and leaves what is the user’s', async () => {
  const note = await redactNote(runOf(tellingEvents()), `ticket 4711: ${told.refreshToken}`, key);
  expect(note).toMatch(/^ticket 4711: ‹refresh token #[0-9a-f]{8}›$/);
});
