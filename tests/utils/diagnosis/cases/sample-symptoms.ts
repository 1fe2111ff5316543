import { symptomsOfUse } from '../../../../utils/diagnosis/gather-symptoms';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import type { Client } from '../../../../utils/clients/client';
import type { Exchange, NameValue } from '../../../../utils/oauth/exchange';
import type { RunEvent } from '../../../../utils/oauth/run-event';
import { resultOf } from '../../../../utils/oauth/run-result';
import type { TokenUse, TokenUseKind } from '../../../../utils/oauth/token-use';
import { sampleClient } from '../../clients/sample-client';
import { exchangeOf, goodEvents, runOf, started } from '../../oauth/sample-run';
import { failed, ofRun } from './symptoms';

/** An answer of a server, and what it answered to. */
export type Answered = {
  readonly status?: number;
  readonly headers?: readonly NameValue[];
  /** An object is sent as JSON, a text as a page. */
  readonly body?: unknown;
  /** Of the request. */
  readonly form?: readonly NameValue[];
  readonly url?: string;
  readonly requestHeaders?: readonly NameValue[];
};

export type Setting = {
  readonly client?: Partial<Client>;
  /** Parameters of the authorization request, in place of the usual ones. */
  readonly request?: Readonly<Record<string, string>>;
};

const REQUEST = {
  response_type: 'code',
  client_id: 'booking-widget',
  redirect_uri: 'https://app.example.com/callback',
  scope: 'openid profile',
  state: 'the-state',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
};

export const CODE_FORM: readonly NameValue[] = [
  ['grant_type', 'authorization_code'],
  ['code', 'the-code'],
  ['redirect_uri', 'https://app.example.com/callback'],
  ['code_verifier', 'the-verifier'],
];

export const REFRESH_FORM: readonly NameValue[] = [
  ['grant_type', 'refresh_token'],
  ['refresh_token', 'an-opaque-refresh-token'],
];

/** A run whose sign-in page answered like that. */
export function pageOf(answered: Answered, setting: Setting = {}): Symptoms {
  const url = requestUrl(setting);
  const exchange = exchangeWith('authorization-page', { url, ...answered });
  return ofRun(
    runOf([
      ...eventsUpTo('authorization-requested', setting),
      { type: 'exchanged', at: 6000, exchange },
      failed({ code: 'page_not_loaded', cause: 'the page could not be loaded' }),
    ]),
  );
}

/** A run whose authorization endpoint answered with these parameters. */
export function callbackOf(
  parameters: Readonly<Record<string, string>>,
  setting: Setting = {},
): Symptoms {
  const answer = new URLSearchParams({ state: 'the-state', ...parameters });
  return ofRun(
    runOf([
      ...eventsUpTo('authorization-requested', setting),
      {
        type: 'authorization-responded',
        at: 7500,
        url: `https://app.example.com/callback?${answer}`,
      },
      failed({ code: 'authorization_error', cause: parameters['error'] ?? '' }),
    ]),
  );
}

/** A run whose token endpoint answered like that. */
export function tokenAnswerOf(answered: Answered, setting: Setting = {}): Symptoms {
  const exchange = exchangeWith('token', { form: CODE_FORM, ...answered });
  return ofRun(
    runOf([
      ...eventsUpTo('authorization-accepted', setting),
      { type: 'exchanged', at: 9000, exchange },
      failed({ code: 'token_error', cause: 'the token endpoint refused the request' }),
    ]),
  );
}

/** A use of a token of a run that is done, with its answer. */
export function useOf(
  kind: TokenUseKind,
  answered: Answered | Exchange['outcome'],
  {
    outcome = {
      ok: false,
      failure: { code: 'token_use_failed', cause: 'it was refused', remedy: 'Look.' },
    },
    token = 'access_token',
    events = [],
    before,
    tokenBody,
    at = 21_000,
    ...setting
  }: Setting & {
    readonly outcome?: TokenUse['outcome'];
    readonly token?: TokenUse['token'];
    /** What came between the end of the run and the use. */
    readonly events?: readonly RunEvent[];
    /** The run itself, where it is not the usual one. */
    readonly before?: readonly RunEvent[];
    readonly tokenBody?: object;
    readonly at?: number;
  } = {},
): Symptoms {
  const made = 'kind' in answered ? exchangeWith(kind, {}, answered) : exchangeWith(kind, answered);
  const exchange: Exchange = { ...made, startedAt: at - 500 };
  const use: TokenUse = { kind, token, startedAt: at - 1000, at, outcome };
  const run = runOf([
    ...(before ?? eventsUpTo('finished', setting)).map((event) =>
      event.type === 'exchanged' && event.exchange.purpose === 'token' && tokenBody !== undefined
        ? { ...event, exchange: exchangeOf(tokenBody) }
        : event,
    ),
    ...events,
    { type: 'token-use-started', at: at - 1000, use: { kind, token, startedAt: at - 1000 } },
    { type: 'exchanged', at: at - 400, exchange },
    { type: 'token-used', at, use },
  ]);
  return symptomsOfUse(run, resultOf(run), use, at);
}

function eventsUpTo(type: RunEvent['type'], setting: Setting): readonly RunEvent[] {
  const last = goodEvents.findIndex((event) => event.type === type);
  return goodEvents.slice(0, last + 1).map((event) => {
    if (event.type === 'started' && started.type === 'started') {
      return { ...started, client: { ...sampleClient, ...setting.client } };
    }
    return event.type === 'authorization-requested'
      ? { ...event, url: requestUrl(setting) }
      : event;
  });
}

function requestUrl({ request = {}, client }: Setting): string {
  const endpoint = client?.endpoints?.authorization ?? 'https://auth.example.com/authorize';
  const parameters = Object.entries({ ...REQUEST, ...request }).filter(([, value]) => value !== '');
  return `${endpoint}?${new URLSearchParams(parameters)}`;
}

const URLS = {
  discovery: 'https://auth.example.com/.well-known/openid-configuration',
  'authorization-page': 'https://auth.example.com/authorize',
  token: 'https://auth.example.com/token',
  jwks: 'https://keys.example.com/jwks',
  introspection: 'https://auth.example.com/introspect',
  revocation: 'https://auth.example.com/revoke',
  'user-info': 'https://auth.example.com/me',
  resource: 'https://api.example.com/rooms',
} as const satisfies Readonly<Record<Exchange['purpose'], string>>;

function exchangeWith(
  purpose: Exchange['purpose'],
  { status = 400, headers = [], body = '', form, url, requestHeaders = [] }: Answered,
  outcome?: Exchange['outcome'],
): Exchange {
  const isPage = typeof body === 'string';
  return exchangeOf('', {
    purpose,
    request: {
      method: purpose === 'authorization-page' || purpose === 'user-info' ? 'GET' : 'POST',
      url: url ?? URLS[purpose],
      headers: requestHeaders,
      ...(form === undefined ? {} : { form }),
    },
    outcome: outcome ?? {
      kind: 'response',
      status,
      headers: [['content-type', isPage ? 'text/html' : 'application/json'], ...headers],
      body: isPage ? body : JSON.stringify(body),
      end: 'whole',
    },
  });
}
