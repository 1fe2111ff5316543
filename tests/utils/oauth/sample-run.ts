import type { Exchange } from '../../../utils/oauth/exchange';
import { type Run, runFromEvents } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import type { TokenVerification } from '../../../utils/tokens/verify/verification';
import { sampleClient } from '../clients/sample-client';

export const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/sample-slug';

export const server = {
  issuer: 'https://auth.example.com',
  authorization_endpoint: 'https://auth.example.com/authorize',
  token_endpoint: 'https://auth.example.com/token',
  jwks_uri: 'https://keys.example.com/jwks',
};

export const authorization = {
  url: 'https://auth.example.com/authorize?client_id=booking-widget&scope=openid%20profile',
  state: 'the-state',
  nonce: 'the-nonce',
  codeVerifier: 'the-verifier',
};

export const answerUrl = `${redirectUri}?code=the-code&state=the-state&iss=https%3A%2F%2Fauth.example.com`;

export const verdict: TokenVerification = {
  outcome: 'genuine',
  checks: [
    { name: 'Signature', outcome: 'passed', detail: 'It fits.' },
    { name: 'Nonce', outcome: 'unknown', detail: 'None was sent.' },
  ],
  key: { alg: 'RS256', kid: 'key-number-one' },
};

/** An exchange with a JSON answer. */
export function exchangeOf(body: unknown, changes: Partial<Exchange> = {}): Exchange {
  return {
    purpose: 'token',
    request: { method: 'POST', url: 'https://auth.example.com/token', headers: [] },
    startedAt: 5000,
    durationMs: 40,
    outcome: {
      kind: 'response',
      status: 200,
      headers: [['content-type', 'application/json']],
      body: typeof body === 'string' ? body : JSON.stringify(body),
      end: 'whole',
    },
    ...changes,
  };
}

export const tokenBody = {
  access_token: 'opaque-access-token',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'openid profile',
};

export const started: RunEvent = {
  type: 'started',
  at: 1000,
  runId: 'run-1',
  client: sampleClient,
  redirect: { mode: 'extension', uri: redirectUri },
};

/** The events of a run that goes well, each a second after the other. */
export const goodEvents: readonly RunEvent[] = [
  started,
  { type: 'discovering', at: 2000 },
  {
    type: 'exchanged',
    at: 3000,
    exchange: exchangeOf(server, {
      purpose: 'discovery',
      request: {
        method: 'GET',
        url: 'https://auth.example.com/.well-known/openid-configuration',
        headers: [],
      },
    }),
  },
  { type: 'server-known', at: 4000, server },
  { type: 'authorization-requested', at: 5000, ...authorization },
  { type: 'authorization-responded', at: 7500, url: answerUrl },
  { type: 'authorization-accepted', at: 8000 },
  { type: 'exchanged', at: 9000, exchange: exchangeOf(tokenBody) },
  { type: 'tokens-accepted', at: 10_000 },
  { type: 'id-token-judged', at: 11_000, verdict },
  { type: 'finished', at: 12_000 },
];

/** The run of these events. */
export function runOf(events: readonly RunEvent[]): Run {
  const run = runFromEvents(events);
  if (run === undefined) throw new Error('The events do not begin with a start.');
  return run;
}

/** The run of the good events up to one, and then others. */
export function runUpTo(type: RunEvent['type'], ...more: readonly RunEvent[]): Run {
  const last = goodEvents.findIndex((event) => event.type === type);
  return runOf([...goodEvents.slice(0, last + 1), ...more]);
}
