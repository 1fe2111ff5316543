import { rfc } from '../../findings/specifications';
import { memberOf } from '../../tokens/members';
import type { CauseRule } from '../diagnosis';
import { action, setting } from '../look';
import type { Symptoms } from '../symptoms';
import { quoted, spanInWords } from '../words';
import { claimsOfUsed, endOfUsed, textsOf, wasRevoked } from './use-facts';

const INTROSPECTION = rfc(7662, '2.2');

/** Whether the server says that a token is not active, which is an answer and no error. */
function isInactive({ place, use, evidence }: Symptoms): boolean {
  if (place !== 'introspection') return false;
  if (use === undefined) {
    return evidence.introspections.some(({ claims }) => memberOf(claims, 'active') === false);
  }
  return (
    use.outcome.ok &&
    use.outcome.claims !== undefined &&
    memberOf(use.outcome.claims, 'active') === false
  );
}

/** Why a token that is introspected is not active: the server gives one answer for all of them (RFC 7662 §2.2). */
export const inactiveCauses: readonly CauseRule[] = [
  {
    id: 'inactive-revoked-here',
    part: 'use',
    cause: 'The token is not active, since it was revoked here before.',
    remedy: 'That is as it should be. Run again for a fresh one.',
    places: [action('run-again')],
    specification: rfc(7009, '2.2'),
    find: (symptoms) =>
      isInactive(symptoms) && wasRevoked(symptoms) ? { certainty: 'seen' } : undefined,
  },
  {
    id: 'inactive-expired',
    part: 'use',
    cause: 'The token is not active, since it has expired.',
    remedy: 'Refresh it, or run again for a fresh one.',
    places: [action('refresh'), action('run-again')],
    specification: INTROSPECTION,
    find: (symptoms) => {
      const end = endOfUsed(symptoms);
      const { use } = symptoms;
      return isInactive(symptoms) && use !== undefined && end !== undefined && end <= use.at
        ? {
            certainty: 'seen',
            cause: `The token is not active: it expired ${spanInWords(use.at - end)} before it was introspected.`,
          }
        : undefined;
    },
  },
  {
    id: 'inactive-other-issuer',
    part: 'use',
    cause: 'The token was issued by another server than the one that was asked.',
    remedy:
      'Ask the server that issued it; look whether the client’s endpoints are of one environment.',
    places: [setting('further-endpoints'), setting('environment')],
    specification: INTROSPECTION,
    find: (symptoms) => {
      const claims = claimsOfUsed(symptoms);
      const asked = URL.parse(symptoms.exchange?.request.url ?? '')?.hostname;
      const [issuer] = claims === undefined ? [] : textsOf(claims, 'iss');
      const host = issuer === undefined ? undefined : URL.parse(issuer)?.hostname;
      if (!isInactive(symptoms) || issuer === undefined || asked === undefined) return undefined;
      return host === undefined || host === asked || isRelated(host, asked)
        ? undefined
        : {
            certainty: 'likely',
            cause: `The token names the issuer ${quoted(issuer)}, and ${quoted(asked)} was asked about it.`,
          };
    },
  },
  {
    id: 'inactive-refresh-token',
    part: 'use',
    cause: 'The server may introspect access tokens only, and this is a refresh token.',
    remedy:
      'Introspect the access token. A refresh token that was replaced by a refresh is not active either.',
    places: [],
    specification: rfc(7662, '2.1'),
    find: (symptoms) =>
      isInactive(symptoms) && symptoms.use?.token === 'refresh_token' && !wasRevoked(symptoms)
        ? { certainty: 'likely' }
        : undefined,
  },
  {
    id: 'inactive',
    part: 'use',
    cause:
      'The token was revoked or replaced elsewhere, belongs to another client or environment, or this client may not ask about it.',
    remedy:
      'The server gives the same answer to each. Introspect with the client that got the token, in its environment, then run again for a fresh token and compare.',
    places: [setting('environment'), action('run-again')],
    specification: INTROSPECTION,
    find: (symptoms) =>
      isInactive(symptoms) && !wasRevoked(symptoms) ? { certainty: 'possible' } : undefined,
  },
];

/** Issuer and endpoint may be on neighbouring hosts of one domain. */
function isRelated(one: string, other: string): boolean {
  const domain = (host: string) => host.split('.').slice(-2).join('.');
  return domain(one) === domain(other);
}
