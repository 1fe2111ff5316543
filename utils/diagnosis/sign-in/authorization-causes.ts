import { openIdCore, rfc } from '../../findings/specifications';
import type { CauseRule, Suspicion } from '../diagnosis';
import { weakerThan } from '../fallback';
import { listIn, setting, step } from '../look';
import type { Symptoms } from '../symptoms';
import { quoted, spanInWords } from '../words';
import { clientCauses } from './client-causes';
import { RUN_AGAIN } from './page-facts';
import { redirectUriCauses } from './redirect-uri-causes';
import { allSent, authorizationHost, refusalOf, sent } from './request-facts';
import { requestCauses } from './request-causes';
import { scopeCauses } from './scope-causes';
import { silentCauses } from './silent-causes';
import { wordedCauses } from './worded-causes';

const PARAMETERS = setting('parameters');
const RESPONSE = step('authorization-response');

type ErrorEntry = Omit<CauseRule, 'find' | 'part'> & {
  readonly codes: readonly string[];
  /** What the request that was sent tells besides. */
  readonly detail?: (symptoms: Symptoms) => Partial<Suspicion>;
};

/** A cause that the server names with a code. */
function ofCode({ codes, detail, ...rule }: ErrorEntry): CauseRule {
  return {
    ...rule,
    part: 'authorization response',
    find: (symptoms) => {
      const refusal = refusalOf(symptoms);
      if (refusal?.code === undefined || !codes.includes(refusal.code)) return undefined;
      return {
        certainty: 'said',
        reasons: describedBy(refusal.text, refusal.isPage),
        ...detail?.(symptoms),
      };
    },
  };
}

function describedBy(text: string, isPage: boolean): readonly string[] {
  return text.trim() === '' || isPage ? [] : [`The server says: ${quoted(text)}.`];
}

/** Of a code that says little, what the server says besides. */
function inItsWords(symptoms: Symptoms, what: string): Partial<Suspicion> {
  const refusal = refusalOf(symptoms);
  return refusal === undefined || refusal.isPage || refusal.text.trim() === ''
    ? {}
    : { cause: `${what}, and says ${quoted(refusal.text.trim())}.`, reasons: [] };
}

/** Where a parameter was sent that a code is about, it is named; where it was not, somebody else put it in. */
function about(...names: readonly string[]) {
  return (symptoms: Symptoms): Partial<Suspicion> => {
    const found = names.find((name) => sent(symptoms, name) !== undefined);
    return found === undefined
      ? {}
      : {
          reasons: [
            `The request carries ${quoted(found)}: ${quoted(sent(symptoms, found) ?? '', 80)}.`,
          ],
        };
  };
}

/** No user reads and refuses a page in less. */
const QUICKEST_REFUSAL_MS = 1200;

/** How long after the request the answer came; nothing where one of them is not known. */
function answerTime({ run }: Symptoms): number | undefined {
  const { authorizationRequestedAt, authorizationRespondedAt } = run ?? {};
  return authorizationRequestedAt === undefined || authorizationRespondedAt === undefined
    ? undefined
    : authorizationRespondedAt - authorizationRequestedAt;
}

const denials: readonly CauseRule[] = [
  {
    id: 'refused-without-asking',
    part: 'authorization response',
    cause: 'The server refused by itself, before any user could.',
    remedy:
      'Look at its policies: whether the user is assigned to this client, whether the client is approved or enabled, and whether it may have these scopes. Then try as another user.',
    places: [
      { kind: 'action', action: 'choose-account' },
      { kind: 'client', setting: 'scopes' },
      RESPONSE,
    ],
    specification: rfc(6749, '4.1.2.1'),
    find: (symptoms) => {
      if (!['access_denied', 'user_denied'].includes(refusalOf(symptoms)?.code ?? '')) {
        return undefined;
      }
      const time = answerTime(symptoms);
      return time !== undefined && time < QUICKEST_REFUSAL_MS
        ? {
            certainty: 'likely',
            cause: `The server refused by itself, ${spanInWords(time)} after it was asked: nobody reads a page in that time.`,
            reasons: describedBy(refusalOf(symptoms)?.text ?? '', false),
          }
        : undefined;
    },
  },
  ofCode({
    id: 'user-denied',
    codes: ['access_denied', 'user_denied'],
    cause: 'The user, or a policy of the server, refused the consent.',
    remedy:
      'Run again and allow the scopes. If no page asked, look whether a policy keeps this user or these scopes from the client, and try as another user.',
    places: [RUN_AGAIN, { kind: 'action', action: 'choose-account' }],
    specification: rfc(6749, '4.1.2.1'),
    detail: (symptoms) => {
      const time = answerTime(symptoms);
      return {
        reasons: [
          ...describedBy(refusalOf(symptoms)?.text ?? '', false),
          ...(time === undefined || time >= QUICKEST_REFUSAL_MS
            ? []
            : [
                `The answer came ${spanInWords(time)} after the request, sooner than anyone reads a page: a policy is likelier.`,
              ]),
        ],
      };
    },
  }),
];

const keycloakExpired: CauseRule = {
  id: 'sign-in-page-expired',
  part: 'authorization response',
  cause: 'The sign-in page was left open for too long, and the server gave it up.',
  remedy: 'Run again and sign in without a pause.',
  places: [RUN_AGAIN],
  find: (symptoms) =>
    refusalOf(symptoms)?.text.includes('authentication_expired') === true
      ? { certainty: 'said' }
      : undefined,
};

/** Rules that know more of a request that was refused than the code alone says. */
const particular: readonly CauseRule[] = [
  ...wordedCauses,
  ...redirectUriCauses,
  ...clientCauses,
  ...requestCauses,
  keycloakExpired,
];

const ENTRIES: readonly ErrorEntry[] = [
  {
    id: 'response-type-unsupported',
    codes: ['unsupported_response_type'],
    cause: 'The server does not answer this client with a code (response_type=code).',
    remedy: 'Allow the authorization code flow for the client at the provider.',
    places: [
      { kind: 'client', setting: 'client-id' },
      { kind: 'step', step: 'discovery' },
    ],
    specification: rfc(6749, '4.1.2.1'),
    detail: ({ metadata }) => {
      const types = listIn(metadata, 'response_types_supported');
      return types === undefined || types.includes('code')
        ? {}
        : {
            cause: 'The server does not offer the authorization code flow at all.',
            reasons: [
              `Its discovery document announces ${types.map((type) => quoted(type, 40)).join(', ')}.`,
            ],
          };
    },
  },
  {
    id: 'client-not-allowed',
    codes: ['unauthorized_client'],
    cause: 'This client may not use the authorization code flow.',
    remedy:
      'Allow the authorization code grant for the client at the provider; look also whether it is enabled, and whether its redirect URI is the registered one.',
    places: [
      { kind: 'client', setting: 'client-id' },
      { kind: 'client', setting: 'grant-type' },
      { kind: 'client', setting: 'redirect-uris' },
    ],
    specification: rfc(6749, '4.1.2.1'),
  },
  {
    id: 'target-refused',
    codes: ['invalid_target', 'invalid_resource'],
    cause: 'The server does not know the API that the token is for.',
    remedy:
      'Give the parameter resource as the provider documents it: an absolute URI without a fragment.',
    places: [PARAMETERS],
    specification: rfc(8707, '2'),
    detail: (symptoms) => {
      const targets = [...allSent(symptoms, 'resource'), ...allSent(symptoms, 'audience')];
      const [first] = targets;
      if (first === undefined) {
        return {
          cause:
            'The server wants to know which API the token is for, and the request does not say.',
        };
      }
      const odd = allSent(symptoms, 'resource').find(
        (target) => URL.parse(target) === null || target.includes('#'),
      );
      return {
        cause: `The server does not know the API ${targets.map((target) => quoted(target, 100)).join(', ')}, or gives no tokens for it.`,
        reasons: odd === undefined ? [] : [`${quoted(odd)} is no absolute URI without a fragment.`],
      };
    },
  },
  {
    id: 'authorization-details-not-taken',
    codes: ['invalid_authorization_details'],
    cause: 'The server cannot use the parameter authorization_details.',
    remedy: 'Compare its types and members with what the provider documents.',
    places: [PARAMETERS],
    specification: rfc(9396, '5'),
    detail: about('authorization_details'),
  },
  {
    id: 'request-uri-refused',
    codes: ['invalid_request_uri'],
    cause: 'What request_uri points to is unknown to the server, was used or has expired.',
    remedy: 'Leave the parameter out, or push the request anew: a request_uri works once.',
    places: [PARAMETERS],
    specification: rfc(9101, '7'),
    detail: about('request_uri'),
  },
  {
    id: 'request-object-refused',
    codes: ['invalid_request_object'],
    cause: 'The server does not accept the request object.',
    remedy:
      'Compare its issuer, audience, times, algorithm and key with what the server expects, or leave out the parameter request.',
    places: [PARAMETERS],
    specification: rfc(9101, '7'),
    detail: about('request', 'request_uri'),
  },
  {
    id: 'request-object-unsupported',
    codes: ['request_not_supported', 'request_uri_not_supported'],
    cause: 'The server takes no request objects.',
    remedy: 'Leave the parameters request and request_uri out.',
    places: [PARAMETERS],
    specification: openIdCore('3.1.2.6', 'AuthError'),
    detail: about('request', 'request_uri'),
  },
  {
    id: 'registration-parameter-unsupported',
    codes: ['registration_not_supported'],
    cause: 'The server takes no parameter “registration”.',
    remedy: 'Leave it out, and register the client before.',
    places: [PARAMETERS],
    specification: openIdCore('3.1.2.6', 'AuthError'),
    detail: about('registration'),
  },
  {
    id: 'authentication-too-weak',
    codes: ['unmet_authentication_requirements'],
    cause: 'The user cannot be authenticated as strongly as the request wants it.',
    remedy: 'Ask for another acr_values, or have the user set up what is missing.',
    places: [PARAMETERS],
    specification: rfc(9470, '5'),
    detail: about('acr_values', 'claims', 'max_age'),
  },
  {
    id: 'sign-in-failed-inside',
    codes: ['server_error'],
    cause: 'The authorization server itself failed.',
    remedy: 'Run again; if it stays so, look at its log, with the time of this run.',
    places: [RUN_AGAIN, RESPONSE],
    specification: rfc(6749, '4.1.2.1'),
    detail: (symptoms) => inItsWords(symptoms, 'The authorization server failed within itself'),
  },
  {
    id: 'server-unavailable',
    codes: ['temporarily_unavailable'],
    cause: 'The authorization server is overloaded or in maintenance.',
    remedy: 'Run again in a while.',
    places: [RUN_AGAIN],
    specification: rfc(6749, '4.1.2.1'),
  },
  {
    id: 'request-refused',
    codes: ['invalid_request'],
    cause:
      'The server cannot use the authorization request as it is, and does not say which parameter.',
    remedy:
      'Compare the parameters of the request with what the provider documents: one is missing, unknown, repeated or has a wrong value.',
    places: [PARAMETERS, { kind: 'step', step: 'authorization-request' }],
    specification: rfc(6749, '4.1.2.1'),
    detail: (symptoms) => inItsWords(symptoms, 'The server cannot use the authorization request'),
  },
];

const known = new Set([
  ...ENTRIES.flatMap(({ codes }) => codes),
  'access_denied',
  'user_denied',
  'invalid_scope',
  'invalid_client',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
  'invalid_redirect_uri',
  'redirect_uri_mismatch',
  'redirect_mismatch',
  'unsupported_response_mode',
]);

const otherCode: CauseRule = {
  id: 'authorization-error-of-its-own',
  part: 'authorization response',
  cause: 'The server refused the request with a code that no specification has.',
  remedy: 'Look the code up in the provider’s documents.',
  places: [RESPONSE, { kind: 'step', step: 'authorization-request' }],
  find: (symptoms) => {
    const refusal = refusalOf(symptoms);
    if (refusal?.code === undefined || refusal.code === '' || known.has(refusal.code)) {
      return undefined;
    }
    const host = authorizationHost(symptoms);
    const text = refusal.isPage ? '' : refusal.text.trim();
    return {
      certainty: 'said',
      cause: `${host === 'the server' ? 'The server' : `The server at ${host}`} refused the request with ${quoted(refusal.code, 60)}, ${text === '' ? 'which is a code of its own' : `a code of its own, and says ${quoted(text)}`}.`,
      places: [{ kind: 'step', step: refusal.isPage ? 'sign-in' : 'authorization-response' }],
    };
  },
};

/** Causes that the server names with an error of the authorization endpoint. */
export const authorizationCauses: readonly CauseRule[] = [
  ...particular,
  ...scopeCauses,
  ...silentCauses,
  ...denials,
  ...ENTRIES.map((entry) => weakerThan([...particular, ...scopeCauses], ofCode(entry))),
  weakerThan([...particular, ...scopeCauses], otherCode),
];
