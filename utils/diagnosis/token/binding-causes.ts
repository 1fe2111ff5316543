import { rfc } from '../../findings/specifications';
import { headerOf } from '../../oauth/exchange';
import type { CauseRule } from '../diagnosis';
import { setting } from '../look';
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
].map(atTokenRequest);
