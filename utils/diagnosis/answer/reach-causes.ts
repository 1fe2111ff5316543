import { rfc } from '../../findings/specifications';
import { type Exchange, headerOf, hostOf } from '../../oauth/exchange';
import { capitalised } from '../../tokens/capitalised';
import type { CauseRule } from '../diagnosis';
import type { Symptoms } from '../symptoms';
import {
  addressOf,
  hostOfAddress,
  isOnThisMachine,
  isRedirect,
  step,
  withoutParameters,
} from '../look';
import { quoted, spanInWords } from '../words';
import { isDownAnswer } from './page-causes';
import { type Answered, whereAnswered } from './answered';

const http = (section: string) => rfc(9110, section);

/** What a server is asked for. */
const WHAT = {
  'the discovery document': 'the discovery document',
  'the token endpoint': 'tokens',
} as const satisfies Record<Answered['asked'], string>;

/** The address that is asked. */
const WHERE = {
  'the discovery document': 'The address of the discovery document',
  'the token endpoint': 'The token endpoint',
} as const satisfies Record<Answered['asked'], string>;

const redirected: CauseRule = whereAnswered({
  id: 'request-redirected',
  cause:
    'The server sends the request elsewhere, and requests that carry a secret are not sent on.',
  remedy: 'Put the address to which it leads into the client.',
  specification: http('15.4'),
  find: ({ exchange, address, asked, response, places }) => {
    if (!isRedirect(exchange)) return undefined;
    const to = response === undefined ? undefined : headerOf(response, 'location');
    const isPlain = address.startsWith('http:') && !isOnThisMachine(address);
    const guesses = [
      ...(isPlain ? ['from http:// to https://'] : []),
      address.endsWith('/')
        ? 'to the address without the slash at the end'
        : 'to the same address with a slash at the end',
      'to a page to sign in at',
    ];
    return {
      certainty: 'seen',
      cause:
        to === undefined
          ? `${WHERE[asked]}, ${quoted(address)}, answered with a redirect, which is not followed.`
          : `${WHERE[asked]}, ${quoted(address)}, redirects to ${quoted(withoutParameters(to))}, which is not followed.`,
      reasons:
        to === undefined
          ? [`The browser hides where it leads; usually ${guesses.join(', or ')}.`]
          : [],
      places,
    };
  },
});

const timeout: CauseRule = whereAnswered({
  id: 'server-too-slow',
  cause: 'The server did not answer in time.',
  remedy:
    'Run again. If it stays so, look at the log of the server, or whether a firewall swallows the request.',
  find: ({ exchange, response, asked, address }) =>
    response?.end === 'timed out' || messageOf(exchange)?.includes('did not answer within') === true
      ? {
          certainty: 'seen',
          cause: `The server ${hostOfAddress(address)}, asked for ${WHAT[asked]}, sent no whole answer within ${spanInWords(exchange.durationMs)}.`,
          reasons: ['The server took the request and kept silent, or sent its answer too slowly.'],
        }
      : undefined,
});

const brokenOff: CauseRule = whereAnswered({
  id: 'answer-broken-off',
  cause: 'The answer began and broke off, or its compression cannot be undone.',
  remedy:
    'Run again. If it stays so, look at the log of the server, and at Content-Length and Content-Encoding of its answer.',
  find: ({ response, asked, address }) =>
    response?.end === 'broken off'
      ? {
          certainty: 'seen',
          cause: `The server ${hostOfAddress(address)}, asked for ${WHAT[asked]}, answered HTTP ${response.status}, and the body broke off or cannot be decoded.`,
        }
      : undefined,
});

const unfilled: CauseRule = whereAnswered({
  id: 'address-not-filled-in',
  cause: 'The address holds a placeholder that was not filled in.',
  remedy: 'Put your own value in place of what stands in braces.',
  find: ({ address }) => {
    const place = /\{[^{}]*\}|%7B[^{}]*?%7D|<[^<>]+>|%3C[^<>]+?%3E/i.exec(address)?.[0];
    return place === undefined
      ? undefined
      : {
          certainty: 'likely',
          cause: `The address ${quoted(address)} holds a placeholder that was not filled in.`,
        };
  },
});

const scheme: CauseRule = whereAnswered({
  id: 'scheme-of-address-wrong',
  cause: 'The address has the wrong scheme.',
  remedy: 'Change http:// and https:// in the address.',
  find: ({ exchange, address, asked, response }) => {
    const isTls = address.startsWith('https:');
    const saysSo =
      /plain http request was sent to https|client sent an http request to an https server|requires? (?:https|tls)|https (?:is )?required|must (?:use|be) https/i.test(
        response?.body.slice(0, 2000) ?? '',
      );
    if (!isTls && saysSo) {
      return {
        certainty: 'said',
        cause: `${capitalised(asked)} was asked with http:// at ${hostOfAddress(address)}, and the server there speaks https:// only.`,
        remedy: 'Write https:// in the address.',
      };
    }
    return isTls && isUnreachable(exchange) && isOnThisMachine(address)
      ? {
          certainty: 'possible',
          cause: `The server at ${hostOfAddress(address)} may speak http:// alone, as most servers on this machine do, and was asked with https://.`,
          remedy:
            'Write http:// in the address, or trust the certificate of the server in this browser.',
        }
      : undefined;
  },
});

const brokenConnection: CauseRule = whereAnswered({
  id: 'connection-broken-off',
  cause: 'The server broke the connection off without an answer.',
  remedy:
    'Run again. If it stays so, look at the log of the server: it may have stopped at this very request.',
  find: ({ exchange, address, asked, symptoms }) =>
    isUnreachable(exchange) && hasAnsweredBefore(exchange, symptoms)
      ? {
          certainty: 'likely',
          cause: `The server ${hostOfAddress(address)} answered before in this run, and could not be reached or broke the connection off when it was asked for ${WHAT[asked]}.`,
        }
      : undefined,
});

const unreachable: CauseRule = whereAnswered({
  id: 'server-unreachable',
  cause: 'The server cannot be reached.',
  remedy:
    'Look whether the address is right and the server runs, and open it in a tab: a certificate that the browser does not trust shows there.',
  find: ({ exchange, address, asked, symptoms }) => {
    if (!isUnreachable(exchange) || hasAnsweredBefore(exchange, symptoms)) return undefined;
    const host = hostOfAddress(address);
    if (isOnThisMachine(address)) {
      return {
        certainty: 'likely',
        cause: `No answer came from ${host} on this machine, which was asked for ${WHAT[asked]}.`,
        reasons: [
          'Nothing listens at that port, or it breaks connections off: the browser does not say which.',
          'A server may listen for one of “localhost”, 127.0.0.1 and [::1] alone.',
        ],
        remedy:
          'Start the server, or correct the port in the address; if it runs, look at its log, and write its host as it says itself, localhost or 127.0.0.1.',
      };
    }
    const { hostname = '', port = '' } = URL.parse(address) ?? {};
    return {
      certainty: 'likely',
      cause: `The host ${quoted(host)} cannot be reached, which was asked for ${WHAT[asked]}.`,
      reasons: [
        'The browser does not tell apart whether the host does not exist, refuses the connection, breaks it off, or has a certificate that is not trusted.',
        ...(hostname.includes('.') || hostname.startsWith('[')
          ? []
          : [
              `The host name ${quoted(hostname)} has no domain: it is known in its own network alone.`,
            ]),
        ...(port === '' ? [] : [`The address names the port ${port}.`]),
      ],
    };
  },
});

const tooMany: CauseRule = whereAnswered({
  id: 'asked-too-often',
  cause: 'The server was asked too often.',
  remedy: 'Wait, and run again.',
  specification: rfc(6585, '4'),
  find: ({ response, asked, address }) => {
    if (response?.status !== 429) return undefined;
    const wait = headerOf(response, 'retry-after');
    return {
      certainty: 'said',
      cause: `The server ${hostOfAddress(address)} was asked too often for ${WHAT[asked]} (HTTP 429).`,
      ...(wait === undefined ? {} : { remedy: waitInWords(wait) }),
    };
  },
});

const down: CauseRule = whereAnswered({
  id: 'server-down',
  cause: 'What stands before the server answers that the server itself does not.',
  remedy: 'Look whether the server runs, and run again in a while.',
  specification: http('15.6'),
  find: ({ response, asked, address }) => {
    if (response === undefined || !isDownAnswer(response)) return undefined;
    const wait = headerOf(response, 'retry-after');
    return {
      certainty: 'said',
      cause:
        response.status === 503
          ? `The server ${hostOfAddress(address)}, asked for ${WHAT[asked]}, is not available now (HTTP 503).`
          : `The gateway at ${hostOfAddress(address)} got no answer from the server behind it (HTTP ${response.status}).`,
      ...(wait === undefined ? {} : { remedy: waitInWords(wait) }),
    };
  },
});

const failed: CauseRule = whereAnswered({
  id: 'server-failed',
  cause: 'The server itself failed.',
  remedy: 'Look at the log of the server: the time of the request is at this step. Run again.',
  specification: http('15.6'),
  find: ({ response, asked, address, exchange, symptoms }) =>
    response !== undefined &&
    response.status >= 500 &&
    response.status < 600 &&
    !isDownAnswer(response)
      ? {
          certainty: 'said',
          cause: `The server ${hostOfAddress(address)} failed as it was asked for ${WHAT[asked]} (HTTP ${response.status}).`,
          reasons: [
            ...(symptoms.error?.description === undefined
              ? []
              : [`It says ${quoted(symptoms.error.description)}.`]),
            `It was asked at ${timeOf(exchange.startedAt)}.`,
          ],
        }
      : undefined,
});

const forbidden: CauseRule = whereAnswered({
  id: 'access-to-server-refused',
  isFallback: true,
  cause: 'The server, or what stands before it, lets nobody in from here.',
  remedy:
    'Look whether the server is for certain networks only, or whether a firewall or a page to sign in at stands before it.',
  specification: http('15.5.4'),
  find: ({ response, asked, address, symptoms }) => {
    const isForbidden =
      response?.status === 403 ||
      (response?.status === 401 && symptoms.place === 'discovery') ||
      response?.status === 407;
    return response !== undefined && isForbidden
      ? {
          certainty: symptoms.place === 'discovery' ? 'likely' : 'possible',
          cause: `The server ${hostOfAddress(address)} refuses ${WHAT[asked]} with HTTP ${response.status}: to this network, or without a sign-in of its own.`,
        }
      : undefined;
  },
});

/** No status of HTTP begins with another figure than 1 to 5 (RFC 9110 §15). */
const statusUnknown: CauseRule = {
  id: 'status-not-of-http',
  part: 'token request',
  cause: 'The server answers with a status that HTTP does not have.',
  remedy:
    'Look at what answers there, and at what stands before it: programs take such a status for a failure, or break the connection off.',
  places: [],
  specification: http('15'),
  find: ({ response, exchange, failure, run }) =>
    response === undefined ||
    exchange === undefined ||
    failure === undefined ||
    (response.status >= 100 && response.status < 600)
      ? undefined
      : {
          certainty: 'seen',
          cause: `${quoted(addressOf(exchange))} answered with the status ${response.status}, which HTTP does not have.`,
          places: run === undefined ? [] : [step(run.step)],
        },
};

function messageOf({ outcome }: Exchange): string | undefined {
  return outcome.kind === 'error' ? outcome.message : undefined;
}

function isUnreachable(exchange: Exchange): boolean {
  return messageOf(exchange)?.includes('could not be reached') === true;
}

function hasAnsweredBefore(exchange: Exchange, { run }: Symptoms): boolean {
  const host = hostOf(exchange);
  return (
    run?.exchanges.some(
      (other) => other !== exchange && other.outcome.kind === 'response' && hostOf(other) === host,
    ) === true
  );
}

/** `Retry-After`: seconds, or a date (RFC 9110 §10.2.3). */
export function waitInWords(retryAfter: string): string {
  return /^\d{1,6}$/.test(retryAfter)
    ? `Wait for ${spanInWords(Number(retryAfter) * 1000)}, as Retry-After says, and run again.`
    : `Wait as long as Retry-After says (${quoted(retryAfter, 60)}), and run again.`;
}

function timeOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'an unknown time' : date.toISOString();
}

/** Causes that lie in reaching the server. */
export const reachCauses: readonly CauseRule[] = [
  unfilled,
  statusUnknown,
  scheme,
  redirected,
  timeout,
  brokenOff,
  brokenConnection,
  unreachable,
  tooMany,
  down,
  failed,
];

/** Where nothing tells who refuses. */
export const reachRefused: CauseRule = forbidden;
