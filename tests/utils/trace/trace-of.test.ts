import { describe, expect, test } from 'vitest';
import type { Redirect } from '../../../utils/clients/redirect';
import type { Exchange, ExchangePurpose } from '../../../utils/oauth/exchange';
import type { FailureCode } from '../../../utils/oauth/failure';
import { type Run, runFromEvents } from '../../../utils/oauth/run';
import type { CallbackNotes, RunEvent } from '../../../utils/oauth/run-event';
import { messagesOf, sinceStart, type TraceEntry } from '../../../utils/trace/trace';
import { traceOf } from '../../../utils/trace/trace-of';
import { sampleClient } from '../clients/sample-client';
import {
  answerUrl,
  authorization,
  exchangeOf,
  goodEvents,
  runOf,
  runUpTo,
  server,
  started,
  tokenBody,
} from '../oauth/sample-run';

const failed = (code: FailureCode = 'token_error'): RunEvent => ({
  type: 'failed',
  at: 12_000,
  failure: { code, cause: 'the cause', remedy: 'The remedy.' },
});

/** What a trace tells, a line for each arrow and each note. */
function linesOf(run: Run): readonly string[] {
  return traceOf(run).entries.flatMap(lineOf);
}

function lineOf(entry: TraceEntry): readonly string[] {
  return entry.kind === 'note'
    ? [`(${entry.text}${entry.tone === 'plain' ? '' : `: ${entry.tone}`})`]
    : entry.arrows.map(({ from, to, label, outcome }) =>
        [
          `${from} → ${to}: ${label}`,
          ...(outcome === undefined ? [] : [`${outcome.kind}, ${outcome.words}`]),
        ].join(' | '),
      );
}

function withStatus(exchange: Exchange, status: number): Exchange {
  return exchange.outcome.kind === 'response'
    ? { ...exchange, outcome: { ...exchange.outcome, status } }
    : exchange;
}

/** The good events with another start. */
function startedAs(
  changes: Partial<Extract<RunEvent, { type: 'started' }>>,
  notes: CallbackNotes = {},
): readonly RunEvent[] {
  return goodEvents.map((event): RunEvent => {
    if (event.type === 'started') return { ...event, ...changes };
    return event.type === 'authorization-responded' ? { ...event, ...notes } : event;
  });
}

const DISCOVERY = [
  'extension → server: Discovery request',
  'server → extension: Discovery response | ok, 200 OK',
];
const REQUEST = [
  'extension → browser: Opens the sign-in window',
  'browser → server: Authorization request',
];
const RESPONSE = [
  '(Sign-in and consent, 2.5 s)',
  'server → browser: Authorization response | ok, code, state, iss',
  'browser → extension: Callback, handed over | ok, code, state, iss',
];
const TOKEN_REQUEST = 'extension → server: Token request';
const TOKENS = [TOKEN_REQUEST, 'server → extension: Token response | ok, 200 OK'];

describe('traceOf', () => {
  test('tells of a sign-in from its beginning to its end', () => {
    const trace = traceOf(runOf(goodEvents));
    expect(linesOf(runOf(goodEvents))).toEqual([
      ...DISCOVERY,
      ...REQUEST,
      ...RESPONSE,
      '(State and issuer fit: good)',
      ...TOKENS,
      '(Verifies the ID token: genuine: good)',
      '(Done: good)',
    ]);
    expect(trace.parties).toEqual([
      { participant: 'browser', name: 'Browser', hosts: [] },
      { participant: 'extension', name: 'Extension', hosts: [] },
      { participant: 'server', name: 'Authorization server', hosts: ['auth.example.com'] },
    ]);
    expect(messagesOf(trace).map(({ id, step, durationMs }) => [id, step, durationMs])).toEqual([
      ['exchange-0', 'discovery', 40],
      ['authorization-request', 'authorization-request', undefined],
      ['authorization-response', 'authorization-response', undefined],
      ['exchange-1', 'token-request', 40],
    ]);
  });

  test('names every host of the server at its one lifeline', () => {
    const keys = exchangeOf(
      { keys: [] },
      {
        purpose: 'jwks',
        request: { method: 'GET', url: 'https://keys.example.com/jwks', headers: [] },
      },
    );
    const run = runUpTo('tokens-accepted', { type: 'exchanged', at: 10_500, exchange: keys });
    expect(traceOf(run).parties.at(-1)?.hosts).toEqual(['auth.example.com', 'keys.example.com']);
    expect(linesOf(run).slice(-2)).toEqual([
      'extension → server: Key set request',
      'server → extension: Key set response | ok, 200 OK',
    ]);
  });

  test.each<[redirect: Redirect, notes: CallbackNotes, ways: readonly string[], hasApp: boolean]>([
    [
      { mode: 'capture', uri: 'https://app.example.com/callback' },
      {},
      [
        'server → browser: Authorization response',
        'browser → extension: Callback, captured',
        '(Gets nothing of it)',
      ],
      true,
    ],
    [
      { mode: 'capture', uri: 'https://app.example.com/callback' },
      { isForm: true },
      [
        'server → browser: Authorization response, as a form',
        'browser → extension: Callback, captured',
        '(Gets nothing of it)',
      ],
      true,
    ],
    [
      { mode: 'capture', uri: 'https://app.example.com/callback' },
      { isSeenByApp: true },
      [
        'server → browser: Authorization response',
        'browser → app: Callback',
        'browser → extension: Callback, read afterwards',
      ],
      true,
    ],
    [
      { mode: 'capture', uri: 'https://app.example.com/callback' },
      { isPasted: true },
      [
        'server → browser: Authorization response',
        'browser → app: Callback',
        'browser → extension: Callback, pasted by the user',
      ],
      true,
    ],
    [
      { mode: 'capture', uri: 'https://abc.chromiumapp.org/x', isOwn: true },
      {},
      ['server → browser: Authorization response', 'browser → extension: Callback, captured'],
      false,
    ],
    [
      { mode: 'manual', uri: 'com.example.app:/callback' },
      { isPasted: true },
      [
        'server → browser: Authorization response',
        'browser → app: Callback',
        'browser → extension: Callback, pasted by the user',
      ],
      true,
    ],
  ])('tells how the callback came: %o %o', (redirect, notes, ways, hasApp) => {
    const run = runOf(startedAs({ redirect }, notes));
    const lines = linesOf(run).map((line) => line.split(' | ')[0]);
    const first = lines.indexOf(ways[0]);
    expect(lines.slice(first, first + ways.length)).toEqual(ways);
    expect(traceOf(run).parties.some(({ participant }) => participant === 'app')).toBe(hasApp);
    const openings = { capture: 'Opens the sign-in tab', manual: 'Shows the address' } as const;
    expect(lines).toContain(
      `extension → browser: ${openings[redirect.mode === 'manual' ? 'manual' : 'capture']}`,
    );
    const response = messagesOf(traceOf(run)).find(({ id }) => id === 'authorization-response');
    const content = response?.content.kind === 'address' ? response.content : undefined;
    expect(content?.method).toBe(notes.isForm ? 'POST' : 'GET');
    expect(content?.remarks).toHaveLength(Object.keys(notes).length);
  });

  test('of client credentials has neither a browser nor a sign-in', () => {
    const run = runOf([
      { ...started, client: { ...sampleClient, grantType: 'client_credentials' } } as RunEvent,
      { type: 'server-known', at: 2000, server },
      { type: 'exchanged', at: 3000, exchange: exchangeOf(tokenBody) },
      { type: 'tokens-accepted', at: 4000 },
      { type: 'finished', at: 5000 },
    ]);
    expect(linesOf(run)).toEqual([
      '(Takes the endpoints as they were typed)',
      ...TOKENS,
      '(Done: good)',
    ]);
    expect(traceOf(run).parties.map(({ participant }) => participant)).toEqual([
      'extension',
      'server',
    ]);
  });

  test('of a refresh has no browser, and verifies', () => {
    const run = runOf(
      startedAs({ refreshes: { runId: 'run-0', scopes: [] } }).filter(
        ({ type }) => !type.startsWith('authorization'),
      ),
    );
    expect(linesOf(run)).toEqual([
      ...DISCOVERY,
      ...TOKENS,
      '(Verifies the ID token: genuine: good)',
      '(Done: good)',
    ]);
  });

  test.each<[name: string, run: Run, end: readonly string[]]>([
    ['nothing happened yet', runOf([started]), []],
    [
      'permission is missing',
      runOf([started, failed('permission_missing')]),
      ['(Failed: the cause: bad)'],
    ],
    ['discovery is under way', runOf([started, { type: 'discovering', at: 2000 }]), []],
    [
      'the discovery document is refused',
      runOf([...goodEvents.slice(0, 3), failed('discovery_failed')]),
      [
        'extension → server: Discovery request',
        'server → extension: Discovery response | error, 200 OK',
        '(Failed: the cause: bad)',
      ],
    ],
    [
      'the sign-in waits',
      runUpTo('authorization-requested'),
      [...REQUEST, '(Sign-in and consent: waiting for the user)'],
    ],
    [
      'the user closed the window',
      runUpTo('authorization-requested', { type: 'cancelled', at: 6000, by: 'window' }),
      [...REQUEST, '(Cancelled)'],
    ],
    [
      'the worker died while it waited',
      runUpTo('authorization-requested', { type: 'interrupted', at: 6000 }),
      [...REQUEST, '(Interrupted at step Sign-in and consent: caution)'],
    ],
    [
      'the answer is refused',
      runUpTo('authorization-responded', failed('state_mismatch')),
      [
        'server → browser: Authorization response | error, code, state, iss',
        'browser → extension: Callback, handed over | error, code, state, iss',
        '(Does not accept the answer: bad)',
        '(Failed: the cause: bad)',
      ],
    ],
    [
      'the token endpoint was asked, and the worker died',
      runUpTo('authorization-accepted', { type: 'interrupted', at: 8500 }),
      ['(State and issuer fit: good)', '(Interrupted at step Token request: caution)'],
    ],
    [
      'the token endpoint answers with an error',
      runUpTo(
        'authorization-accepted',
        { type: 'exchanged', at: 9000, exchange: withStatus(exchangeOf({ error: 'x' }), 400) },
        failed(),
      ),
      [
        TOKEN_REQUEST,
        'server → extension: Token response | error, 400 Bad Request',
        '(Failed: the cause: bad)',
      ],
    ],
    [
      'the token endpoint answers with an error and HTTP 200',
      runUpTo(
        'authorization-accepted',
        { type: 'exchanged', at: 9000, exchange: exchangeOf({ error: 'x' }) },
        failed(),
      ),
      [
        TOKEN_REQUEST,
        'server → extension: Token response | error, 200 OK',
        '(Failed: the cause: bad)',
      ],
    ],
    [
      'the token endpoint does not answer',
      runUpTo(
        'authorization-accepted',
        {
          type: 'exchanged',
          at: 9000,
          exchange: exchangeOf('', { outcome: { kind: 'error', message: 'did not answer' } }),
        },
        failed('server_unreachable'),
      ),
      [`${TOKEN_REQUEST} | no-answer, No answer`, '(Failed: the cause: bad)'],
    ],
    [
      'the token endpoint answers with a redirect',
      runUpTo(
        'authorization-accepted',
        {
          type: 'exchanged',
          at: 9000,
          exchange: exchangeOf('', { outcome: { kind: 'redirect' } }),
        },
        failed('server_unreachable'),
      ),
      [
        TOKEN_REQUEST,
        'server → extension: Token response | redirect, Redirect',
        '(Failed: the cause: bad)',
      ],
    ],
    [
      'the ID token is refused',
      runOf([
        ...goodEvents.slice(0, -2),
        { type: 'id-token-judged', at: 11_000, verdict: { outcome: 'refused', checks: [] } },
        failed('id_token_refused'),
      ]),
      [...TOKENS, '(Verifies the ID token: refused: bad)', '(Failed: the cause: bad)'],
    ],
  ])('ends where the run did: %s', (_name, run, end) => {
    const lines = linesOf(run);
    expect(lines.slice(lines.length - end.length)).toEqual(end);
    if (end.length === 0) expect(lines).toEqual([]);
  });

  test('tells that the page was asked for once more where the browser hid it', () => {
    const page = exchangeOf('<h1>No</h1>', {
      purpose: 'authorization-page',
      request: { method: 'GET', url: authorization.url, headers: [] },
    });
    const run = runUpTo(
      'authorization-requested',
      { type: 'exchanged', at: 6000, exchange: withStatus(page, 400) },
      failed('page_not_loaded'),
    );
    expect(linesOf(run).slice(2)).toEqual([
      'extension → browser: Opens the sign-in window',
      'browser → server: Authorization request | error, Not answered',
      '(Cannot load the page, and hides why: caution)',
      'extension → server: Second request for the sign-in page',
      'server → extension: Sign-in page | error, 400 Bad Request',
      '(Failed: the cause: bad)',
    ]);
  });

  test('an error of the authorization endpoint is in the answer', () => {
    const url = answerUrl.replace('code=the-code', 'error=access_denied');
    const run = runUpTo(
      'authorization-requested',
      { type: 'authorization-responded', at: 7000, url },
      failed('authorization_error'),
    );
    expect(linesOf(run)).toContain(
      'server → browser: Authorization response | error, access_denied',
    );
  });

  test('what stands in the place of an error code is not repeated', () => {
    const url = answerUrl.replace('code=the-code', 'error=Some%20Text');
    const run = runUpTo('authorization-requested', {
      type: 'authorization-responded',
      at: 7000,
      url,
    });
    expect(linesOf(run).join()).not.toContain('Some');
    expect(linesOf(run)).toContain('server → browser: Authorization response | error, error');
  });

  test('what is done with the tokens follows on the end, each use with what came of it', () => {
    const used = (kind: 'introspection' | 'resource', at: number): readonly RunEvent[] => [
      { type: 'token-use-started', at, use: { kind, token: 'access_token', startedAt: at } },
      {
        type: 'exchanged',
        at: at + 50,
        exchange: exchangeOf(
          { active: true },
          {
            purpose: kind,
            startedAt: at + 10,
            request: { method: 'GET', url: `https://${kind}.example.com/x`, headers: [] },
          },
        ),
      },
      {
        type: 'token-used',
        at: at + 60,
        use: {
          kind,
          token: 'access_token',
          startedAt: at,
          at: at + 60,
          outcome: { ok: true, claims: { active: true }, checks: [] },
        },
      },
    ];
    const events: readonly RunEvent[] = [
      ...goodEvents,
      ...used('introspection', 20_000),
      ...used('resource', 30_000),
      {
        type: 'token-use-started',
        at: 40_000,
        use: { kind: 'revocation', token: 'refresh_token', startedAt: 40_000 },
      },
    ];
    const run = runOf(events);
    const lines = linesOf(run);
    expect(lines.slice(lines.indexOf('(Done: good)') + 1)).toEqual([
      'extension → server: Introspection request',
      'server → extension: Introspection response | ok, 200 OK',
      '(Introspection of the access token: Active: good)',
      'extension → api: API request',
      'api → extension: API response | ok, 200 OK',
      '(API call with the access token: HTTP 200: good)',
      '(Revocation of the refresh token: under way)',
    ]);
    expect(traceOf(run).parties.at(-1)).toEqual({
      participant: 'api',
      name: 'API',
      hosts: ['resource.example.com'],
    });
    expect(
      new Set(
        messagesOf(traceOf(run))
          .slice(4)
          .map(({ step }) => step),
      ),
    ).toEqual(new Set(['after-end']));
  });

  test('shows each exchange once, whatever it was for and wherever the run broke off', () => {
    const purposes: readonly ExchangePurpose[] = [
      'discovery',
      'authorization-page',
      'token',
      'jwks',
      'introspection',
      'revocation',
      'user-info',
      'resource',
    ];
    const events = goodEvents.flatMap((event, index): readonly RunEvent[] => [
      event,
      {
        type: 'exchanged',
        at: event.at,
        exchange: exchangeOf({}, { purpose: purposes[index % purposes.length] ?? 'token' }),
      },
    ]);
    for (let length = 1; length <= events.length; length += 1) {
      const run = runFromEvents(events.slice(0, length));
      if (run === undefined) continue;
      const messages = messagesOf(traceOf(run));
      const shown = messages.flatMap(({ content }) =>
        content.kind === 'exchange' ? [content.exchange] : [],
      );
      expect(new Set(shown)).toEqual(new Set(run.exchanges));
      expect(shown).toHaveLength(run.exchanges.length);
      expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    }
  });
});

test.each([
  [0, '+0.00 s'],
  [1240, '+1.24 s'],
  [99_990, '+99.99 s'],
  [125_000, '+2 min 5 s'],
  [3_660_000, '+1 h 1 min'],
  [-5, '+0.00 s'],
])('sinceStart: %d ms is %s', (milliseconds, words) => {
  expect(sinceStart(milliseconds)).toBe(words);
});
