import { rfc } from '../../findings/specifications';
import type { CauseRule, Place } from '../diagnosis';
import { furtherEnvironments, otherEnvironment } from '../environment';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';
import { isAboutRedirectUri } from './redirect-uri-causes';
import { authorizationHost, pageStatus, refusalOf, sent } from './request-facts';

const PLACES: readonly Place[] = [
  { kind: 'client', setting: 'client-id' },
  { kind: 'client', setting: 'environment' },
];

/** Words for a client that nobody knows: “Client not found”, “unknown client_id”, “No application with identifier …”. */
const UNKNOWN_CLIENT = [
  /\b(?:unknown|invalid|unrecogni[sz]ed|unregistered|missing|no such|no)[\s_-]+(?:or (?:invalid|missing|unregistered|unknown)[\s_-]+)?(?:o?auth )?(?:client|application|app)(?:[\s_-]*i[d]\b|entifier)?\b/i,
  /\b(?:client|application|app)(?:[\s_-]*id(?:entifier)?)?\b[^.\n]{0,120}?\b(?:not (?:be )?(?:found|registered(?! (?:for|to|with))|known|exist|recogni[sz]ed|valid)|does ?n.t exist|unknown|invalid)\b/i,
];

/** Codes that are about something else, whatever is said of the client besides. */
const KNOWS_CLIENT: ReadonlySet<string> = new Set([
  'access_denied',
  'invalid_scope',
  'invalid_target',
  'unsupported_response_type',
]);

function isClientUnknown(symptoms: Symptoms): boolean {
  const refusal = refusalOf(symptoms);
  if (refusal === undefined || KNOWS_CLIENT.has(refusal.code ?? '')) return false;
  return (
    refusal.code === 'invalid_client' ||
    UNKNOWN_CLIENT.some((words) => words.test(refusal.text)) ||
    (/\bclient_id\b/.test(refusal.text) && !isAboutRedirectUri(symptoms))
  );
}

/** What is odd about a client ID, so that it can hardly be what a provider gave out. */
function oddityOf(clientId: string): string | undefined {
  if (clientId.trim() !== clientId) return 'has white space around it';
  if (/\s/.test(clientId)) return 'has white space in it';
  if (/[\p{Cc}\p{Cf}]/u.test(clientId)) return 'has a character in it that cannot be seen';
  if (/^["'“‘<].*["'”’>]$/.test(clientId)) return 'stands in quotation marks';
  if (/[^\x20-\x7E]/.test(clientId)) return 'has a letter in it that is none of ASCII';
  if (/%[0-9a-f]{2}/i.test(clientId)) return 'is percent-encoded';
  if (/[<{]\w[\w\s-]*[>}]|^your[-_]/i.test(clientId)) return 'is a placeholder';
  return undefined;
}

/** Causes to do with which client asked. */
export const clientCauses: readonly CauseRule[] = [
  {
    id: 'client-id-odd',
    part: 'sign-in',
    cause: 'The client ID was not typed as the provider gave it out.',
    remedy: 'Copy the client ID from the provider anew, without anything around it.',
    places: PLACES,
    specification: rfc(6749, '2.2'),
    find: (symptoms) => {
      const clientId = sent(symptoms, 'client_id') ?? '';
      const oddity = oddityOf(clientId);
      const status = pageStatus(symptoms) ?? 0;
      if (oddity === undefined) return undefined;
      if (!isClientUnknown(symptoms) && (status < 400 || status > 499)) return undefined;
      return {
        certainty: isClientUnknown(symptoms) ? 'said' : 'likely',
        cause: `The client ID ${quoted(clientId)} ${oddity}.`,
        reasons: ['The server does not take the request of this client.'],
      };
    },
  },
  {
    id: 'client-of-other-environment',
    part: 'sign-in',
    cause: 'The client belongs to another environment than the one that was asked.',
    remedy: 'Choose the environment that the client is registered in.',
    places: [
      { kind: 'client', setting: 'environment' },
      { kind: 'client', setting: 'authorization-endpoint' },
    ],
    find: (symptoms) => {
      const { client, evidence } = symptoms;
      const endpoint = evidence.request?.endpoint;
      if (client === undefined || endpoint === undefined) return undefined;
      const other = otherEnvironment(client, endpoint);
      const isRefused = refusalOf(symptoms) !== undefined && !isDenied(symptoms);
      return other === undefined || !isRefused
        ? undefined
        : {
            certainty: isClientUnknown(symptoms) ? 'said' : 'likely',
            cause: `The client is one of ${quoted(other.registered)}, and ${authorizationHost(symptoms)} is ${quoted(other.asked)}.`,
            reasons: ['Registrations of one environment are not known in another.'],
          };
    },
  },
  {
    id: 'client-unknown',
    part: 'sign-in',
    cause: 'The server does not know this client.',
    remedy:
      'Compare the client ID with the registration, character by character, and look whether it was registered at this very server.',
    places: PLACES,
    specification: rfc(6749, '4.1.2.1'),
    find: (symptoms) => {
      if (!isClientUnknown(symptoms)) return undefined;
      const clientId = sent(symptoms, 'client_id');
      const { client } = symptoms;
      const others = client === undefined ? [] : furtherEnvironments(client);
      return {
        certainty: 'said',
        ...(clientId === undefined
          ? {}
          : {
              cause: `The client ID ${quoted(clientId)} is not known at ${authorizationHost(symptoms)}.`,
            }),
        reasons:
          client === undefined || others.length === 0
            ? []
            : [
                `This provider has further environments with registrations of their own: ${others.map((name) => quoted(name)).join(', ')}.`,
              ],
      };
    },
  },
  {
    id: 'client-id-suspect',
    part: 'sign-in',
    cause: 'The server does not know this client.',
    remedy:
      'Compare the client ID with the registration, and look whether it was registered at this very server.',
    places: PLACES,
    specification: rfc(6749, '4.1.2.1'),
    find: (symptoms) => {
      const status = pageStatus(symptoms);
      const clientId = sent(symptoms, 'client_id');
      const refusal = refusalOf(symptoms);
      const isSuspect =
        clientId !== undefined &&
        refusal?.isPage === true &&
        !isClientUnknown(symptoms) &&
        (refusal.code === 'unauthorized_client' ||
          (status !== undefined && [400, 401, 403, 422].includes(status)));
      return isSuspect
        ? {
            certainty: 'possible',
            cause: `The client ID ${quoted(clientId)} is not known at ${authorizationHost(symptoms)}.`,
            reasons: [
              'It shows a page instead of sending an answer back, which is what a server does that does not know the client ID or the redirect URI.',
            ],
          }
        : undefined;
    },
  },
];

function isDenied(symptoms: Symptoms): boolean {
  return ['access_denied', 'user_denied', 'login_required'].includes(
    refusalOf(symptoms)?.code ?? '',
  );
}
