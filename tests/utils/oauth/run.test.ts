import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../utils/oauth/failure';
import {
  exchangesBeforeEnd,
  isOver,
  reduceRun,
  type RunState,
  runFromEvents,
  stateInWords,
  stepsOfGrant,
} from '../../../utils/oauth/run';
import type { CallbackNotes, RunEvent } from '../../../utils/oauth/run-event';
import type { TokenUse } from '../../../utils/oauth/token-use';
import { summaryOf } from '../../../utils/oauth/run-summary';
import { sampleClient } from '../clients/sample-client';
import {
  answerUrl,
  authorization,
  exchangeOf,
  goodEvents,
  redirectUri,
  runOf,
  runUpTo,
  server,
  started,
  verdict,
} from './sample-run';

const failure: Failure = { code: 'token_error', cause: 'invalid_grant', remedy: 'Again.' };

const ends: readonly RunEvent[] = [
  { type: 'finished', at: 50 },
  { type: 'failed', at: 50, failure },
  { type: 'cancelled', at: 50, by: 'user' },
  { type: 'interrupted', at: 50 },
];

describe('runFromEvents', () => {
  test('knows no run without its start', () => {
    expect(runFromEvents([])).toBeUndefined();
    expect(runFromEvents(goodEvents.slice(1))).toBeUndefined();
  });

  test('begins with what was started', () => {
    expect(runOf([started])).toEqual({
      id: 'run-1',
      client: sampleClient,
      grant: 'authorization_code',
      redirect: { mode: 'extension', uri: redirectUri },
      overrides: [],
      startedAt: 1000,
      updatedAt: 1000,
      state: { status: 'preparing' },
      step: 'discovery',
      exchanges: [],
      uses: [],
    });
  });

  test.each([
    ['started', 'preparing', 'discovery'],
    ['discovering', 'discovering', 'discovery'],
    ['server-known', 'discovering', 'authorization-request'],
    ['authorization-requested', 'authorizing', 'sign-in'],
    ['authorization-responded', 'authorizing', 'authorization-response'],
    ['authorization-accepted', 'exchanging', 'token-request'],
    ['tokens-accepted', 'verifying', 'verification'],
    ['id-token-judged', 'verifying', 'verification'],
    ['finished', 'done', 'verification'],
  ] as const)('after %s it is %s at the step %s', (type, status, step) => {
    const run = runUpTo(type);
    expect(run.state.status).toBe(status);
    expect(run.step).toBe(step);
    expect(run.updatedAt).toBe(goodEvents.find((event) => event.type === type)?.at);
  });

  test('keeps everything that came', () => {
    expect(runOf(goodEvents)).toMatchObject({
      server,
      authorization,
      authorizationRequestedAt: 5000,
      authorizationRespondedAt: 7500,
      authorizationResponseUrl: answerUrl,
      idTokenVerdict: verdict,
      exchanges: [{ purpose: 'discovery' }, { purpose: 'token' }],
    });
    expect(runOf(goodEvents).authorization).toEqual(authorization);
  });

  test.each([
    ['started', 'discovery'],
    ['authorization-requested', 'sign-in'],
    ['authorization-accepted', 'token-request'],
    ['tokens-accepted', 'verification'],
  ] as const)('ends at the step it was at: after %s at %s', (type, step) => {
    expect(runUpTo(type, { type: 'failed', at: 50, failure }).state).toEqual({
      status: 'failed',
      step,
      failure,
    });
    expect(runUpTo(type, { type: 'cancelled', at: 50, by: 'window' }).state).toEqual({
      status: 'cancelled',
      step,
      by: 'window',
    });
    expect(runUpTo(type, { type: 'interrupted', at: 50 }).state).toEqual({
      status: 'interrupted',
      step,
    });
  });

  test('keeps when the window opened, and goes on waiting', () => {
    const run = runUpTo('authorization-requested', { type: 'window-opened', at: 6000 });
    expect(run).toMatchObject({
      state: { status: 'authorizing' },
      step: 'sign-in',
      authorizationRequestedAt: 5000,
      windowOpenedAt: 6000,
      updatedAt: 6000,
    });
    expect(runUpTo('authorization-requested')).not.toHaveProperty('windowOpenedAt');
  });

  test('keeps how it differs from its client', () => {
    const overrides = [['prompt', 'none']] as const;
    const redirect = { mode: 'capture', uri: 'https://app.example.com/callback' } as const;
    const begun = runOf([
      { ...started, type: 'started', runId: 'run-1', client: sampleClient, redirect, overrides },
    ]);
    expect(begun).toMatchObject({ overrides, redirect });
  });

  test.each<CallbackNotes>([
    {},
    { isForm: true },
    { isPasted: true },
    { isSeenByApp: true },
    { isForm: true, isSeenByApp: true },
  ])('keeps how its callback came: %j', (notes) => {
    const answered = { type: 'authorization-responded', at: 7500, url: answerUrl } as const;
    const run = runUpTo('authorization-requested', { ...answered, ...notes });
    expect(run).toMatchObject({
      authorizationResponseUrl: answerUrl,
      authorizationRespondedAt: 7500,
      step: 'authorization-response',
    });
    expect(run.callbackNotes).toEqual(notes);
    expect(runUpTo('authorization-requested')).not.toHaveProperty('callbackNotes');
  });

  test('begins anew with a new start', () => {
    const run = runOf([...goodEvents, { ...started, at: 20_000 }]);
    expect(run).toMatchObject({ state: { status: 'preparing' }, startedAt: 20_000, exchanges: [] });
    expect(run).not.toHaveProperty('server');
  });
});

describe('reduceRun', () => {
  const after = goodEvents.slice(1).concat(ends);

  test.each(ends.map((end) => [end.type, end] as const))(
    'changes nothing after the run was %s',
    (_, end) => {
      const over = runUpTo('authorization-requested', end);
      for (const event of after) {
        if (event.type !== 'exchanged') expect(reduceRun(over, event)).toBe(over);
      }
    },
  );

  test.each(ends.map((end) => [end.type, end] as const))(
    'adds what was done with tokens after the run was %s, and changes nothing else',
    (_, end) => {
      const over = runUpTo('tokens-accepted', end);
      const exchange = exchangeOf({ active: true }, { purpose: 'introspection' });
      const use: TokenUse = {
        kind: 'introspection',
        at: 30_000,
        token: 'access_token',
        outcome: { ok: true, claims: { active: true }, checks: [] },
      };
      const used = runOf([
        ...goodEvents.slice(0, goodEvents.findIndex(({ type }) => type === 'tokens-accepted') + 1),
        end,
        { type: 'exchanged', at: 29_000, exchange },
        { type: 'token-used', at: 30_000, use },
        { type: 'exchanged', at: 31_000, exchange },
      ]);
      expect(used).toEqual({
        ...over,
        exchanges: [...over.exchanges, exchange, exchange],
        ownExchanges: over.exchanges.length,
        uses: [use],
      });
      expect(exchangesBeforeEnd(used)).toEqual(over.exchanges);
    },
  );

  test('does not take a use for one of a run under way', () => {
    const before = runUpTo('server-known');
    const use: TokenUse = {
      kind: 'user-info',
      at: 1,
      token: 'access_token',
      outcome: { ok: true, checks: [] },
    };
    expect(reduceRun(before, { type: 'token-used', at: before.updatedAt, use })).toEqual(before);
  });

  test('does not change the run it is given', () => {
    const before = runOf([started]);
    const copy = structuredClone(before);
    for (const event of after) reduceRun(before, event);
    expect(before).toEqual(copy);
  });
});

describe('runFromEvents of the other grants', () => {
  const machine: RunEvent = {
    ...started,
    type: 'started',
    runId: 'run-2',
    redirect: { mode: 'extension', uri: redirectUri },
    client: { ...sampleClient, grantType: 'client_credentials' },
  };
  const refreshes = { runId: 'run-1', scopes: ['openid'], nonce: 'n' };
  const refresh: RunEvent = { ...machine, client: sampleClient, refreshes };
  const known: RunEvent = { type: 'server-known', at: 2000, server };
  const accepted: RunEvent = { type: 'tokens-accepted', at: 3000 };
  const finished: RunEvent = { type: 'finished', at: 4000 };

  test.each<[string, RunEvent, readonly RunEvent[], string, string]>([
    ['client_credentials', machine, [], 'preparing', 'discovery'],
    ['client_credentials', machine, [known], 'exchanging', 'token-request'],
    ['client_credentials', machine, [known, accepted], 'exchanging', 'token-request'],
    ['client_credentials', machine, [known, accepted, finished], 'done', 'token-request'],
    ['refresh_token', refresh, [], 'preparing', 'discovery'],
    ['refresh_token', refresh, [known], 'exchanging', 'token-request'],
    ['refresh_token', refresh, [known, accepted], 'verifying', 'verification'],
    ['refresh_token', refresh, [known, accepted, finished], 'done', 'verification'],
  ])('%s %#', (grant, start, more, status, step) => {
    const run = runOf([start, ...more]);
    expect(run).toMatchObject({ grant, state: { status }, step });
  });

  test('says which run is refreshed, and only then', () => {
    expect(runOf([refresh]).refreshes).toEqual(refreshes);
    expect(runOf([machine])).not.toHaveProperty('refreshes');
    expect(summaryOf(runOf([refresh])).grant).toBe('refresh_token');
  });

  test('refreshes a client without a user too', () => {
    const run = runOf([{ ...machine, refreshes }]);
    expect(run.grant).toBe('refresh_token');
  });

  test('keeps what a strict client says of the tokens', () => {
    expect(runOf([machine, known, { ...accepted, objection: 'no token_type' }]).objection).toBe(
      'no token_type',
    );
    expect(runOf([machine, known, accepted])).not.toHaveProperty('objection');
  });
});

describe('stepsOfGrant', () => {
  test.each([
    [
      'authorization_code',
      [
        'discovery',
        'authorization-request',
        'sign-in',
        'authorization-response',
        'token-request',
        'verification',
      ],
    ],
    ['client_credentials', ['discovery', 'token-request']],
    ['refresh_token', ['discovery', 'token-request', 'verification']],
  ] as const)('%s', (grant, steps) => {
    expect(stepsOfGrant(grant)).toEqual(steps);
  });
});

describe('stateInWords', () => {
  test.each<[RunState, string, boolean]>([
    [{ status: 'preparing' }, 'Preparing', false],
    [{ status: 'discovering' }, 'Discovering the endpoints', false],
    [{ status: 'authorizing' }, 'Waiting for sign-in and consent', false],
    [{ status: 'exchanging' }, 'Requesting the tokens', false],
    [{ status: 'verifying' }, 'Verifying the tokens', false],
    [{ status: 'done' }, 'Done', true],
    [{ status: 'failed', step: 'token-request', failure }, 'Failed: invalid_grant', true],
    [{ status: 'cancelled', step: 'sign-in', by: 'window' }, 'Cancelled', true],
    [{ status: 'interrupted', step: 'sign-in' }, 'Interrupted at step Sign-in and consent', true],
  ])('%j: %s', (state, words, over) => {
    expect(stateInWords(state)).toBe(words);
    expect(isOver(state)).toBe(over);
  });
});

describe('summaryOf', () => {
  test('gives what a list shows, and no token', () => {
    expect(summaryOf(runOf(goodEvents))).toEqual({
      id: 'run-1',
      clientId: 'sample-id',
      label: 'Booking widget',
      provider: 'generic-oidc',
      environment: 'Staging',
      grant: 'authorization_code',
      startedAt: 1000,
      updatedAt: 12_000,
      state: { status: 'done' },
    });
  });
});
