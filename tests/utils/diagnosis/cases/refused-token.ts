import type { Client } from '../../../../utils/clients/client';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import type { Exchange } from '../../../../utils/oauth/exchange';
import type { Failure } from '../../../../utils/oauth/failure';
import type { SecretTrait } from '../../../../utils/oauth/redactor';
import type { RunEvent } from '../../../../utils/oauth/run-event';
import { sampleClient } from '../../clients/sample-client';
import { authorization, exchangeOf, redirectUri, runOf, server } from '../../oauth/sample-run';
import { failed, ofRun } from './symptoms';

/** What was sent to the token endpoint, and answered; the rest is as in a run that goes well. */
export type Refusal = {
  readonly client?: Partial<Client>;
  readonly grant?: 'authorization_code' | 'client_credentials' | 'refresh_token';
  readonly form?: Readonly<Record<string, string>>;
  readonly secretTraits?: readonly SecretTrait[];
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly outcome?: Exchange['outcome'];
  readonly url?: string;
  /** Parameters of the authorization request besides those of a good one. */
  readonly asked?: Readonly<Record<string, string | undefined>>;
  readonly notes?: Extract<RunEvent, { type: 'authorization-responded' }> extends infer Event
    ? Omit<Event, 'type' | 'at' | 'url'>
    : never;
  /** How long the callback waited, in milliseconds. */
  readonly waited?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly token?: NonNullable<Extract<RunEvent, { type: 'started' }>['refreshes']>['refreshToken'];
  readonly failure?: Partial<Failure>;
  readonly isOwnRedirect?: true;
};

const ASKED = {
  redirect_uri: redirectUri,
  code_challenge: 'the-challenge',
  code_challenge_method: 'S256',
};

/** The symptoms of a token request that brought no tokens. A public client with PKCE, unless said otherwise. */
export function refusedToken(refusal: Refusal): Symptoms {
  const { grant = 'authorization_code', metadata = {}, waited = 1000, notes = {} } = refusal;
  const client: Client = {
    ...sampleClient,
    tokenEndpointAuthMethod: 'none',
    clientId: 'bookingwidget',
    secrets: [],
    authorizationParameters: [],
    ...refusal.client,
    ...(grant === 'client_credentials' ? { grantType: grant } : {}),
  };
  const url = new URL(authorization.url);
  for (const [name, value] of Object.entries({ ...ASKED, ...refusal.asked })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const respondedAt = 10_000;
  const requestedAt = respondedAt + waited;
  const document = { ...server, ...metadata };
  const events: readonly RunEvent[] = [
    {
      type: 'started',
      at: 1000,
      runId: 'run-1',
      client,
      redirect: {
        mode: 'extension',
        uri: redirectUri,
        ...(refusal.isOwnRedirect === true ? { isOwn: true } : {}),
      },
      ...(grant === 'refresh_token'
        ? {
            refreshes: {
              runId: 'run-0',
              scopes: ['openid', 'profile'],
              ...(refusal.token === undefined ? {} : { refreshToken: refusal.token }),
            },
          }
        : {}),
    },
    { type: 'discovering', at: 2000 },
    {
      type: 'exchanged',
      at: 3000,
      exchange: exchangeOf(document, {
        purpose: 'discovery',
        startedAt: 2900,
        request: {
          method: 'GET',
          url: 'https://auth.example.com/.well-known/openid-configuration',
          headers: [],
        },
      }),
    },
    { type: 'server-known', at: 4000, server: document },
    ...(grant === 'authorization_code'
      ? ([
          { type: 'authorization-requested', at: 5000, ...authorization, url: url.href },
          {
            type: 'authorization-responded',
            at: respondedAt,
            url: `${redirectUri}?code=the-code&state=the-state`,
            ...notes,
          },
          { type: 'authorization-accepted', at: respondedAt + 1 },
        ] as const)
      : []),
    {
      type: 'exchanged',
      at: requestedAt + 40,
      exchange: exchangeOf('', {
        startedAt: requestedAt,
        request: requestOf(refusal, client, grant),
        outcome: refusal.outcome ?? answerOf(refusal),
      }),
    },
    failed({ code: 'token_error', cause: 'it failed', ...refusal.failure }, requestedAt + 50),
  ];
  return ofRun(runOf(events));
}

function requestOf(refusal: Refusal, client: Client, grant: string): Exchange['request'] {
  const isBasic = client.tokenEndpointAuthMethod === 'client_secret_basic';
  const form = refusal.form ?? {
    grant_type: grant,
    ...(grant === 'authorization_code'
      ? { code: 'the-code', redirect_uri: redirectUri, code_verifier: 'the-verifier' }
      : grant === 'refresh_token'
        ? { refresh_token: 'the-refresh-token' }
        : { scope: client.scopes.join(' ') }),
    ...(client.tokenEndpointAuthMethod === 'client_secret_post'
      ? { client_secret: '<client_secret>' }
      : {}),
  };
  return {
    method: 'POST',
    url: refusal.url ?? 'https://auth.example.com/token',
    headers: isBasic ? [['authorization', 'Basic base64(booking:<client_secret>)']] : [],
    form: Object.entries(form),
    ...(refusal.secretTraits === undefined ? {} : { secretTraits: refusal.secretTraits }),
  };
}

function answerOf({ status = 400, headers = {}, body = '' }: Refusal): Exchange['outcome'] {
  return {
    kind: 'response',
    status,
    headers: Object.entries({
      'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
      ...headers,
    }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    end: 'whole',
  };
}

/** An error of the token endpoint, with its description. */
export function errorOf(error: string, description?: string, more: Refusal = {}): Symptoms {
  return refusedToken({
    body: { error, ...(description === undefined ? {} : { error_description: description }) },
    ...more,
  });
}

/** A client that proves itself with a secret. */
export const basicClient = { tokenEndpointAuthMethod: 'client_secret_basic' } as const;
export const postClient = { tokenEndpointAuthMethod: 'client_secret_post' } as const;

/** A page that answered. */
export const page = (html: string, status = 200): Refusal => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: html,
});
