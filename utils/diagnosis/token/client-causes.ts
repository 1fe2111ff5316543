import { activeSecret } from '../../clients/client';
import { rfc } from '../../findings/specifications';
import type { CauseRule, Place } from '../diagnosis';
import { furtherEnvironments, otherEnvironment } from '../environment';
import { action, hostOfAddress, setting } from '../look';
import { listed, quoted } from '../words';
import {
  atTokenRequest,
  isClientRefused,
  type TokenRule,
  type TokenScene,
  whatItSays,
} from './scene';

const specification = rfc(6749, '5.2');

const spaceInId: TokenRule = {
  id: 'client-id-with-white-space',
  cause: 'The client ID holds white space.',
  remedy: 'Correct the client ID.',
  places: [setting('client-id')],
  find: (scene) => {
    const { clientId } = scene.client;
    return isDoubted(scene) && /[\s\p{Cf}]/u.test(clientId)
      ? {
          certainty: 'likely',
          cause: `The client ID ${quoted(clientId)} holds white space or a character that cannot be seen, which was sent with it.`,
        }
      : undefined;
  },
};

const spaceAroundSecret: TokenRule = {
  id: 'client-secret-with-white-space',
  cause:
    'The client secret begins or ends with white space, such as a line break that was copied along.',
  remedy: 'Type or paste the client secret anew, without anything around it.',
  places: [setting('client-secret'), action('check-secret')],
  find: (scene) =>
    isDoubted(scene) && scene.exchange.request.secretTraits?.includes('white-space-around') === true
      ? {
          certainty: 'likely',
          reasons: [
            'White space around the secret was noticed as it was sent; the secret itself is not recorded.',
          ],
        }
      : undefined,
};

const environment: TokenRule = {
  id: 'token-request-to-other-environment',
  cause: 'The token endpoint is in another environment of the provider than the client.',
  remedy:
    'Choose the environment in which the client is registered: IDs and secrets of one are unknown in the other.',
  places: [setting('environment'), setting('token-endpoint')],
  find: (scene) => {
    const other = otherEnvironment(scene.client, scene.exchange.request.url);
    return other === undefined || !(isDoubted(scene) || scene.code === 'invalid_grant')
      ? undefined
      : {
          certainty: 'likely',
          cause: `The client is noted as one of ${quoted(other.registered)}, and the request went to ${quoted(other.asked)} (${hostOfAddress(scene.exchange.request.url)}).`,
        };
  },
};

const idLooksWrong: TokenRule = {
  id: 'client-id-looks-wrong',
  cause: 'The client ID looks like something else.',
  remedy: 'Copy the client ID from the registration at the provider.',
  places: [setting('client-id')],
  find: (scene) => {
    const { clientId } = scene.client;
    const oddity = ODDITIES.find(([pattern]) => pattern.test(clientId))?.[1];
    return oddity === undefined || !isDoubted(scene)
      ? undefined
      : { certainty: 'likely', cause: `The client ID ${quoted(clientId)} ${oddity}.` };
  },
};

/** What is pasted in place of a client ID, and how it looks. */
const ODDITIES: readonly (readonly [RegExp, string])[] = [
  [/^["'“”‘’].*["'“”‘’]$/, 'stands in quotation marks, which were sent with it'],
  [/^[<{[].*[>}\]]$/, 'is a placeholder that was not filled in'],
  [/^(?:your|my)[-_ ]?client[-_ ]?id$/i, 'is a placeholder that was not filled in'],
  [/^client_id\s*[=:]/i, 'begins with the name of the field'],
  [/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i, 'is an e-mail address'],
  [/^eyJ[\w-]+\.[\w-]+\./, 'is a token'],
];

const idUnknown: TokenRule = {
  id: 'client-unknown-to-token-endpoint',
  cause: 'The server does not know this client ID.',
  remedy:
    'Compare the client ID with the registration, character by character, and whether the client is registered at this very server.',
  places: [setting('client-id'), setting('environment')],
  specification,
  find: (scene) => {
    const { said, client, exchange } = scene;
    if (!UNKNOWN_CLIENT.test(said)) return undefined;
    // A server that does not decode Basic credentials knows no ID with a hyphen in it.
    const isAltered =
      scene.authentication === 'client_secret_basic' &&
      client.basicEncoding === 'form' &&
      /[^A-Za-z0-9]/.test(client.clientId);
    const others = furtherEnvironments(client);
    return {
      certainty: isAltered ? 'likely' : 'said',
      cause: `The server ${hostOfAddress(exchange.request.url)} does not know the client ID ${quoted(client.clientId)}.`,
      reasons: [
        ...whatItSays(scene),
        ...(isAltered
          ? [
              'In the Authorization header the client ID is form-encoded; a server that does not decode it reads another.',
            ]
          : []),
        ...(others.length > 0
          ? [`It may be registered in another environment: ${listed(others)}.`]
          : []),
      ],
    };
  },
};

const UNKNOWN_CLIENT =
  /client[^.\n]{0,60}(?:not found|does not exist|doesn.t exist|unknown|not registered|not recogni[sz]ed|no such|was deleted|disabled|not enabled|inactive)|(?:unknown|no such|unrecogni[sz]ed|could not find|cannot find|unable to find|not find)\b[^.\n]{0,20}client(?!_assertion)|invalid client[_ ]?id\b/i;

const secretExpired: TokenRule = {
  id: 'client-secret-expired',
  cause: 'The client secret has expired or was withdrawn at the provider.',
  remedy: 'Make a new secret at the provider, add it to the client here, and use it.',
  places: [setting('client-secret')],
  specification,
  find: (scene) =>
    /secret[^.\n]{0,60}(?:expired|revoked|retired|disabled|no longer)|expired[^.\n]{0,30}(?:client )?secret/i.test(
      scene.said,
    )
      ? { certainty: 'said', reasons: [...whatItSays(scene), ...agesOfSecrets(scene)] }
      : undefined,
};

const secretId: TokenRule = {
  id: 'client-secret-is-its-id',
  cause: 'What was sent as client secret seems to be its ID, not its value.',
  remedy:
    'Copy the value of the secret. Where the provider shows it only once, make a new secret there.',
  places: [setting('client-secret'), action('check-secret')],
  specification,
  find: (scene) =>
    scene.authentication !== 'none' &&
    /\bvalue\b[^.\n]{0,40}\bnot\b[^.\n]{0,30}\bsecret id\b/i.test(scene.said)
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined,
};

const clientOff: TokenRule = {
  id: 'client-off-at-token-endpoint',
  cause: 'The client is switched off at the provider.',
  remedy: 'Have it enabled or approved at the provider; nothing in the request is wrong.',
  places: [setting('client-id')],
  specification,
  find: (scene) =>
    /\b(?:client|application|app)\b(?: status)?(?: ["'“‘(]?[\w.-]{1,80}["'”’)]?)?(?: (?:is|has|been|was|currently|not yet|not))+ (?:disabled|enabled yet|suspended|archived|deactivated|inactive|blocked)\b/i.test(
      scene.said,
    )
      ? {
          certainty: 'said',
          cause: `The client ${quoted(scene.client.clientId)} is switched off at the provider: disabled, suspended or archived.`,
          reasons: whatItSays(scene),
        }
      : undefined,
};

const secretWrong: TokenRule = {
  id: 'client-secret-wrong',
  cause: 'The client secret is not the one of this client.',
  remedy:
    'Copy the client secret anew from the provider, whole and of this very client. “Check secret” in the client tries it without a sign-in.',
  places: [setting('client-secret'), action('check-secret')],
  specification,
  find: (scene) =>
    scene.authentication !== 'none' && WRONG_SECRET.test(scene.said)
      ? {
          certainty:
            scene.exchange.request.secretTraits?.includes('changed-by-encoding') === true
              ? 'likely'
              : 'said',
          reasons: [...whatItSays(scene), ...agesOfSecrets(scene)],
        }
      : undefined,
};

const WRONG_SECRET =
  /(?:invalid|incorrect|wrong|bad|mismatch\w*|not match\w*)\b[^.\n]{0,30}client[ _-]?secret|client[ _-]?secret[^.\n]{0,40}(?:invalid|incorrect|wrong|mismatch|not match|not valid|does not|doesn.t)|(?:\b|_)secret (?:is )?(?:invalid|incorrect|wrong|mismatch)/i;

const severalSecrets: TokenRule = {
  id: 'client-secret-of-several',
  cause: 'The client has several secrets, and runs may use one that the provider has retired.',
  remedy: 'Use another of its secrets, or add the newest one.',
  places: [setting('client-secret')],
  find: (scene) => {
    const { secrets } = scene.client;
    const active = activeSecret(scene.client);
    const others = secrets.filter(({ state }) => state === 'spare');
    const newer = others.filter(({ addedAt }) => active !== undefined && addedAt > active.addedAt);
    if (scene.authentication === 'none' || active === undefined || !isClientRefused(scene)) {
      return undefined;
    }
    if (others.length === 0) return undefined;
    return {
      certainty: newer.length > 0 ? 'likely' : 'possible',
      cause:
        newer.length > 0
          ? `Runs use the secret ${nameOf(active)}, and the client has a newer one: ${nameOf(newer[0] ?? active)}.`
          : `Runs use the secret ${nameOf(active)}; the client has others besides, which the provider may know instead.`,
      reasons: agesOfSecrets(scene),
    };
  },
};

const COMPARE =
  'Compare client ID, client secret and client authentication with the registration at the provider. “Check secret” in the client tries them without a sign-in.';
const CREDENTIALS: readonly Place[] = [
  setting('client-secret'),
  setting('client-id'),
  setting('client-authentication'),
  action('check-secret'),
];

const refused: TokenRule = {
  id: 'client-credentials-refused',
  isFallback: true,
  cause:
    'The server refuses the client: client ID, client secret or client authentication are not those of the registration.',
  remedy: COMPARE,
  places: CREDENTIALS,
  specification,
  find: (scene) => {
    const { client, authentication, exchange } = scene;
    if (!isClientRefused(scene)) return undefined;
    const what =
      authentication === 'none'
        ? `the public client ${quoted(client.clientId)}`
        : `the client ${quoted(client.clientId)} with the secret that was sent (${authentication})`;
    const isEncoded =
      authentication === 'client_secret_basic' &&
      exchange.request.secretTraits?.some((trait) => trait !== 'white-space-around') === true;
    return {
      certainty: 'likely',
      cause: `The server ${hostOfAddress(exchange.request.url)} refuses ${what}${isEncoded ? ': one of the two is wrong, or the server does not decode what Basic sends encoded' : ''}.`,
      reasons: [...whatItSays(scene), ...agesOfSecrets(scene)],
      ...(isEncoded && client.basicEncoding === 'form'
        ? {
            remedy: `${COMPARE} If they are right, choose Raw as Basic encoding.`,
            places: [...CREDENTIALS, setting('basic-encoding')],
          }
        : {}),
    };
  },
};

function nameOf({
  description,
  addedAt,
}: {
  readonly description: string;
  readonly addedAt: number;
}) {
  const day = dayOf(addedAt);
  return description === '' ? `of ${day}` : `${quoted(description, 60)} of ${day}`;
}

function dayOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'an unknown day' : date.toISOString().slice(0, 10);
}

function agesOfSecrets({ client, authentication }: TokenScene): readonly string[] {
  const active = activeSecret(client);
  return authentication === 'none' || active === undefined
    ? []
    : [`The secret that runs use was typed in on ${dayOf(active.addedAt)}.`];
}

/** Whether the server refused the client, or said something that may come from an ID it does not know. */
function isDoubted(scene: TokenScene): boolean {
  return isClientRefused(scene) || scene.code === 'unauthorized_client';
}

/** Causes that lie in who the client says it is. */
export const clientCauses: readonly CauseRule[] = [
  spaceInId,
  spaceAroundSecret,
  environment,
  idLooksWrong,
  clientOff,
  idUnknown,
  secretExpired,
  secretId,
  secretWrong,
  severalSecrets,
].map(atTokenRequest);

/** Where nothing tells which of them it is. */
export const clientRefused: CauseRule = atTokenRequest(refused);
