import { evidenceOfPasted } from '../findings/gather-evidence';
import type { Exchange, ExchangePurpose } from '../oauth/exchange';
import type { Recognised } from '../tokens/recognised';
import { callbackError, whatWasSaid } from './gather-symptoms';
import type { NamedError, SymptomPlace, Symptoms } from './symptoms';

type Parameters = NonNullable<Recognised['parameters']>;
type Failed = NonNullable<Recognised['failed']>;

/**
 * What was pasted shows of an error: one set of symptoms for each place that it may come from, the likeliest first.
 * Nothing where there is no error in it.
 * @param now milliseconds since the epoch
 */
export function symptomsOfPasted(recognised: Recognised, now: number): readonly Symptoms[] {
  const evidence = evidenceOfPasted(recognised, now);
  const { failed, errorText, parameters, what } = recognised;
  if (failed !== undefined) return [ofFailed(failed, evidence, now)];
  if (errorText !== undefined) {
    return TEXT_PLACES.map((place) => ({ place, said: errorText, evidence }));
  }
  if (recognised.introspection !== undefined) {
    return [{ place: 'introspection', said: '', evidence }];
  }
  const error = callbackError(evidence) ?? namedIn(parameters ?? []);
  if (parameters === undefined || error === undefined) return [];
  const said = parameters.map(([name, value]) => `"${name}": "${value}"`).join('\n');
  return placesOf(what, error).map((place) => ({ place, error, said, evidence }));
}

/** A page does not say which endpoint it is of; messages of the token endpoint are copied without the rest, too. */
const TEXT_PLACES: readonly SymptomPlace[] = ['sign-in', 'authorization response', 'token request'];

/** Errors that APIs name, and only they. */
const OF_AN_API = new Set([
  'invalid_token',
  'insufficient_scope',
  'insufficient_user_authentication',
]);

/** Errors that only token endpoints name (RFC 6749 §5.2). */
const OF_A_TOKEN_ENDPOINT = new Set(['invalid_grant', 'unsupported_grant_type']);

function placesOf(what: string, { code }: NamedError): readonly SymptomPlace[] {
  if (what.startsWith('Callback URL')) return ['authorization response'];
  if (what.includes('WWW-Authenticate header') || OF_AN_API.has(code)) return ['resource'];
  if (OF_A_TOKEN_ENDPOINT.has(code)) return ['token request'];
  // Some servers answer a callback as a form, or show its error as JSON.
  return ['token request', 'authorization response'];
}

function namedIn(parameters: Parameters): NamedError | undefined {
  const valueOf = (wanted: string) =>
    parameters.find(([name, value]) => name.toLowerCase() === wanted && value !== '')?.[1];
  const code = valueOf('error');
  if (code === undefined) return undefined;
  const description = valueOf('error_description') ?? valueOf('message');
  const uri = valueOf('error_uri');
  const scope = valueOf('scope');
  return {
    code,
    ...(description === undefined ? {} : { description }),
    ...(uri === undefined ? {} : { uri }),
    ...(scope === undefined ? {} : { scope }),
  };
}

function ofFailed(failed: Failed, evidence: Symptoms['evidence'], now: number): Symptoms {
  const { request = NO_REQUEST, response } = failed;
  const place = placeOf(failed);
  const exchange: Exchange = {
    purpose: PURPOSES[place],
    request,
    startedAt: now,
    durationMs: 0,
    outcome: { kind: 'response', ...response, end: 'whole' },
  };
  const url = URL.parse(request.url);
  return {
    place,
    evidence:
      place === 'sign-in' && url !== null
        ? {
            ...evidence,
            request: { endpoint: url.origin + url.pathname, parameters: [...url.searchParams] },
          }
        : evidence,
    ...whatWasSaid(exchange),
  };
}

const NO_REQUEST = { method: '', url: '', headers: [] } as const;

type FailedPlace =
  | 'discovery'
  | 'sign-in'
  | 'token request'
  | 'introspection'
  | 'revocation'
  | 'user-info'
  | 'resource';

const PURPOSES = {
  discovery: 'discovery',
  'sign-in': 'authorization-page',
  'token request': 'token',
  introspection: 'introspection',
  revocation: 'revocation',
  'user-info': 'user-info',
  resource: 'resource',
} as const satisfies Readonly<Record<FailedPlace, ExchangePurpose>>;

/** Which endpoint a request went to, by what was sent, then by its address, then by the answer. */
function placeOf({ request, response }: Failed): FailedPlace {
  const url = URL.parse(request?.url ?? '');
  const path = url?.pathname ?? '';
  if (request?.form?.some(([name]) => name === 'grant_type') === true) return 'token request';
  if (/introspect/i.test(path)) return 'introspection';
  if (/revo(?:ke|cation)/i.test(path)) return 'revocation';
  if (/userinfo/i.test(path)) return 'user-info';
  if (path.includes('/.well-known/')) return 'discovery';
  if (url?.searchParams.has('client_id') === true) return 'sign-in';
  const isBearer = request?.headers.some(
    ([name, value]) => name.toLowerCase() === 'authorization' && /^(?:bearer|dpop)\s/i.test(value),
  );
  const asksForToken = response.headers.some(
    ([name, value]) =>
      name.toLowerCase() === 'www-authenticate' && /^\s*(?:bearer|dpop)\b/i.test(value),
  );
  if (isBearer === true || asksForToken) return 'resource';
  return /^\s*</.test(response.body.slice(0, 200)) ? 'sign-in' : 'token request';
}
