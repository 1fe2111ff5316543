import { rfc } from '../../findings/specifications';
import type { CauseRule } from '../diagnosis';
import { action, setting } from '../look';
import { listed, quoted, spanInWords } from '../words';
import {
  addressOf,
  askedSchemes,
  claimsOfUsed,
  endOfUsed,
  isTokenRefused,
  isTokenSent,
  textsOf,
  wasRevoked,
} from './use-facts';

const BEARER = rfc(6750, '3.1');

/** Why a server does not take the access token that it was sent. */
export const tokenCauses: readonly CauseRule[] = [
  {
    id: 'use-token-revoked-here',
    part: 'use',
    cause: 'The access token was revoked here before it was used.',
    remedy: 'Run again for a fresh one.',
    places: [action('run-again')],
    specification: rfc(7009, '2.2'),
    find: (symptoms) =>
      isTokenRefused(symptoms) && wasRevoked(symptoms) ? { certainty: 'seen' } : undefined,
  },
  {
    id: 'use-token-expired',
    part: 'use',
    cause: 'The access token had expired when it was used.',
    remedy: 'Refresh it, or run again for a fresh one.',
    places: [action('refresh'), action('run-again')],
    specification: BEARER,
    find: (symptoms) => {
      const end = endOfUsed(symptoms);
      const { use } = symptoms;
      if (!isTokenRefused(symptoms) || use === undefined || end === undefined || end > use.at) {
        return undefined;
      }
      return {
        certainty: 'seen',
        cause: `The access token had expired ${spanInWords(use.at - end)} before it was used.`,
      };
    },
  },
  {
    id: 'use-dpop-wanted',
    part: 'use',
    cause: 'The server wants a proof of possession (DPoP) with the access token.',
    remedy:
      'DPoP is not offered here. Use a client that is not registered for tokens bound to a key (dpop_bound_access_tokens), or an API that takes bearer tokens.',
    places: [setting('client-id')],
    specification: rfc(9449, '7.1'),
    find: (symptoms) => {
      if (!isTokenSent(symptoms)) return undefined;
      const { error } = symptoms;
      const schemes = askedSchemes(symptoms);
      const isDpopAlone = schemes.includes('dpop') && !schemes.includes('bearer');
      if (error?.code === 'use_dpop_nonce' || error?.code === 'invalid_dpop_proof' || isDpopAlone) {
        return { certainty: 'said' };
      }
      return isTokenRefused(symptoms) && isBoundBy('jkt', symptoms)
        ? {
            certainty: 'seen',
            reasons: ['The token is bound to a key: it holds “cnf” with “jkt”.'],
          }
        : undefined;
    },
  },
  {
    id: 'use-certificate-wanted',
    part: 'use',
    cause: 'The access token is bound to a TLS client certificate, which the call did not bring.',
    remedy:
      'Certificates of the client are chosen by the browser, not here. Use a client whose tokens are not bound to one.',
    places: [setting('client-id')],
    specification: rfc(8705, '3'),
    find: (symptoms) =>
      isTokenRefused(symptoms) && isBoundBy('x5t#S256', symptoms)
        ? {
            certainty: 'seen',
            reasons: ['The token is bound to a certificate: it holds “cnf” with “x5t#S256”.'],
          }
        : undefined,
  },
  {
    id: 'use-other-scheme',
    part: 'use',
    cause: 'The API asks for another kind of authentication than a bearer token.',
    remedy: 'Look whether this address is meant to be called with a token of this server.',
    places: [],
    specification: rfc(6750, '3'),
    find: (symptoms) => {
      const [scheme] = askedSchemes(symptoms);
      if (!isTokenRefused(symptoms) || scheme === undefined) return undefined;
      return ['bearer', 'dpop'].includes(scheme) || symptoms.error !== undefined
        ? undefined
        : {
            certainty: 'said',
            cause:
              `${addressOf(symptoms)} asks for the authentication ${quoted(scheme)} instead of a bearer token.`.replace(
                /^the/,
                'The',
              ),
          };
    },
  },
  {
    id: 'use-wrong-audience',
    part: 'use',
    cause: 'The access token is meant for another API than the one that was called.',
    remedy:
      'Ask for a token of this API: with its scopes, or with the parameter resource or audience, as the provider documents.',
    places: [setting('parameters'), setting('scopes')],
    specification: rfc(9068, '4'),
    find: (symptoms) => {
      const claims = claimsOfUsed(symptoms);
      const host = URL.parse(symptoms.exchange?.request.url ?? '')?.hostname;
      if (!isTokenRefused(symptoms) || claims === undefined || host === undefined) return undefined;
      const audience = textsOf(claims, 'aud');
      if (symptoms.place !== 'resource' || audience.length === 0) return undefined;
      const others = audience.map((one) => URL.parse(one)?.hostname).filter(Boolean);
      // An audience that is no address says nothing of where it is.
      if (others.length < audience.length || others.includes(host)) return undefined;
      return {
        certainty: 'likely',
        cause: `The access token is meant for ${listed(audience)} (aud), and was sent to ${quoted(host)}.`,
      };
    },
  },
  {
    id: 'use-jwt-wanted',
    part: 'use',
    cause: 'The API reads access tokens as JWTs, and this one is opaque.',
    remedy:
      'Some servers give a JWT only for a named API: add the parameter audience or resource to the client, as the provider documents.',
    places: [setting('parameters')],
    specification: rfc(9068, '4'),
    find: (symptoms) =>
      isTokenRefused(symptoms) &&
      symptoms.result?.accessToken?.kind === 'opaque' &&
      /\bjwt\b|malformed|not enough segments|unable to (?:decode|parse)|invalid token format|\bjws\b/i.test(
        symptoms.said,
      )
        ? { certainty: 'likely' }
        : undefined,
  },
  {
    id: 'use-stronger-sign-in',
    part: 'use',
    cause: 'The API wants the user to be authenticated more strongly, or more recently.',
    remedy:
      'Add the acr_values and max_age that the header WWW-Authenticate names to the client, and run again.',
    places: [setting('parameters'), action('run-again')],
    specification: rfc(9470, '3'),
    find: ({ error }) =>
      error?.code === 'insufficient_user_authentication' ? { certainty: 'said' } : undefined,
  },
  {
    id: 'use-request-malformed',
    part: 'use',
    cause: 'The server cannot use the call as it is.',
    remedy:
      'Look for a parameter that is missing, unknown or repeated, and whether the token was sent in two ways at once.',
    places: [],
    specification: BEARER,
    find: (symptoms) =>
      isTokenSent(symptoms) && symptoms.error?.code === 'invalid_request'
        ? {
            certainty: 'said',
            ...(symptoms.error.description === undefined
              ? {}
              : {
                  cause: `The server cannot use the call: ${quoted(symptoms.error.description)}.`,
                }),
          }
        : undefined,
  },
  {
    id: 'use-token-invalid',
    part: 'use',
    cause: 'The server does not accept the access token.',
    remedy:
      'It is expired, revoked, broken, or of another server or environment. Run again for a fresh one; if that is refused too, compare issuer and audience of the token with this API.',
    places: [action('run-again'), setting('environment')],
    specification: BEARER,
    find: (symptoms) => {
      if (!isTokenRefused(symptoms)) return undefined;
      const { error } = symptoms;
      if (error?.code !== 'invalid_token') return { certainty: 'possible' };
      return {
        certainty: 'said',
        ...(error.description === undefined
          ? {}
          : { cause: `The server calls the access token invalid: ${quoted(error.description)}.` }),
      };
    },
  },
];

/** Whether the token can only be used with proof of a key (RFC 7800 §3.1). */
function isBoundBy(member: string, symptoms: Parameters<typeof claimsOfUsed>[0]): boolean {
  const cnf = claimsOfUsed(symptoms)?.['cnf'];
  return typeof cnf === 'object' && cnf !== null && Object.hasOwn(cnf, member);
}
