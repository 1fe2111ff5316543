import { rfc } from '../../findings/specifications';
import { headerOf } from '../../oauth/exchange';
import type { CauseRule } from '../diagnosis';
import { isPage, setting, step } from '../look';
import { quoted } from '../words';
import { atTokenRequest, challengeOf, isClientRefused, type TokenRule, whatItSays } from './scene';

const dpop: TokenRule = {
  id: 'dpop-required',
  cause:
    'The server demands DPoP, a proof that the sender has a key, which OAuth Workbench does not send.',
  remedy: 'Have DPoP turned off for this client at the server, so that it issues Bearer tokens.',
  places: [],
  specification: rfc(9449, '5'),
  find: (scene) => {
    const { code, response } = scene;
    const nonce = response === undefined ? undefined : headerOf(response, 'dpop-nonce');
    const isNamed = code === 'invalid_dpop_proof' || code === 'use_dpop_nonce';
    if (!isNamed && challengeOf(scene) !== 'dpop' && !/\bdpop\b/i.test(scene.said))
      return undefined;
    return {
      certainty: 'said',
      reasons: [
        ...(nonce === undefined ? [] : ['The answer has a header DPoP-Nonce.']),
        ...whatItSays(scene),
      ],
    };
  },
};

const certificate: TokenRule = {
  id: 'tls-certificate-required',
  cause: 'The server demands a TLS client certificate, which OAuth Workbench does not send.',
  remedy:
    'Have the client registered without mutual TLS for these tests, or put a proxy that holds the certificate before the server.',
  places: [setting('client-authentication'), setting('token-endpoint')],
  specification: rfc(8705, '2'),
  find: (scene) =>
    /\bmtls\b|mutual[ -]tls|(?:client|ssl|tls) certificate|certificate (?:is )?(?:required|missing)/i.test(
      scene.said,
    ) || scene.response?.status === 496
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined,
};

const originRefused: TokenRule = {
  id: 'origin-refused',
  cause: 'The server refuses token requests with the Origin header of an extension.',
  remedy: 'Have the Origin header removed: it is a setting of the client.',
  places: [setting('origin-header')],
  find: (scene) => {
    const { client, said, response, code } = scene;
    if (client.originHeader !== 'sent') return undefined;
    const isSaid = MENTIONS_ORIGIN.test(said);
    const isForbidden = response?.status === 403 || response?.status === 405;
    if (!isSaid && !isForbidden) {
      return code === 'invalid_request' || isClientRefused(scene)
        ? {
            certainty: 'possible',
            cause: 'The server may refuse the Origin header, which this client has sent along.',
          }
        : undefined;
    }
    return {
      certainty: isSaid ? 'said' : 'likely',
      reasons: [
        'This client has the Origin header sent: chrome-extension:// or moz-extension:// and the id of the extension.',
        ...(isForbidden ? [`The answer is HTTP ${response.status}.`] : []),
        ...whatItSays(scene),
      ],
    };
  },
};

const originWanted: TokenRule = {
  id: 'origin-wanted',
  cause: 'The server wants an Origin header, as browsers send it, and it was removed.',
  remedy:
    'Have the Origin header sent: it is a setting of the client. The origin of the extension has to be registered at the server.',
  places: [setting('origin-header')],
  find: (scene) =>
    scene.client.originHeader === 'removed' && MENTIONS_ORIGIN.test(scene.said)
      ? { certainty: 'likely', reasons: [...whatItSays(scene)] }
      : undefined,
};

const MENTIONS_ORIGIN = /\borigin\b(?! server)|cross-origin|\bcors\b/i;

const passwordBefore: TokenRule = {
  id: 'password-before-server',
  cause: 'Something before the server asks for a user name and password of its own.',
  remedy:
    'A test system may be closed with a password: have the token endpoint left open, since its Authorization header is the client’s.',
  places: [setting('token-endpoint')],
  specification: rfc(9110, '11.6.1'),
  find: (scene) => {
    const { response, code } = scene;
    if (response?.status !== 401 || code !== '' || !isPage(response)) return undefined;
    const realm = /^basic\s.*?realm="?([^",]{1,100})/i.exec(
      headerOf(response, 'www-authenticate') ?? '',
    )?.[1];
    return challengeOf(scene) === 'basic'
      ? {
          certainty: 'likely',
          cause: `Something before the server asks for a user name and password of its own${realm === undefined ? '' : `, for ${quoted(realm)}`}: it answers with a page, not as a token endpoint does.`,
        }
      : undefined;
  },
};

/** Filters of frameworks that stand before the endpoint, and what they say. */
type FilterRow = Omit<TokenRule, 'find'> & { readonly words: RegExp };
const FILTERS: readonly FilterRow[] = [
  {
    id: 'csrf-filter',
    cause: 'The server takes the token request for a forged form (CSRF), and refuses it.',
    remedy: 'The server has to leave its token endpoint out of the CSRF protection of its pages.',
    places: [step('token-request')],
    words: /\bcsrf\b|InvalidAuthenticityToken|cross[- ]site request forgery|antiforgery/i,
  },
  {
    id: 'host-not-allowed',
    cause: 'The server does not answer to the host name by which it was asked.',
    remedy:
      'Add the host to those that the server allows, or ask it by the name that it is registered under.',
    places: [setting('token-endpoint'), setting('issuer')],
    words:
      /DisallowedHost|ALLOWED_HOSTS|invalid (?:http_)?host(?: header)?\b|blocked request\. this host|host (?:header )?(?:is )?not allowed/i,
  },
  {
    id: 'network-not-allowed',
    cause:
      'The server lets this client in from certain network addresses only, and this one is not among them.',
    remedy:
      'Add the public address of this network to the allow list at the provider, or run from a network that is on it.',
    places: [],
    words:
      /\bip(?: address(?:es)?)?\b[^\n]{0,60}\b(?:not (?:be )?(?:allowed|white-?listed|allow-?listed|permitted|authori[sz]ed|on the)|blocked|denied|restrict\w*|forbidden)\b/i,
  },
  {
    id: 'path-unknown-to-gateway',
    cause:
      'The API gateway knows no such path or method: “Missing Authentication Token” is how that of AWS says so.',
    remedy:
      'Compare the path of the token endpoint with the provider’s documents, the name of the stage at its beginning included.',
    places: [setting('token-endpoint')],
    words: /\bMissing Authentication Token\b/,
  },
  {
    id: 'plan-run-out',
    cause: 'The trial, plan or licence at the provider has run out.',
    remedy: 'Have it renewed at the provider: the client and its request are not what is refused.',
    places: [],
    words:
      /\b(?:trial|subscription|licen[sc]e|plan)\b[^.\n]{0,40}\b(?:expired|ended|run out|inactive)\b/i,
  },
  {
    id: 'request-quota-used-up',
    cause: 'The requests that this client or network may make are used up for now.',
    remedy: 'Wait until the quota begins anew, or have it raised at the provider.',
    places: [],
    words:
      /\b(?:rate |request |usage |api |daily |monthly )?(?:limit|quota) (?:has been |was |is )?exceeded\b|\bexceeded (?:the |your |its )?(?:\w+ )?(?:limit|quota)\b|\bthrottl(?:ed|ing)\b/i,
  },
];

/** Codes of errors that have one meaning, whichever request they answer. */
const grantOfOther: TokenRule = {
  id: 'second-factor-required',
  cause: 'The server wants the user to prove more at the sign-in, such as a second factor.',
  remedy: 'Run the client anew, and sign in with what the server asks for.',
  places: [setting('parameters')],
  specification: rfc(9470, '3'),
  find: (scene) =>
    scene.code === 'interaction_required' ||
    scene.code === 'mfa_required' ||
    scene.code === 'insufficient_user_authentication' ||
    scene.code === 'consent_required' ||
    scene.code === 'login_required'
      ? {
          certainty: 'said',
          cause: `The server wants the user to take part again (${quoted(scene.code, 60)}): to sign in, to consent or to prove more.`,
          reasons: whatItSays(scene),
        }
      : undefined,
};

/** Causes that lie in what binds a request to its sender. */
export const bindingCauses: readonly CauseRule[] = [
  dpop,
  certificate,
  originRefused,
  originWanted,
  grantOfOther,
  passwordBefore,
  ...FILTERS.map(ofFilter),
].map(atTokenRequest);

function ofFilter({ words, ...rule }: FilterRow): TokenRule {
  return {
    ...rule,
    find: (scene) => {
      const found = words.exec(scene.said)?.[0];
      return found === undefined || scene.response === undefined || scene.response.status < 400
        ? undefined
        : {
            certainty: 'said',
            reasons: [`The answer, HTTP ${scene.response.status}, holds ${quoted(found, 120)}.`],
          };
    },
  };
}
