import type { CauseRule } from '../diagnosis';
import { addressPlaces, ENDPOINT, endpointOf, IN_A_TAB, SIGN_IN } from './page-facts';
import { authorizationHost } from './request-facts';

/** Addresses whose server no one but this network knows. */
const PRIVATE_HOST =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[)|\.(?:local|internal|test|lan|corp)$/i;

const unreachable: CauseRule = {
  id: 'sign-in-server-unreachable',
  part: 'sign-in',
  cause: 'The authorization server cannot be reached.',
  remedy: 'Open the address in a tab: there the browser says what it hides from extensions.',
  places: [IN_A_TAB, ENDPOINT],
  find: (symptoms) => {
    const { place, exchange } = symptoms;
    if (place !== 'sign-in' || exchange?.outcome.kind !== 'error') return undefined;
    const host = authorizationHost(symptoms);
    const isLate = exchange.outcome.message.startsWith('did not answer');
    const isBroken = exchange.outcome.message.startsWith('answered');
    const endpoint = URL.parse(endpointOf(symptoms));
    return {
      certainty: 'said',
      cause: isLate
        ? `The server at ${host} took the connection, and did not answer in ${Math.round(exchange.durationMs / 1000)} s.`
        : isBroken
          ? `The server at ${host} broke off its page.`
          : `No connection came about with ${host}.`,
      reasons: isLate || isBroken ? [] : connectionReasons(endpoint, exchange.durationMs),
      remedy: isLate
        ? 'Look at its log: it hangs, or a firewall swallows what is sent to it.'
        : `Compare host and port with the provider’s documents. ${unreachable.remedy}`,
      places: [IN_A_TAB, ...addressPlaces(symptoms)],
    };
  },
};

/** What it can be; the browser tells an extension none of it apart. */
function connectionReasons(endpoint: URL | null, durationMs: number): readonly string[] {
  const isPrivate = endpoint !== null && PRIVATE_HOST.test(endpoint.hostname);
  return [
    'The browser does not say which it is: no host of this name (DNS), no server at the port, a certificate that it does not trust (TLS), or a connection that was broken off.',
    ...(isPrivate
      ? ['The host is one of a private network: is the server started, and the VPN up?']
      : []),
    ...(endpoint?.protocol === 'https:' && endpoint.port !== '' && endpoint.port !== '443'
      ? [
          `The address says https at port ${endpoint.port}: a server that speaks http there looks the same.`,
        ]
      : []),
    ...(endpoint?.protocol === 'http:'
      ? ['The address says http: a server that speaks https only looks the same.']
      : []),
    ...(durationMs < 300
      ? [
          `It failed within ${Math.round(durationMs)} ms, as a refused connection or an unknown host does.`,
        ]
      : durationMs > 5000
        ? [
            `It failed after ${Math.round(durationMs / 1000)} s, as a firewall that swallows packets makes it.`,
          ]
        : []),
  ];
}

const sentOn: CauseRule = {
  id: 'sign-in-redirect-failed',
  part: 'sign-in',
  cause:
    'The server redirects the browser, and no page comes of it: what it leads to cannot be shown, or the redirects go on without end.',
  remedy:
    'Open it in a tab, and look at the address there: it may be an error page, a host that cannot be reached, or a circle of redirects.',
  places: [IN_A_TAB, SIGN_IN],
  find: ({ place, exchange, failure }) =>
    place === 'sign-in' &&
    exchange?.outcome.kind === 'redirect' &&
    failure?.code === 'page_not_loaded'
      ? {
          certainty: 'likely',
          reasons: [
            'Asked once more, without cookies, it answered with a redirect. The browser hides where to.',
          ],
        }
      : undefined,
};

const silence: CauseRule = {
  id: 'sign-in-server-silent',
  part: 'sign-in',
  cause: 'The server took the authorization request and sent nothing back.',
  remedy:
    'Look at its log, and whether something between swallows the answer. The browser may refuse another sign-in until it gives up waiting.',
  places: [IN_A_TAB, ENDPOINT],
  find: (symptoms) =>
    symptoms.place === 'sign-in' &&
    symptoms.failure?.code === 'page_not_loaded' &&
    symptoms.exchange === undefined
      ? {
          certainty: 'seen',
          cause: `The server at ${authorizationHost(symptoms)} took the authorization request and sent nothing back.`,
          places: [IN_A_TAB, ...addressPlaces(symptoms)],
        }
      : undefined,
};

/** Causes that show as a sign-in page that nobody sent. */
export const absentPageCauses: readonly CauseRule[] = [unreachable, sentOn, silence];
