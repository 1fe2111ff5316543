import type { Client } from '../../../../utils/clients/client';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import { readTokenResponse } from '../../../../utils/oauth/token-response';
import type { Check } from '../../../../utils/tokens/check';
import { sampleClient } from '../../clients/sample-client';
import {
  authorization,
  exchangeOf,
  goodEvents,
  runOf,
  server,
  tokenBody,
} from '../../oauth/sample-run';
import { encode } from '../../tokens/vectors';
import { type CauseCase, done, failed, ofRun } from './symptoms';

const NOW = Date.UTC(2026, 10, 1, 12);
const inSeconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

type Refused = {
  readonly checks: readonly Check['name'][];
  readonly detail?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly keys?: readonly unknown[];
  /** What the Date header of the server says, in milliseconds from the clock of this machine. */
  readonly serverAhead?: number;
  readonly client?: Partial<Client>;
  readonly issuer?: string;
  readonly algorithms?: readonly string[];
  /** Whether its header lost its beginning. */
  readonly isDamaged?: true;
};

/** An ID token of which these checks failed. */
function refusedIdToken({
  checks,
  detail = 'It is wrong.',
  claims,
  header,
  keys,
  serverAhead,
  client,
  issuer,
  algorithms,
  isDamaged,
}: Refused): Symptoms {
  const whole = [
    encode(JSON.stringify({ alg: 'RS256', kid: 'key-1', ...header })),
    encode(
      JSON.stringify({
        iss: server.issuer,
        sub: 'ada',
        aud: sampleClient.clientId,
        iat: inSeconds(NOW),
        exp: inSeconds(NOW) + 600,
        nonce: authorization.nonce,
        ...claims,
      }),
    ),
    'AAAA',
  ].join('.');
  const idToken = isDamaged === true ? whole.slice(9) : whole;
  const headers = [
    ['content-type', 'application/json'],
    ...(serverAhead === undefined ? [] : [['date', new Date(NOW + serverAhead).toUTCString()]]),
  ] as const;
  const answered = exchangeOf('', {
    startedAt: NOW,
    outcome: {
      kind: 'response',
      status: 200,
      headers: headers.map(([name = '', value = '']) => [name, value]),
      body: JSON.stringify({ ...tokenBody, id_token: idToken }),
      end: 'whole',
    },
  });
  if (readTokenResponse(answered)?.idToken === undefined) throw new Error('There is no ID token.');
  const before = goodEvents.slice(
    0,
    goodEvents.findIndex(({ type }) => type === 'authorization-accepted') + 1,
  );
  return ofRun(
    runOf([
      ...before.map((event) =>
        event.type === 'started'
          ? { ...event, client: { ...event.client, ...client } }
          : event.type === 'server-known'
            ? {
                ...event,
                server: {
                  ...event.server,
                  issuer: issuer ?? server.issuer,
                  ...(algorithms === undefined
                    ? {}
                    : { id_token_signing_alg_values_supported: [...algorithms] }),
                },
              }
            : event,
      ),
      { type: 'exchanged', at: NOW + 50, exchange: answered },
      { type: 'tokens-accepted', at: NOW + 60 },
      ...(keys === undefined
        ? []
        : [
            {
              type: 'exchanged' as const,
              at: NOW + 70,
              exchange: exchangeOf({ keys }, { purpose: 'jwks', startedAt: NOW + 65 }),
            },
          ]),
      {
        type: 'id-token-judged',
        at: NOW + 80,
        verdict: {
          outcome: 'refused',
          checks: checks.map((name) => ({ name, outcome: 'failed', detail })),
        },
      },
      failed({ code: 'id_token_refused', cause: 'the ID token is refused' }, NOW + 90),
    ]),
  );
}

const MINUTE = 60_000;
const one = (check: Check['name'], more: Omit<Refused, 'checks'> = {}) =>
  refusedIdToken({ checks: [check], ...more });
const other = one('Type');
const published = [{ kid: 'key-1', kty: 'RSA' }];

/** ID tokens that are refused. */
export const verificationCases: Readonly<Record<string, CauseCase>> = {
  'id-token-of-one-tenant': {
    fault: [
      one('Issuer', { issuer: 'https://login.example.com/{tenantid}/v2.0' }),
      one('Issuer', { issuer: 'https://login.example.com/common/v2.0' }),
    ],
    sound: [done, other, one('Issuer', { issuer: 'https://other.example.com' })],
  },
  'id-token-of-other-issuer': {
    fault: [
      one('Issuer', { issuer: 'https://auth.example.com/' }),
      one('Issuer', { issuer: 'https://other.example.com' }),
    ],
    sound: [done, other, one('Audience')],
  },
  'id-token-for-other-client': {
    fault: [
      one('Audience', { claims: { aud: 'someone-else' } }),
      one('Audience', { claims: { aud: ['Booking-Widget', 'api'] } }),
      one('Audience', { claims: { aud: undefined } }),
    ],
    sound: [done, other, one('Issuer')],
  },
  'id-token-issued-to-other-client': {
    fault: [one('Authorized party', { claims: { azp: 'other' } })],
    sound: [done, other],
  },
  'nonce-dropped': {
    fault: [one('Nonce', { claims: { nonce: undefined } })],
    sound: [done, other, one('Nonce')],
  },
  'nonce-of-other-sign-in': {
    fault: [
      one('Nonce', { claims: { nonce: 'other' } }),
      one('Nonce', { claims: { nonce: 'THE-NONCE' } }),
      one('Nonce', { claims: { nonce: 5 } }),
    ],
    sound: [done, other, one('Nonce', { claims: { nonce: undefined } })],
  },
  'refresh-of-other-user': {
    fault: [one('Same subject'), one('Same issuer')],
    sound: [done, other],
  },
  'id-token-times-not-in-seconds': {
    fault: [
      one('Expiry', { claims: { exp: NOW + 600_000 } }),
      one('Issued at', { claims: { iat: 'now' } }),
    ],
    sound: [done, other, one('Expiry', { claims: { exp: inSeconds(NOW) - 60 } })],
  },
  'clock-differs': {
    fault: [
      one('Issued at', {
        claims: { iat: inSeconds(NOW + 10 * MINUTE), exp: inSeconds(NOW + 20 * MINUTE) },
        serverAhead: 10 * MINUTE,
      }),
      one('Expiry', {
        claims: { iat: inSeconds(NOW - 90 * MINUTE), exp: inSeconds(NOW - 80 * MINUTE) },
        serverAhead: -90 * MINUTE,
      }),
      one('Issued at', {
        claims: { iat: inSeconds(NOW + 10 * MINUTE), exp: inSeconds(NOW + 20 * MINUTE) },
      }),
    ],
    sound: [
      done,
      other,
      one('Issued at', { claims: { iat: inSeconds(NOW + 10 * MINUTE) }, serverAhead: 0 }),
      one('Nonce', { serverAhead: 10 * MINUTE }),
    ],
  },
  'id-token-times-differ-from-server': {
    fault: [
      one('Issued at', {
        claims: { iat: inSeconds(NOW + 10 * MINUTE), exp: inSeconds(NOW + 20 * MINUTE) },
        serverAhead: 0,
      }),
    ],
    sound: [done, other, one('Issued at', { claims: { iat: inSeconds(NOW + 10 * MINUTE) } })],
  },
  'id-token-expired-when-issued': {
    fault: [
      one('Expiry', {
        claims: { exp: inSeconds(NOW - 10 * MINUTE), iat: inSeconds(NOW - 20 * MINUTE) },
        serverAhead: 0,
      }),
      one('Expiry', { claims: { exp: inSeconds(NOW) - 60 } }),
    ],
    sound: [done, other, one('Issued at')],
  },
  'sign-in-older-than-max-age': {
    fault: [
      one('Authentication time', {
        client: { authorizationParameters: [['max_age', '60']] },
        claims: { auth_time: inSeconds(NOW) - 600 },
      }),
      one('Authentication time', { client: { authorizationParameters: [['max_age', '60']] } }),
    ],
    sound: [done, other],
  },
  'id-token-broken': {
    fault: [one('Signature', { isDamaged: true })],
    sound: [done, other, one('Signature')],
  },
  'id-token-claim-missing': {
    fault: [one('Subject', { claims: { sub: undefined } })],
    sound: [done, other, one('Subject'), one('Signature', { isDamaged: true })],
  },
  'id-token-unsigned': {
    fault: [
      refusedIdToken({ checks: ['Algorithm', 'Signature'], header: { alg: 'none' } }),
      one('Signature', { header: { alg: 'NONE' } }),
    ],
    sound: [done, other, one('Signature')],
  },
  'id-token-signed-with-other-secret': {
    fault: [one('Signature', { header: { alg: 'HS256' } })],
    sound: [done, other, one('Signature')],
  },
  'id-token-algorithm-not-announced': {
    fault: [one('Algorithm', { header: { alg: 'ES256' }, algorithms: ['RS256'] })],
    sound: [done, other, one('Algorithm')],
  },
  'signing-key-not-published': {
    fault: [one('Signature', { keys: [{ kid: 'key-0' }] }), one('Signature', { keys: [] })],
    sound: [done, other, one('Signature', { keys: published })],
  },
  'id-token-of-other-answer': {
    fault: [one('Access token hash'), one('Code hash')],
    sound: [done, other],
  },
  'signing-key-unusable': {
    fault: [
      one('Signature', {
        keys: published,
        detail:
          'The only key of the issuer cannot be used for RS256. The key "key-1" is malformed.',
      }),
    ],
    sound: [done, other, one('Signature', { keys: published })],
  },
  'signature-wrong': {
    fault: [
      one('Signature', { keys: published }),
      one('Signature', { header: { kid: undefined } }),
    ],
    sound: [
      done,
      other,
      one('Signature', { keys: [] }),
      one('Signature', { header: { alg: 'HS256' } }),
    ],
  },
  'id-token-check-failed': { fault: [other, one('Library verdict')], sound: [done] },
};
