import type { Client, TokenEndpointAuthMethod } from '../../clients/client';
import { type Exchange, headerOf, type RecordedResponse } from '../../oauth/exchange';
import type { Run } from '../../oauth/run';
import type { CauseRule, Suspicion } from '../diagnosis';
import { withoutDefinitions } from '../definitions';
import { listIn } from '../look';
import type { NamedError, Symptoms } from '../symptoms';
import { quoted } from '../words';

/** A token request that brought no tokens. */
export type TokenScene = {
  readonly symptoms: Symptoms;
  readonly run: Run;
  readonly client: Client;
  readonly exchange: Exchange;
  readonly response: RecordedResponse | undefined;
  readonly error: NamedError | undefined;
  /** The code of the error; empty where none was named. */
  readonly code: string;
  /** All that the server said, to search in, without the definitions of its errors. */
  readonly said: string;
  readonly sent: ReadonlyMap<string, string>;
  /** How the client proved itself in this request. */
  readonly authentication: TokenEndpointAuthMethod;
  /** Ways of client authentication that the discovery document lists; nothing where it does not say. */
  readonly announced: readonly string[] | undefined;
};

/** A rule about token requests that brought no tokens. */
export type TokenRule = Omit<CauseRule, 'part' | 'find'> & {
  readonly find: (scene: TokenScene) => Suspicion | undefined;
};

/** Such a rule as one of all. */
export function atTokenRequest({ find, ...rule }: TokenRule): CauseRule {
  return {
    ...rule,
    part: 'token request',
    find: (symptoms) => {
      const scene = sceneOf(symptoms);
      return scene === undefined ? undefined : find(scene);
    },
  };
}

function sceneOf(symptoms: Symptoms): TokenScene | undefined {
  const { place, run, client, exchange, response, error, said } = symptoms;
  if (place !== 'token request' || run === undefined || client === undefined) return undefined;
  if (exchange === undefined) return undefined;
  const sent = new Map(exchange.request.form);
  const isBasic = /^basic /i.test(headerOf(exchange.request, 'authorization') ?? '');
  return {
    symptoms,
    run,
    client,
    exchange,
    response,
    error,
    code: error?.code ?? '',
    said: withoutDefinitions(said),
    sent,
    authentication: isBasic
      ? 'client_secret_basic'
      : sent.has('client_secret')
        ? 'client_secret_post'
        : 'none',
    announced: announcedMethods(symptoms),
  };
}

function announcedMethods({ metadata }: Symptoms): readonly string[] | undefined {
  const names = listIn(metadata, 'token_endpoint_auth_methods_supported') ?? [];
  return names.length === 0 ? undefined : names;
}

/** Errors by which servers refuse the client itself, besides those of one provider. */
const CLIENT_ERRORS = new Set(['invalid_client', 'invalid_client_credentials']);

/** Errors about something else than the client, whatever the status. */
const OTHER_ERRORS = new Set([
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'invalid_target',
  'unsupported_grant_type',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'invalid_authorization_details',
]);

/** Whether the server did not take the client for the one that it says it is (RFC 6749 §5.2). */
export function isClientRefused({ code, response, said }: TokenScene): boolean {
  if (CLIENT_ERRORS.has(code)) return true;
  if (
    /\bclient authentication (?:failed|is required)|invalid client (?:or|credential|secret)/i.test(
      said,
    )
  ) {
    return true;
  }
  return response?.status === 401 && !OTHER_ERRORS.has(code);
}

/** The words of the server as a reason, without what was handed in; nothing where it used none. */
export function whatItSays({ error, sent }: TokenScene): readonly string[] {
  const description = error?.description;
  if (description === undefined) return [];
  const secrets = ['code', 'refresh_token', 'code_verifier'].flatMap(
    (name) => sent.get(name) ?? [],
  );
  const text = secrets.reduce(
    (rest, secret) => (secret.length < 4 ? rest : rest.replaceAll(secret, '…')),
    description,
  );
  return [`The server says ${quoted(text)}.`];
}

/** The scheme in which the server wants clients to authenticate, in lower case (RFC 9110 §11.6.1). */
export function challengeOf({ response }: TokenScene): string | undefined {
  const header = response === undefined ? undefined : headerOf(response, 'www-authenticate');
  return header?.trim().split(/[\s,]/)[0]?.toLowerCase();
}
