import type { Side } from '../../../utils/comparison/comparison';
import { findAll } from '../../../utils/findings/find-all';
import { evidenceOfRun } from '../../../utils/findings/gather-evidence';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { resultOf } from '../../../utils/oauth/run-result';
import { sampleClient } from '../clients/sample-client';
import { exchangeOf, goodEvents, runOf, tokenBody } from '../oauth/sample-run';
import { jwtOf } from '../share/telling-run';

/** A run as one side of a comparison. */
export function sideOf(run: Run): Side {
  const result = resultOf(run);
  return { run, result, findings: findAll(evidenceOfRun(run, result, run.updatedAt)) };
}

/** What a run of these tests says; the rest is that of the good run. */
export type Script = {
  readonly id?: string;
  readonly client?: Partial<Run['client']>;
  readonly request?: Readonly<Record<string, string>>;
  readonly code?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly tokens?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** When everything happens later, in milliseconds. */
  readonly later?: number;
  /** How long the token endpoint took, in milliseconds. */
  readonly took?: number;
  /** What ends the run after the token request, instead of its success. */
  readonly end?: RunEvent;
};

/** A run that follows a script. */
export function scripted(script: Script = {}): Side {
  const { id = 'run-1', client = {}, request = {}, code = 'the-code-of-one', later = 0 } = script;
  const parameters = new URLSearchParams({
    client_id: 'booking-widget',
    scope: 'openid profile',
    state: `state-of-${id}`,
    nonce: `nonce-of-${id}`,
    code_challenge: `challenge-of-${id}`,
    code_challenge_method: 'S256',
    ...request,
  });
  const accessToken = jwtOf(
    { iss: 'https://auth.example.com', sub: 'ada', iat: 5, exp: 3605, jti: id, ...script.claims },
    `signature of ${id}`,
  );
  const events = goodEvents.map((event): RunEvent => {
    const at = event.at + later;
    switch (event.type) {
      case 'started':
        return { ...event, at, runId: id, client: { ...sampleClient, ...client } };
      case 'authorization-requested':
        return {
          ...event,
          at,
          url: `https://auth.example.com/authorize?${parameters}`,
          state: parameters.get('state') ?? '',
          codeVerifier: `the-verifier-of-${id}`,
        };
      case 'authorization-responded': {
        const answer = new URLSearchParams({ code, state: parameters.get('state') ?? '' });
        return { ...event, at, url: `https://app.example.com/callback?${answer}` };
      }
      case 'exchanged':
        return event.exchange.purpose === 'token'
          ? {
              ...event,
              at,
              exchange: exchangeOf(
                { ...tokenBody, access_token: accessToken, ...script.tokens },
                {
                  startedAt: 5000 + later,
                  durationMs: script.took ?? 40,
                  request: {
                    method: 'POST',
                    url: 'https://auth.example.com/token',
                    headers: [
                      ['authorization', 'Basic base64(booking-widget:<client_secret>)'],
                      ['accept', 'application/json'],
                    ],
                    form: Object.entries({
                      grant_type: 'authorization_code',
                      code,
                      redirect_uri: 'https://app.example.com/callback',
                      ...script.form,
                    }),
                  },
                },
              ),
            }
          : { ...event, at };
      default:
        return { ...event, at };
    }
  });
  if (script.end === undefined) return sideOf(runOf(events));
  const last = events.findLastIndex(({ type }) => type === 'exchanged');
  return sideOf(runOf([...events.slice(0, last + 1), script.end]));
}
