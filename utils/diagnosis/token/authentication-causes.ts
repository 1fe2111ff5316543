import type { TokenEndpointAuthMethod } from '../../clients/client';
import { providerOf } from '../../clients/providers';
import { templateOf } from '../../clients/templates/all-templates';
import { rfc } from '../../findings/specifications';
import type { SecretTrait } from '../../oauth/redactor';
import type { CauseRule } from '../diagnosis';
import { action, setting } from '../look';
import { listed } from '../words';
import {
  atTokenRequest,
  challengeOf,
  isClientRefused,
  type TokenRule,
  type TokenScene,
  whatItSays,
} from './scene';

/** How a client proves itself, in a sentence. */
const WAYS = {
  none: 'without a secret (public client)',
  client_secret_basic: 'with client_secret_basic (the secret in the Authorization header)',
  client_secret_post: 'with client_secret_post (the secret in the body)',
} as const satisfies Record<TokenEndpointAuthMethod, string>;

function isKnownHere(method: string): method is TokenEndpointAuthMethod {
  return Object.hasOwn(WAYS, method);
}

const inBody: TokenRule = {
  id: 'client-authentication-unsupported-here',
  cause: 'The server takes only ways of client authentication that OAuth Workbench does not have.',
  remedy:
    'Have the client registered with client_secret_basic or client_secret_post for these tests, if the server allows it: OAuth Workbench signs no assertions and has no TLS certificates.',
  places: [setting('client-authentication')],
  specification: rfc(8414, '2'),
  find: (scene) => {
    const { announced } = scene;
    if (announced === undefined || announced.some(isKnownHere) || !isRefused(scene)) {
      return undefined;
    }
    return {
      certainty: 'likely',
      cause: `The server takes only ${listed(announced)} as client authentication, which OAuth Workbench does not have.`,
      reasons: [
        'The discovery document lists nothing else in token_endpoint_auth_methods_supported.',
      ],
    };
  },
};

const assertionWanted: TokenRule = {
  id: 'client-assertion-wanted',
  cause:
    'The server wants a signed assertion of the client (private_key_jwt), which OAuth Workbench does not make.',
  remedy:
    'Have the client registered with client_secret_basic or client_secret_post for these tests, if the server allows it.',
  places: [setting('client-authentication')],
  specification: rfc(7523, '2.2'),
  find: (scene) => {
    const { said } = scene;
    const isNamed =
      /(?:missing|required?|requires?|must (?:contain|include|provide|present)|no|not (?:provided|present|found))\b[^.\n]{0,40}(?:client_assertion|private_key_jwt|client assertion)|(?:client_assertion(?:_type)?|private_key_jwt|client assertion)\b[^.\n]{0,30}(?:missing|required|must|absent|not (?:provided|present|found))/i.test(
        said,
      );
    return isNamed && !/client[_ -]secret/i.test(said)
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined;
  },
};

const notAnnounced: TokenRule = {
  id: 'client-authentication-not-announced',
  cause: 'The server does not take the way in which this client proves itself.',
  remedy: 'Choose the client authentication that the client is registered with.',
  places: [setting('client-authentication')],
  specification: rfc(8414, '2'),
  find: (scene) => {
    const { announced, authentication } = scene;
    if (announced === undefined || announced.includes(authentication)) return undefined;
    const usable = announced.filter(isKnownHere);
    if (usable.length === 0 || !isRefused(scene)) return undefined;
    return {
      certainty: 'likely',
      cause: `This client proves itself ${WAYS[authentication]}, and the server announces only ${listed(announced)}.`,
      reasons: [
        'The discovery document does not list what was sent in token_endpoint_auth_methods_supported.',
        ...whatItSays(scene),
      ],
      remedy: `Choose ${listed(usable)} as client authentication, whichever the client is registered with${authentication === 'none' ? ', and type in the client secret' : ''}.`,
    };
  },
};

const otherOfTemplate: TokenRule = {
  id: 'client-authentication-not-of-provider',
  cause: 'The provider does not document the way in which this client proves itself.',
  remedy: 'Choose the client authentication that the provider documents.',
  places: [setting('client-authentication')],
  find: (scene) => {
    const { client, authentication } = scene;
    const { group, name } = providerOf(client.provider);
    const { authMethods } = templateOf(client.provider);
    if (group === 'generic' || authMethods.includes(authentication)) return undefined;
    if (!isRefused(scene)) return undefined;
    return {
      certainty: 'likely',
      cause: `This client proves itself ${WAYS[authentication]}, and ${name} documents ${listed(authMethods)}.`,
      reasons: whatItSays(scene),
    };
  },
};

const secretWanted: TokenRule = {
  id: 'client-secret-wanted',
  cause: 'No client secret was sent, and the server wants one.',
  remedy:
    'If the client is registered as confidential, choose its client authentication here and type in its secret. If it is to be a public client, have its registration say so.',
  places: [setting('client-authentication'), setting('client-secret')],
  specification: rfc(6749, '3.2.1'),
  find: (scene) => {
    const { authentication, said, code, client } = scene;
    if (authentication !== 'none') return undefined;
    const isSaid = SECRET_WANTED.test(said);
    if (!isSaid && !(isClientRefused(scene) && code !== 'unauthorized_client')) return undefined;
    return {
      certainty: isSaid ? 'said' : 'likely',
      cause: `No client secret was sent for ${client.clientId === '' ? 'this client' : 'this public client'}, and the server does not take it without one.`,
      reasons: [
        'The client authentication of this client is “none”.',
        ...(challengeOf(scene) === 'basic'
          ? ['The answer asks for it: WWW-Authenticate: Basic.']
          : []),
        ...whatItSays(scene),
      ],
    };
  },
};

const SECRET_WANTED =
  /(?:missing|required?|requires?|must (?:contain|include|provide|present)|no|without|absent|provide|not (?:provided|present|included))\b[^.\n]{0,60}client[ _-]?(?:secret|credential|authentication)|client[ _-]?(?:secret|credentials?|authentication)\b[^.\n]{0,40}(?:missing|required|must be|not (?:provided|present|included)|absent|empty)/i;

const unwanted: TokenRule = {
  id: 'client-secret-unwanted',
  cause: 'A client secret was sent for a client that is registered as a public one.',
  remedy: 'Choose “None (public client)” as client authentication.',
  places: [setting('client-authentication')],
  specification: rfc(6749, '2.1'),
  find: (scene) => {
    const { authentication, said } = scene;
    return authentication !== 'none' && SECRET_UNWANTED.test(said)
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined;
  },
};

const SECRET_UNWANTED =
  /public client[^.\n]{0,80}(?:secret|credential|authenticat)|(?:secret|credential|authenticat)[^.\n]{0,80}public client|(?:must|should|may) not[^.\n]{0,30}client[ _]?secret|client[ _]?secret[^.\n]{0,40}(?:not allowed|not permitted|not expected|unexpected|must not|should not|not supported)/i;

const bothWays: TokenRule = {
  id: 'client-authenticated-twice',
  cause: 'The server sees client credentials in more than one place.',
  remedy:
    'Only one way is sent: look whether the address of the token endpoint holds credentials, or whether a proxy adds a header of its own.',
  places: [setting('token-endpoint'), setting('client-authentication')],
  specification: rfc(6749, '2.3'),
  find: (scene) => {
    const inAddress = /[?&]client_(?:id|secret)=/.test(scene.exchange.request.url);
    const isSaid =
      /(?:more than one|multiple|several|two|both|only one)[^.\n]{0,40}(?:authenticat|credential)/i.test(
        scene.said,
      );
    if (!isSaid && !(inAddress && isRefused(scene))) return undefined;
    return {
      certainty: isSaid ? 'said' : 'likely',
      reasons: [
        ...(inAddress
          ? ['The address of the token endpoint holds client credentials in its query.']
          : []),
        ...whatItSays(scene),
      ],
    };
  },
};

const otherScheme: TokenRule = {
  id: 'client-authentication-other-place',
  cause: 'The server looks for the client secret elsewhere than where it was sent.',
  remedy: 'Choose the other client authentication.',
  places: [setting('client-authentication')],
  specification: rfc(6749, '5.2'),
  find: (scene) => {
    const { authentication, announced } = scene;
    if (authentication === 'none' || !isRefused(scene)) return undefined;
    const isPosted = authentication === 'client_secret_post';
    const hasChallenge = challengeOf(scene) === 'basic';
    const isAnnounced = announced?.includes(authentication) === true;
    const isMissed = MISSED.test(scene.said);
    if (isPosted ? hasChallenge : isMissed) {
      return {
        certainty: isAnnounced ? 'possible' : 'likely',
        cause: isPosted
          ? 'The secret was sent in the body, and the server asks for it in the Authorization header.'
          : 'The secret was sent in the Authorization header, and the server says that there is none: it may read the body alone.',
        reasons: [
          ...(hasChallenge && isPosted ? ['The answer says WWW-Authenticate: Basic.'] : []),
          ...whatItSays(scene),
        ],
        remedy: isPosted
          ? 'Choose client_secret_basic as client authentication.'
          : 'Choose client_secret_post as client authentication.',
      };
    }
    if (!isClientRefused(scene) || isAnnounced) return undefined;
    return {
      certainty: 'possible',
      cause: isPosted
        ? 'The server may take the secret only in the Authorization header (client_secret_basic), and it was sent in the body.'
        : 'The server may take the secret only in the body (client_secret_post), and it was sent in the Authorization header.',
      reasons: ['Nothing says which way this server takes.'],
    };
  },
};

const MISSED =
  /(?:missing|required|no|not found|absent|could not find|without)\b[^.\n]{0,40}client[ _-]?(?:secret|id|credential)|client[ _-]?(?:secret|id|credentials?)\b[^.\n]{0,30}(?:missing|required|not found|absent|empty|not provided)/i;

const encoding: TokenRule = {
  id: 'basic-encoding',
  cause:
    'The server does not decode the Basic credentials, which were encoded as the specification has it.',
  remedy: 'Choose the other Basic encoding in the client, and run again.',
  places: [setting('basic-encoding'), action('check-secret')],
  specification: rfc(6749, '2.3.1'),
  find: (scene) => {
    const { authentication, client, exchange, response } = scene;
    if (authentication !== 'client_secret_basic') return undefined;
    const isForbidden = response?.status === 403 && scene.code === '';
    if (!isClientRefused(scene) && !isForbidden) return undefined;
    const isSecretChanged =
      exchange.request.secretTraits?.some((trait) => ENCODED.has(trait)) === true;
    const inClientId = charactersChanged(client.clientId);
    if (!isSecretChanged && inClientId === '') return undefined;
    const isEncoded = client.basicEncoding === 'form';
    const what = [
      ...(inClientId === '' ? [] : [`the client ID holds ${inClientId}`]),
      ...(isSecretChanged ? ['the secret holds other characters than letters and digits'] : []),
    ].join(', and ');
    return {
      // Hyphens and dots are in most client IDs, and in many secrets that are merely wrong.
      certainty:
        exchange.request.secretTraits?.includes('changed-by-encoding') === true
          ? 'likely'
          : 'possible',
      cause: isEncoded
        ? `The server seems not to decode Basic credentials: ${what}, which form-encoding changes.`
        : `The server seems to decode Basic credentials, which were sent raw: ${what}.`,
      reasons: [
        isEncoded
          ? 'Client ID and secret were form-encoded, as RFC 6749 §2.3.1 demands; some servers compare them as they came.'
          : 'RFC 6749 §2.3.1 has client ID and secret form-encoded; this client sends them raw.',
      ],
      remedy: isEncoded
        ? 'Choose Raw as Basic encoding in the client, and run again. If that is refused too, it is the client ID or the secret.'
        : 'Choose Encoded (RFC 6749) as Basic encoding in the client, and run again.',
    };
  },
};

const ENCODED: ReadonlySet<SecretTrait> = new Set([
  'changed-by-encoding',
  'changed-by-strict-encoding',
]);

/** The characters of a client ID that form-encoding changes, in words. */
function charactersChanged(clientId: string): string {
  const changed = [...new Set(clientId.replaceAll(/[A-Za-z0-9]/g, ''))];
  return changed.length === 0 ? '' : listed(changed);
}

/** Whether the server refused the client, or may have meant that. */
function isRefused(scene: TokenScene): boolean {
  const { code, response, said } = scene;
  if (isClientRefused(scene) || code === 'unauthorized_client') return true;
  return code === ''
    ? response?.status === 403
    : code === 'invalid_request' && /client|secret|authenti|credential/i.test(said);
}

/** Causes that lie in how the client proves itself. */
export const authenticationCauses: readonly CauseRule[] = [
  inBody,
  assertionWanted,
  notAnnounced,
  otherOfTemplate,
  bothWays,
  unwanted,
  secretWanted,
  otherScheme,
  encoding,
].map(atTokenRequest);
