import { headerOf, mediaTypeOf } from '../../oauth/exchange';
import { readPage } from '../../tokens/page-text';
import type { CauseRule, Suspicion } from '../diagnosis';
import { nearestUri, differencesInWords } from '../compare-uris';
import { rfc } from '../../findings/specifications';
import { templateOf } from '../../clients/templates/all-templates';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';
import { clientCauses } from './client-causes';
import { redirectUriCauses } from './redirect-uri-causes';
import { weakerThan } from '../fallback';
import { absentPageCauses } from './absent-page-causes';
import { addressPlaces, ENDPOINT, endpointOf, IN_A_TAB, RUN_AGAIN, SIGN_IN } from './page-facts';
import {
  authorizationHost,
  pageStatus,
  refusalOf,
  sent,
  sentRedirectUri,
  sentScopes,
} from './request-facts';

/** What the page is called, for a sentence of its own. */
function titleReason({ response }: Symptoms): readonly string[] {
  const { title, text } = readPage(response?.body ?? '');
  const words = title === '' ? (text.split('\n')[0] ?? '') : title;
  return words === '' ? [] : [`Its page says ${quoted(words, 160)}.`];
}

function retryAfter({ response }: Symptoms): readonly string[] {
  const value = response === undefined ? undefined : headerOf(response, 'retry-after');
  return value === undefined
    ? []
    : [
        `It says when to try again: Retry-After ${quoted(value, 40)}${/^\d+$/.test(value) ? ', in seconds' : ''}.`,
      ];
}

type PageEntry = Omit<CauseRule, 'find' | 'part'> & {
  readonly statuses: readonly number[];
  readonly certainty: 'seen' | 'said' | 'likely';
  readonly say: (symptoms: Symptoms) => Partial<Suspicion>;
};

function ofStatus({ statuses, certainty, say, ...rule }: PageEntry): CauseRule {
  return {
    ...rule,
    part: 'sign-in',
    find: (symptoms) => {
      const status = pageStatus(symptoms);
      return status !== undefined && statuses.includes(status)
        ? { certainty, ...say(symptoms) }
        : undefined;
    },
  };
}

/** The addresses that the template of this provider has for the endpoint, where it knows them whole. */
function documentedEndpoints({ client }: Symptoms): readonly string[] {
  return client === undefined
    ? []
    : templateOf(client.provider).environments.flatMap(({ endpoints }) =>
        endpoints.authorization === undefined || endpoints.authorization.includes('{')
          ? []
          : [endpoints.authorization],
      );
}

const STATUSES: readonly PageEntry[] = [
  {
    id: 'authorization-endpoint-not-found',
    statuses: [404, 410],
    certainty: 'said',
    cause: 'There is nothing at the address of the authorization endpoint.',
    remedy:
      'Compare its path with the provider’s documents, or take the endpoints from the discovery document: the tenant, realm or version in it may be wrong.',
    places: [ENDPOINT],
    say: (symptoms) => {
      const endpoint = endpointOf(symptoms);
      const near = nearestUri(endpoint, documentedEndpoints(symptoms));
      return {
        cause: `The server has nothing at ${quoted(endpoint)}, the address of the authorization endpoint (HTTP ${pageStatus(symptoms)}).`,
        reasons: [
          ...(near === undefined
            ? []
            : [
                `The provider documents ${quoted(near.uri)}; what was asked differs in ${differencesInWords(near.differences)}.`,
              ]),
          ...titleReason(symptoms),
        ],
        places: addressPlaces(symptoms),
      };
    },
  },
  {
    id: 'authorization-endpoint-takes-no-get',
    statuses: [405, 501],
    certainty: 'said',
    cause: 'The address takes no GET, so that it is no authorization endpoint.',
    remedy: 'It is probably the token endpoint. Give the address of the authorization endpoint.',
    places: [ENDPOINT],
    say: (symptoms) => ({
      cause: `The address ${quoted(endpointOf(symptoms))} takes no GET (HTTP ${pageStatus(symptoms)}), so that it is no authorization endpoint.`,
      places: addressPlaces(symptoms),
    }),
  },
  {
    id: 'authorization-request-too-long',
    statuses: [413, 414, 431],
    certainty: 'said',
    cause: 'The authorization request is too long for the server.',
    remedy: 'Ask for fewer scopes, or leave out long parameters such as claims.',
    places: [
      { kind: 'client', setting: 'scopes' },
      { kind: 'client', setting: 'parameters' },
    ],
    say: (symptoms) => {
      const { run } = symptoms;
      const length = run?.authorization?.url.length;
      return length === undefined
        ? {}
        : {
            cause: `The authorization request, of ${length.toLocaleString('en')} characters, is too long for the server (HTTP ${pageStatus(symptoms)}).`,
            reasons: [`It asks for ${sentScopes(symptoms).length} scopes.`],
          };
    },
  },
  {
    id: 'sign-in-page-forbidden',
    statuses: [403, 451],
    certainty: 'likely',
    cause: 'Something before the authorization server refuses this browser.',
    remedy:
      'Look whether the server is reached from this network only through a VPN, allows certain addresses only, or takes this for a robot: open the page in a tab.',
    places: [IN_A_TAB, SIGN_IN],
    say: (symptoms) => ({
      cause: `A firewall, or a rule of ${authorizationHost(symptoms)}, refuses this browser (HTTP ${pageStatus(symptoms)}).`,
      reasons: [...serverReason(symptoms), ...titleReason(symptoms)],
    }),
  },
  {
    id: 'sign-in-page-wants-credentials',
    statuses: [401, 407],
    certainty: 'likely',
    cause: 'The address asks for credentials of its own before it shows a page.',
    remedy:
      'A test system may be behind a password, or the address be that of an API: open the page in a tab, and compare the address with the provider’s documents.',
    places: [IN_A_TAB, ENDPOINT],
    say: (symptoms) => ({
      cause: `The address ${quoted(endpointOf(symptoms))} asks for credentials before it shows a page (HTTP ${pageStatus(symptoms)}).`,
      reasons: headerReason(symptoms, 'www-authenticate', 'It asks with'),
      places: [IN_A_TAB, ...addressPlaces(symptoms)],
    }),
  },
  {
    id: 'sign-in-page-rate-limited',
    statuses: [429],
    certainty: 'said',
    cause: 'The server has had too many requests from here.',
    remedy: 'Wait, then run again.',
    places: [RUN_AGAIN],
    say: (symptoms) => ({ reasons: retryAfter(symptoms) }),
  },
  {
    id: 'sign-in-page-failed',
    statuses: [500, 505, 506, 507, 508, 510, 511, 520],
    certainty: 'said',
    cause: 'The authorization server failed as it made its page.',
    remedy:
      'Run again; if it stays so, look at its log, with the time of this run. An unexpected parameter may be what it fails at.',
    places: [RUN_AGAIN, SIGN_IN],
    say: (symptoms) => ({
      cause: `The server at ${authorizationHost(symptoms)} failed as it made its page (HTTP ${pageStatus(symptoms)}).`,
      reasons: [...titleReason(symptoms), ...retryAfter(symptoms)],
    }),
  },
  {
    id: 'sign-in-page-gateway',
    statuses: [502, 503, 504, 521, 522, 523, 524, 525, 526, 530],
    certainty: 'said',
    cause: 'A gateway answered, and the authorization server behind it did not.',
    remedy: 'It is down, starting or overloaded. Run again in a while.',
    places: [RUN_AGAIN, SIGN_IN],
    say: (symptoms) => ({
      cause: `The authorization server at ${authorizationHost(symptoms)} is down or overloaded (HTTP ${pageStatus(symptoms)}).`,
      reasons: [...serverReason(symptoms), ...titleReason(symptoms), ...retryAfter(symptoms)],
    }),
  },
];

function serverReason(symptoms: Symptoms): readonly string[] {
  return [
    ...headerReason(symptoms, 'server', 'What answered calls itself'),
    ...headerReason(symptoms, 'via', 'The answer came through'),
  ];
}

function headerReason({ response }: Symptoms, name: string, words: string): readonly string[] {
  const value = response === undefined ? undefined : headerOf(response, name);
  return value === undefined || value === '' ? [] : [`${words} ${quoted(value, 80)}.`];
}

const sameAsOther: CauseRule = {
  id: 'authorization-endpoint-is-another',
  part: 'sign-in',
  cause: 'The address of the authorization endpoint is that of another endpoint.',
  remedy: 'Give the address of the authorization endpoint.',
  places: [ENDPOINT],
  find: (symptoms) => {
    const { place, run } = symptoms;
    if (place !== 'sign-in' || run?.server === undefined || run.state.status === 'done')
      return undefined;
    const { authorization_endpoint: asked, ...others } = run.server;
    const twin = Object.entries(others).find(
      ([name, value]) => name.endsWith('_endpoint') && value === asked,
    );
    return asked === undefined || twin === undefined
      ? undefined
      : {
          certainty: 'seen',
          cause: `The address ${quoted(asked)} is given as authorization endpoint and as ${quoted(twin[0].replaceAll('_', ' '))}.`,
          places: addressPlaces(symptoms),
        };
  },
};

const noPage: CauseRule = {
  id: 'authorization-endpoint-sends-no-page',
  part: 'sign-in',
  cause: 'The address of the authorization endpoint does not send a page for people.',
  remedy:
    'It is probably another endpoint of the server. Compare it with the provider’s documents or the discovery document.',
  places: [ENDPOINT],
  find: (symptoms) => {
    const { place, response } = symptoms;
    if (place !== 'sign-in' || response === undefined || response.status >= 300) return undefined;
    const type = mediaTypeOf(response);
    const isEmpty = response.body.trim() === '';
    if (!isEmpty && !/\bjson\b/.test(type)) return undefined;
    return {
      certainty: 'likely',
      cause: `The address ${quoted(endpointOf(symptoms))} answers with ${isEmpty ? 'an empty page' : `${quoted(type)} instead of a page`}.`,
      places: addressPlaces(symptoms),
    };
  },
};

const badRequest: CauseRule = {
  id: 'sign-in-page-refuses-request',
  part: 'sign-in',
  cause:
    'The server shows an error instead of sending an answer back: most likely it does not know the redirect URI or the client ID.',
  remedy:
    'Compare redirect URI and client ID with the registration, character by character; read what the page says, and look for the rest in the log of the server.',
  places: [
    { kind: 'client', setting: 'redirect-uris' },
    { kind: 'client', setting: 'client-id' },
    SIGN_IN,
  ],
  specification: rfc(6749, '4.1.2.1'),
  find: (symptoms) => {
    const status = pageStatus(symptoms) ?? 0;
    const refusal = refusalOf(symptoms);
    if (refusal === undefined || refusal.code !== undefined || !isRefusal(status)) return undefined;
    const [uri, clientId] = [sentRedirectUri(symptoms), sent(symptoms, 'client_id')];
    const words = refusal.text.trim() === '' ? '' : `, ${quoted(refusal.text.trim(), 120)}`;
    return {
      certainty: 'likely',
      ...(uri === undefined || clientId === undefined
        ? {}
        : {
            cause: `The server shows an error instead of sending an answer back: most likely it does not know the redirect URI ${quoted(uri)} or the client ID ${quoted(clientId)}.`,
          }),
      reasons: [
        `The page at ${authorizationHost(symptoms)} came with HTTP ${status}${words}.`,
        'An error of any other kind is sent to the redirect URI (RFC 6749 §4.1.2.1).',
      ],
    };
  },
};

/** Statuses with which servers show that they refuse a request: some say it with 200. */
function isRefusal(status: number): boolean {
  return (status >= 200 && status < 300) || [400, 406, 409, 412, 415, 418, 422].includes(status);
}

/** Causes that show as a sign-in page that does not come, or is none. */
export const pageCauses: readonly CauseRule[] = [
  sameAsOther,
  ...STATUSES.map((entry) =>
    weakerThan(
      [...redirectUriCauses, ...clientCauses].filter(({ id }) => !id.endsWith('-suspect')),
      ofStatus(entry),
    ),
  ),
  noPage,
  ...absentPageCauses,
  weakerThan(
    [...redirectUriCauses, ...clientCauses].filter(({ id }) => !id.endsWith('-suspect')),
    badRequest,
  ),
];
