import { headerValues, type RecordedResponse } from '../../oauth/exchange';
import { tooLargeInWords } from '../../oauth/response-words';
import { rfc } from '../../findings/specifications';
import type { CauseRule } from '../diagnosis';
import { action, isPage, setting } from '../look';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';
import { addressOf } from './use-facts';

const ENDPOINT_PLACES = [setting('further-endpoints')];

function isUse({ place }: Symptoms): boolean {
  return ['introspection', 'revocation', 'user-info', 'resource'].includes(place);
}

/** The place to click for an endpoint of the server; the address of a call was typed on the page itself. */
function placesOf({ place }: Symptoms) {
  return place === 'resource' ? [] : ENDPOINT_PLACES;
}

type StatusRow = {
  readonly id: string;
  readonly statuses: readonly number[];
  /** Stands behind the address. */
  readonly says: string;
  readonly remedy: string;
  readonly section: string;
};

/** What a status alone says of the address or of the request. */
const STATUSES: readonly StatusRow[] = [
  {
    id: 'use-nothing-there',
    statuses: [404, 410],
    says: 'is not there',
    remedy:
      'Compare the address with the discovery document or the provider’s documents, letter by letter.',
    section: '15.5.5',
  },
  {
    id: 'use-method-refused',
    statuses: [405, 501],
    says: 'does not take this method',
    remedy: 'Compare address and method with the provider’s documents.',
    section: '15.5.6',
  },
  {
    id: 'use-format-not-offered',
    statuses: [406],
    says: 'does not answer in the format that the header Accept asks for',
    remedy: 'Set the header Accept of the call to what the API offers.',
    section: '15.5.7',
  },
  {
    id: 'use-content-type',
    statuses: [415],
    says: 'does not take the type of the body',
    remedy: 'Set the type of the body, or the header Content-Type, to what the API documents.',
    section: '15.5.16',
  },
  {
    id: 'use-server-failed',
    statuses: [500, 502, 504],
    says: 'failed on the side of the server',
    remedy: 'Try again later; the log of the server says more.',
    section: '15.6',
  },
];

function ofStatus({ id, statuses, says, remedy, section }: StatusRow): CauseRule {
  return {
    id,
    part: 'use',
    cause: `The address ${says}.`,
    remedy,
    places: [],
    specification: rfc(9110, section),
    find: (symptoms) => {
      const status = symptoms.response?.status;
      if (!isUse(symptoms) || status === undefined || !statuses.includes(status)) return undefined;
      // An error that the server names says more.
      if (symptoms.error !== undefined) return undefined;
      const [allow] = headerValues(symptoms.response ?? { headers: [] }, 'allow');
      return {
        certainty: 'seen',
        cause: `${addressOf(symptoms)} ${says} (HTTP ${status}).`,
        ...(allow === undefined ? {} : { reasons: [`It allows ${quoted(allow, 80)}.`] }),
        places: placesOf(symptoms),
      };
    },
  };
}

/** How an answer is not whole; nothing where it is. */
function notWholeInWords(response: RecordedResponse): string | undefined {
  const { end, status } = response;
  if (end === 'too large') return `sent an answer that is too large: ${tooLargeInWords(response)}`;
  if (end === 'timed out') return `answered HTTP ${status}, and its answer did not end in time`;
  return end === 'broken off'
    ? `answered HTTP ${status}, and the body broke off or cannot be decoded`
    : undefined;
}

/** Why an address does not do what it was asked to, whatever the token. */
export const endpointCauses: readonly CauseRule[] = [
  {
    id: 'use-too-often',
    part: 'use',
    cause: 'The server was asked too often, or is not available now.',
    remedy: 'Try again later.',
    places: [],
    specification: rfc(6585, '4'),
    find: (symptoms) => {
      const { response } = symptoms;
      if (!isUse(symptoms) || response === undefined) return undefined;
      if (response.status !== 429 && response.status !== 503) return undefined;
      const [after] = headerValues(response, 'retry-after');
      return {
        certainty: 'seen',
        cause:
          response.status === 429
            ? `${addressOf(symptoms)} was asked too often (HTTP 429).`
            : `${addressOf(symptoms)} is not available now (HTTP 503).`,
        remedy:
          after === undefined
            ? 'Try again later.'
            : `Try again later: the server says Retry-After ${quoted(after, 60)}${/^\d+$/.test(after) ? ' (seconds)' : ''}.`,
      };
    },
  },
  {
    id: 'use-redirected',
    part: 'use',
    cause: 'The address answers with a redirect, and a token is not sent on to where that leads.',
    remedy:
      'If you trust the address that it leads to, use that one. Look at http instead of https, www, and a slash at the end first.',
    places: [],
    specification: rfc(9110, '15.4'),
    find: (symptoms) => {
      const { exchange, response } = symptoms;
      const status = response?.status ?? 0;
      const isRedirect = exchange?.outcome.kind === 'redirect' || (status >= 300 && status < 400);
      if (!isUse(symptoms) || !isRedirect) return undefined;
      const [location] = response === undefined ? [] : headerValues(response, 'location');
      return {
        certainty: 'seen',
        cause: `${addressOf(symptoms)} answers with a redirect${location === undefined ? '' : ` to ${quoted(location)}`}, and a token is not sent on.`,
        places: placesOf(symptoms),
      };
    },
  },
  ...STATUSES.map(ofStatus),
  {
    id: 'use-page-instead',
    part: 'use',
    cause: 'A page answered instead of the endpoint.',
    remedy:
      'It is the address of something else, or a proxy or sign-in page stands before it. The title of the page says which.',
    places: ENDPOINT_PLACES,
    specification: rfc(7662, '2.2'),
    find: (symptoms) => {
      const { response, failure, place } = symptoms;
      const isEndpoint = place !== 'resource' && isUse(symptoms);
      if (!isEndpoint || failure === undefined || response === undefined) return undefined;
      if (!isPage(response) || response.body.trim() === '') return undefined;
      return {
        certainty: 'likely',
        cause: `${addressOf(symptoms)} answered with a page (HTTP ${response.status}) instead of JSON.`,
      };
    },
  },
  {
    id: 'use-answer-not-whole',
    part: 'use',
    cause: 'The answer is not whole.',
    remedy:
      'Try once more. If it stays so, look at the log of the server, and at what stands before it.',
    places: [],
    find: (symptoms) => {
      const { response, exchange, failure } = symptoms;
      if (!isUse(symptoms) || response === undefined || exchange === undefined) return undefined;
      const words = failure === undefined ? undefined : notWholeInWords(response);
      return words === undefined
        ? undefined
        : {
            certainty: 'seen',
            cause: `${addressOf(symptoms)} ${words}.`,
            ...(response.end === 'too large'
              ? { remedy: 'Compare the address with the documents: something else answers there.' }
              : {}),
            places: placesOf(symptoms),
          };
    },
  },
  {
    id: 'use-unreachable',
    part: 'use',
    cause: 'The server could not be reached.',
    remedy:
      'Check the address, whether the server runs, and whether this machine may reach it (VPN, proxy, certificate). What was sent may have arrived all the same.',
    places: [action('allow-access')],
    find: (symptoms) =>
      isUse(symptoms) && symptoms.exchange?.outcome.kind === 'error'
        ? {
            certainty: 'seen',
            cause: `${addressOf(symptoms)} gave no answer that can be read.`,
            reasons: [`The browser says ${quoted(symptoms.exchange.outcome.message)}.`],
            places: placesOf(symptoms),
          }
        : undefined,
  },
];
