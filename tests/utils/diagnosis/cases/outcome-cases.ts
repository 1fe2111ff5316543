import type { Client } from '../../../../utils/clients/client';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import type { RunEvent } from '../../../../utils/oauth/run-event';
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
import { type CauseCase, done, ofRun } from './symptoms';
import { unsignedJwt } from './unsigned-jwt';

type Brought = {
  readonly body?: string | Readonly<Record<string, unknown>>;
  readonly client?: Partial<Client>;
  /** Parameters of the authorization request. */
  readonly asked?: Readonly<Record<string, string>>;
  readonly scopesSupported?: readonly string[];
  readonly isUnverified?: Check['name'];
  readonly verdict?: RunEvent | null;
  readonly objection?: string;
  readonly durationMs?: number;
  readonly jwks?: { readonly status: number; readonly body: string };
  readonly jwksUri?: null;
  readonly contentType?: string;
};

/** A run that is done, and brought this. */
function brought(what: Brought): Symptoms {
  const { asked = {}, body = {}, contentType = 'application/json' } = what;
  const text = typeof body === 'string' ? body : JSON.stringify({ ...tokenBody, ...body });
  const exchange = exchangeOf('', {
    durationMs: what.durationMs ?? 40,
    outcome: {
      kind: 'response',
      status: 200,
      headers: [['content-type', contentType]],
      body: text,
      end: 'whole',
    },
  });
  const url = new URL(authorization.url);
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  const events = goodEvents.flatMap((event): readonly RunEvent[] => {
    switch (event.type) {
      case 'started':
        return [{ ...event, client: { ...sampleClient, ...what.client } }];
      case 'server-known': {
        const { jwks_uri: jwks, ...rest } = event.server;
        const known = what.jwksUri === null || jwks === undefined ? rest : event.server;
        const scopes = what.scopesSupported;
        return [
          {
            ...event,
            server: {
              ...known,
              ...(scopes === undefined ? {} : { scopes_supported: [...scopes] }),
            },
          },
        ];
      }
      case 'authorization-requested':
        return [{ ...event, url: url.href }];
      case 'exchanged':
        return event.exchange.purpose === 'token' ? [{ ...event, exchange }] : [event];
      case 'tokens-accepted':
        return [
          { ...event, ...(what.objection === undefined ? {} : { objection: what.objection }) },
        ];
      case 'id-token-judged':
        return judged(what, event);
      default:
        return [event];
    }
  });
  return ofRun(runOf(events));
}

function judged({ isUnverified, verdict, jwks }: Brought, event: RunEvent): readonly RunEvent[] {
  if (verdict === null) return [];
  if (isUnverified === undefined || event.type !== 'id-token-judged') return [event];
  return [
    ...(jwks === undefined
      ? []
      : [
          {
            type: 'exchanged' as const,
            at: 10_500,
            exchange: exchangeOf(jwks.body, {
              purpose: 'jwks',
              request: { method: 'GET', url: server.jwks_uri, headers: [] },
              outcome: {
                kind: 'response',
                status: jwks.status,
                headers: [['content-type', 'text/html']],
                body: jwks.body,
                end: 'whole',
              },
            }),
          },
        ]),
    {
      ...event,
      verdict: {
        outcome: 'unverified',
        checks: [{ name: isUnverified, outcome: 'unknown', detail: 'Not checked.' }],
      },
    },
  ];
}

const offline = { scope: 'openid offline_access' };
const fewer = brought({ body: { scope: 'openid' } });
const google = { provider: 'google' } as const;

/** Runs that are done, and brought otherwise than was asked for. */
export const outcomeCases: Readonly<Record<string, CauseCase>> = {
  'scopes-separated-otherwise': {
    fault: [
      brought({ asked: { scope: 'read+write' }, body: { scope: 'basic' } }),
      brought({ asked: { scope: 'read;write' }, body: { scope: '' } }),
    ],
    sound: [done, brought({ asked: { scope: 'read' }, body: { scope: 'basic' } })],
    isNotFirst: true,
  },
  'offline-access-without-consent': {
    fault: [
      brought({ asked: { scope: 'openid offline_access' }, body: { scope: 'openid' } }),
      brought({
        asked: { scope: 'openid offline_access', prompt: 'consent' },
        body: { scope: 'openid' },
      }),
    ],
    sound: [done, fewer],
    isNotFirst: true,
  },
  'scopes-unknown-to-server': {
    fault: [
      brought({
        asked: { scope: 'openid profle' },
        body: { scope: 'openid' },
        scopesSupported: ['openid', 'profile'],
      }),
    ],
    sound: [done, brought({ body: { scope: 'openid' }, scopesSupported: ['openid', 'profile'] })],
    isNotFirst: true,
  },
  'scopes-reduced': {
    fault: [fewer, brought({ body: { scope: 'openid' }, scopesSupported: ['openid', 'profile'] })],
    sound: [
      done,
      brought({ body: { scope: undefined } }),
      brought({
        client: { provider: 'apaleo-store-app' },
        asked: { scope: 'openid reservations.read' },
        body: { scope: 'openid identity:permissions' },
      }),
      brought({ client: { provider: 'pipedrive' }, asked: { scope: '' }, body: { scope: 'base' } }),
    ],
  },
  'scopes-not-in-token': {
    fault: [
      brought({
        asked: { scope: 'openid rooms.read rooms.write' },
        body: { scope: undefined, access_token: unsignedJwt({ scope: 'rooms.read' }) },
      }),
    ],
    sound: [
      done,
      brought({
        asked: { scope: 'openid profile rooms.read' },
        body: { scope: undefined, access_token: unsignedJwt({ scope: 'rooms.read' }) },
      }),
      brought({
        asked: { scope: 'openid rooms.read' },
        body: { scope: undefined, access_token: unsignedJwt({ sub: 'ada' }) },
      }),
    ],
  },
  'id-token-not-sent': {
    fault: [
      brought({ verdict: null }),
      brought({ verdict: null, body: { id_token: { no: 'text' } } }),
    ],
    sound: [done, brought({ verdict: null, asked: { scope: 'read' }, body: { scope: 'read' } })],
  },
  'issuer-keys-not-read': {
    fault: [
      brought({ isUnverified: 'Signature', jwks: { status: 200, body: '<html>no</html>' } }),
      brought({ isUnverified: 'Signature', jwks: { status: 404, body: '' } }),
      brought({ isUnverified: 'Signature', jwksUri: null }),
    ],
    sound: [done, brought({ isUnverified: 'Issuer' })],
  },
  'id-token-not-verified': {
    fault: [brought({ isUnverified: 'Issuer' })],
    sound: [done, fewer],
  },
  'token-lifetime-absurd': {
    fault: [
      brought({ body: { expires_in: 0 } }),
      brought({ body: { expires_in: 1.9e9 } }),
      brought({ body: { expires_in: -5 } }),
    ],
    sound: [
      done,
      brought({ body: { expires_in: 86_400 * 365 } }),
      brought({ body: { expires_in: undefined } }),
    ],
  },
  'token-response-not-strict': {
    fault: [
      brought({ objection: 'token_type', body: { token_type: undefined } }),
      brought({
        objection: 'content-type',
        body: 'access_token=x&token_type=bearer&scope=openid%20profile',
        contentType: 'text/plain',
      }),
      brought({ objection: 'error', body: { error: 'warning' } }),
      brought({ objection: 'scope', body: { scope: ['openid', 'profile'] } }),
      brought({ objection: 'something else' }),
    ],
    sound: [done, brought({ body: { token_type: undefined } })],
  },
  'refresh-token-not-sent': {
    fault: [
      brought({ asked: offline, body: offline }),
      brought({ asked: { ...offline, prompt: 'consent' }, body: offline }),
      brought({ client: google, asked: { access_type: 'offline' } }),
    ],
    sound: [
      done,
      brought({ asked: offline, body: { ...offline, refresh_token: 'r' } }),
      brought({ client: google }),
      brought({ client: google, asked: { access_type: 'offline', prompt: 'consent' } }),
    ],
  },
  'server-slow': {
    fault: [brought({ durationMs: 12_000 })],
    sound: [done, brought({ durationMs: 2000 })],
  },
};
