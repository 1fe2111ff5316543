import { describe, expect, test } from 'vitest';
import type { Parameter } from '../../../utils/clients/client';
import type { CallbackNotes, RunEvent } from '../../../utils/oauth/run-event';
import { durationInWords, exchangesOf, stepsOf } from '../../../utils/oauth/run-steps';
import { sampleClient } from '../clients/sample-client';
import {
  answerUrl,
  exchangeOf,
  goodEvents,
  runOf,
  runUpTo,
  server,
  started,
  tokenBody,
} from './sample-run';

const failure = { code: 'token_error', cause: 'x', remedy: 'y' } as const;

const progressOf = (run: Parameters<typeof stepsOf>[0]) =>
  stepsOf(run).map(({ progress }) => progress);
const detailOf = (run: Parameters<typeof stepsOf>[0], step: string) =>
  stepsOf(run).find((view) => view.step === step)?.detail;

describe('stepsOf', () => {
  test('tells of a run that went well', () => {
    expect(
      stepsOf(runOf(goodEvents)).map(({ name, progress, detail }) => [name, progress, detail]),
    ).toEqual([
      ['Discovery', 'done', 'auth.example.com · 200 · 40 ms'],
      ['Authorization request', 'done', 'code, PKCE S256, state, nonce'],
      ['Sign-in and consent', 'done', 'in a window · 2.5 s'],
      ['Authorization response', 'done', 'code, state, iss'],
      ['Token request', 'done', 'client_secret_basic · auth.example.com · 200 · 40 ms'],
      ['Verification', 'done', 'RS256 by key key-numb, 1 of 2 checks passed'],
    ]);
  });

  test.each([
    ['current', undefined],
    ['failed', { type: 'failed', at: 9, failure }],
    ['stopped', { type: 'cancelled', at: 9, by: 'user' }],
    ['stopped', { type: 'interrupted', at: 9 }],
  ] as const)('marks the step that was reached as %s', (progress, end) => {
    const run = runUpTo('authorization-requested', ...(end === undefined ? [] : [end]));
    expect(progressOf(run)).toEqual(['done', 'done', progress, 'pending', 'pending', 'pending']);
  });

  test('says nothing of steps that were not reached', () => {
    expect(stepsOf(runOf([started])).map(({ detail }) => detail)).toEqual(['', '', '', '', '', '']);
  });

  test('says where typed endpoints come from', () => {
    expect(detailOf(runOf([started, { type: 'server-known', at: 2, server }]), 'discovery')).toBe(
      'endpoints as typed',
    );
  });

  test('says that no answer came', () => {
    const exchange = exchangeOf('', {
      purpose: 'discovery',
      outcome: { kind: 'error', message: 'could not be reached' },
    });
    expect(detailOf(runOf([started, { type: 'exchanged', at: 2, exchange }]), 'discovery')).toBe(
      'auth.example.com · no answer · 40 ms',
    );
  });

  test('says that there was no PKCE and no nonce', () => {
    const run = runOf([
      { ...started, client: { ...sampleClient, pkce: 'off' } } as typeof started,
      { type: 'authorization-requested', at: 2, url: 'https://a.example', state: 's' },
    ]);
    expect(detailOf(run, 'authorization-request')).toBe('code, no PKCE, state');
  });

  test('says whether the page of the sign-in has come', () => {
    expect(detailOf(runUpTo('authorization-requested'), 'sign-in')).toBe('no page has come yet');
    const opened: RunEvent = { type: 'window-opened', at: 6000 };
    expect(detailOf(runUpTo('authorization-requested', opened), 'sign-in')).toBe('in a window');
    const answered: RunEvent = { type: 'authorization-responded', at: 7500, url: answerUrl };
    expect(detailOf(runUpTo('authorization-requested', opened, answered), 'sign-in')).toBe(
      'in a window · 2.5 s',
    );
  });

  test.each([
    ['extension', 'in a window'],
    ['capture', 'in a tab'],
    ['manual', 'wherever the user likes'],
  ] as const)('says where the sign-in of mode %s is: %s', (mode, place) => {
    const requested = goodEvents.find(({ type }) => type === 'authorization-requested');
    if (requested === undefined) throw new Error('There is no request.');
    const opened: readonly RunEvent[] =
      mode === 'manual' ? [] : [{ type: 'window-opened', at: 6000 }];
    const redirect = { mode, uri: 'https://app.example.com/callback' };
    const events = [{ ...started, redirect } as typeof started, requested, ...opened];
    expect(detailOf(runOf(events), 'sign-in')).toBe(place);
    const answered: RunEvent = { type: 'authorization-responded', at: 7500, url: answerUrl };
    expect(detailOf(runOf([...events, answered]), 'sign-in')).toBe(`${place} · 2.5 s`);
  });

  test.each<[CallbackNotes, string]>([
    [{}, 'code, state, iss'],
    [{ isForm: true }, 'code, state, iss · as a form'],
    [{ isPasted: true }, 'code, state, iss · pasted'],
    [{ isSeenByApp: true }, 'code, state, iss'],
  ])('says how an answer with %j came: %s', (notes, detail) => {
    const answered: RunEvent = {
      type: 'authorization-responded',
      at: 7500,
      url: answerUrl,
      ...notes,
    };
    expect(detailOf(runUpTo('authorization-requested', answered), 'authorization-response')).toBe(
      detail,
    );
  });

  test.each<[readonly Parameter[], string]>([
    [[], 'code, PKCE S256, state, nonce'],
    [[['prompt', 'none']], 'prompt=none, code, PKCE S256, state, nonce'],
    [
      [
        ['prompt', 'login'],
        ['max_age', '0'],
      ],
      'prompt=login max_age=0, code, PKCE S256, state, nonce',
    ],
  ])('begins with what the run itself asks for: %j', (overrides, detail) => {
    const run = runOf([{ ...started, overrides } as typeof started, ...goodEvents.slice(1)]);
    expect(detailOf(run, 'authorization-request')).toBe(detail);
  });

  test.each([
    ['https://a.example/cb?error=x&state=y', 'error, state'],
    ['https://a.example/cb', 'no parameters'],
    ['https://a.example/cb#code=1', 'code'],
  ])('names the parameters of %s', (url, detail) => {
    const run = runUpTo('authorization-requested', { type: 'authorization-responded', at: 9, url });
    expect(detailOf(run, 'authorization-response')).toBe(detail);
  });

  test('says that there was no ID token', () => {
    expect(detailOf(runUpTo('tokens-accepted', { type: 'finished', at: 9 }), 'verification')).toBe(
      'no ID token to verify',
    );
  });

  test('tells of a refresh', () => {
    const run = runOf([
      { ...started, refreshes: { runId: 'run-0', scopes: [] } } as typeof started,
      { type: 'server-known', at: 2, server },
      { type: 'exchanged', at: 3, exchange: exchangeOf(tokenBody) },
      { type: 'tokens-accepted', at: 4 },
      { type: 'finished', at: 5 },
    ]);
    expect(stepsOf(run).map(({ name, progress, detail }) => [name, progress, detail])).toEqual([
      ['Discovery', 'done', 'endpoints as typed'],
      ['Token request', 'done', 'client_secret_basic · auth.example.com · 200 · 40 ms'],
      ['Verification', 'done', 'no ID token to verify'],
    ]);
  });

  test('tells of a client without a user that failed', () => {
    const run = runOf([
      {
        ...started,
        client: { ...sampleClient, grantType: 'client_credentials' },
      } as typeof started,
      { type: 'server-known', at: 2, server },
      { type: 'failed', at: 3, failure },
    ]);
    expect(stepsOf(run).map(({ name, progress, detail }) => [name, progress, detail])).toEqual([
      ['Discovery', 'done', 'endpoints as typed'],
      ['Token request', 'failed', ''],
    ]);
  });

  test('never throws for an answer that is no URL', () => {
    const run = runUpTo('authorization-requested', {
      type: 'authorization-responded',
      at: 9,
      url: 'no url',
    });
    expect(() => stepsOf(run)).not.toThrow();
  });
});

describe('exchangesOf', () => {
  test('gives each exchange to the step of its purpose', () => {
    const run = runUpTo(
      'tokens-accepted',
      { type: 'exchanged', at: 9, exchange: exchangeOf({}, { purpose: 'jwks' }) },
      { type: 'exchanged', at: 9, exchange: exchangeOf({}, { purpose: 'authorization-page' }) },
    );
    const purposesAt = (step: Parameters<typeof exchangesOf>[1]) =>
      exchangesOf(run, step).map(({ purpose }) => purpose);
    expect(purposesAt('discovery')).toEqual(['discovery']);
    expect(purposesAt('sign-in')).toEqual(['authorization-page']);
    expect(purposesAt('token-request')).toEqual(['token']);
    expect(purposesAt('verification')).toEqual(['jwks']);
    expect(purposesAt('authorization-request')).toEqual([]);
  });
});

describe('durationInWords', () => {
  test.each([
    [0, '0 ms'],
    [12.4, '12 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [61_049, '61.0 s'],
  ])('%d: %s', (milliseconds, words) => {
    expect(durationInWords(milliseconds)).toBe(words);
  });
});
