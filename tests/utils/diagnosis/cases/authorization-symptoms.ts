import type { Client } from '../../../../utils/clients/client';
import type { Redirect } from '../../../../utils/clients/redirect';
import type { Exchange } from '../../../../utils/oauth/exchange';
import { fail, type Failure } from '../../../../utils/oauth/failure';
import type { RunEvent } from '../../../../utils/oauth/run-event';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import { sampleClient } from '../../clients/sample-client';
import { authorization, exchangeOf, redirectUri, runOf, server } from '../../oauth/sample-run';
import { failed, ofRun } from './symptoms';

type Given = {
  readonly client?: Partial<Client>;
  readonly redirect?: Redirect;
  readonly server?: Partial<typeof server> & {
    readonly authorization_response_iss_parameter_supported?: boolean;
  };
  /** Added to the discovery document, or in the place of what it has. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Added to the authorization request, or in the place of what it has; nothing takes a parameter away. */
  readonly request?: Readonly<Record<string, string | undefined>>;
  /** Further parameters, which may repeat. */
  readonly further?: readonly (readonly [string, string])[];
  /** Until the answer or the end, in milliseconds. */
  readonly after?: number;
};

const own: Redirect = { mode: 'extension', uri: redirectUri, isOwn: true };
export const captured: Redirect = { mode: 'capture', uri: 'https://app.example.com/callback' };

function address(given: Given): string {
  const redirect = given.redirect ?? own;
  const parameters = new URLSearchParams();
  const values = {
    response_type: 'code',
    client_id: given.client?.clientId ?? sampleClient.clientId,
    redirect_uri: redirect.uri,
    scope: 'openid profile',
    state: authorization.state,
    nonce: authorization.nonce,
    code_challenge: 'the-challenge',
    code_challenge_method: 'S256',
    ...given.request,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) parameters.append(name, value);
  }
  for (const [name, value] of given.further ?? []) parameters.append(name, value);
  return `${given.server?.authorization_endpoint ?? server.authorization_endpoint}?${parameters}`;
}

function asked(given: Given): readonly RunEvent[] {
  const known = { ...server, ...given.server };
  return [
    {
      type: 'started',
      at: 1000,
      runId: 'run-1',
      client: { ...sampleClient, redirectUris: [], ...given.client },
      redirect: given.redirect ?? own,
    },
    { type: 'discovering', at: 2000 },
    {
      type: 'exchanged',
      at: 3000,
      exchange: exchangeOf(
        { ...known, ...given.metadata },
        {
          purpose: 'discovery',
          request: {
            method: 'GET',
            url: `${known.issuer}/.well-known/openid-configuration`,
            headers: [],
          },
        },
      ),
    },
    { type: 'server-known', at: 4000, server: known },
    { type: 'authorization-requested', at: 5000, ...authorization, url: address(given) },
  ];
}

/** A run whose authorization endpoint answered with this error in the callback. */
export function refused(error: Readonly<Record<string, string>>, given: Given = {}): Symptoms {
  const answer = new URLSearchParams({ state: authorization.state, ...error });
  const at = 5000 + (given.after ?? 4000);
  return ofRun(
    runOf([
      ...asked(given),
      {
        type: 'authorization-responded',
        at,
        url: `${(given.redirect ?? own).uri}?${answer}`,
      },
      failed(fail('authorization_error', error['error'] ?? '', 'Compare.').failure, at + 1),
    ]),
  );
}

/** A run whose callback was refused with this failure. */
export function misanswered(code: Failure['code'], callback: string, given: Given = {}): Symptoms {
  return ofRun(
    runOf([
      ...asked(given),
      { type: 'authorization-responded', at: 9000, url: callback },
      failed({ code, cause: 'the answer was refused' }, 9001),
    ]),
  );
}

function pageExchange(outcome: Partial<Exchange>, given: Given): RunEvent {
  return {
    type: 'exchanged',
    at: 9000,
    exchange: exchangeOf('', {
      purpose: 'authorization-page',
      request: { method: 'GET', url: address(given), headers: [] },
      startedAt: 8000,
      ...outcome,
    }),
  };
}

function answerOf(status: number, body: string, headers: Readonly<Record<string, string>>) {
  return {
    outcome: {
      kind: 'response' as const,
      status,
      headers: Object.entries({ 'content-type': 'text/html', ...headers }),
      body,
      end: 'whole' as const,
    },
  };
}

/** A run whose sign-in page could not be loaded; asked again, the server sent this. */
export function page(
  status: number,
  body: string,
  given: Given & { readonly headers?: Readonly<Record<string, string>> } = {},
): Symptoms {
  return ofRun(
    runOf([
      ...asked(given),
      pageExchange(answerOf(status, body, given.headers ?? {}), given),
      failed({ code: 'page_not_loaded' }, 9500),
    ]),
  );
}

/** The same where no response came. */
export function noPage(outcome: Exchange['outcome'] | undefined, given: Given = {}): Symptoms {
  return ofRun(
    runOf([
      ...asked(given),
      ...(outcome === undefined ? [] : [pageExchange({ outcome }, given)]),
      failed({ code: 'page_not_loaded' }, 9500),
    ]),
  );
}

/** A run that failed at its sign-in. */
export function unanswered(failure: Partial<Failure>, given: Given = {}): Symptoms {
  return ofRun(runOf([...asked(given), failed(failure)]));
}

/** A run whose window was closed; what the server sent when it was asked afterwards, if it was. */
export function closedWindow(
  given: Given & { readonly status?: number; readonly body?: string } = {},
): Symptoms {
  return ofRun(
    runOf([
      ...asked(given),
      { type: 'cancelled', at: 5000 + (given.after ?? 6000), by: 'window' },
      ...(given.body === undefined
        ? []
        : [pageExchange(answerOf(given.status ?? 200, given.body, {}), given)]),
    ]),
  );
}

/** A run that ended so after its request. */
export function ended(event: RunEvent, given: Given = {}): Symptoms {
  return ofRun(runOf([...asked(given), event]));
}
