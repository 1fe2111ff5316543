import { rfc } from '../../findings/specifications';
import { clockOffsetOf, offsetInWords } from '../clock';
import { responseParameters } from '../../oauth/response-parameters';
import type { CauseRule } from '../diagnosis';
import { action, setting, step } from '../look';
import { differencesInWords, compareUris } from '../compare-uris';
import { quoted, spanInWords } from '../words';
import { EXPIRED, MENTIONS_PKCE, namesSeveral, USED, VERIFIER_MISSED } from './code-words';
import { atTokenRequest, type TokenRule, type TokenScene, whatItSays } from './scene';

const specification = rfc(6749, '4.1.3');
const codeAnew = 'Run again for a new code.';

/** A code that waits longer than this is likely to be too old. */
const LONG_WAIT = 60_000;
/** No server lets its codes expire within it on purpose. */
const SHORT_WAIT = 5000;

const verifierMissing: TokenRule = {
  id: 'code-verifier-missing',
  cause: 'The server wants the code_verifier of PKCE, and none was sent.',
  remedy: 'Choose S256 as PKCE in the client, and run again.',
  places: [setting('pkce')],
  specification: rfc(7636, '4.5'),
  find: (scene) => {
    const { sent } = scene;
    if (!isCode(scene) || sent.has('code_verifier')) return undefined;
    const hadChallenge = requestParameters(scene).has('code_challenge');
    if (hadChallenge) {
      return {
        certainty: 'seen',
        cause:
          'The authorization request had a code_challenge, and the token request has no code_verifier.',
      };
    }
    const isSaid = MENTIONS_PKCE.test(scene.said);
    const isLikely = isOfGrant(scene) && scene.client.pkce === 'off' && isPkceAnnounced(scene);
    if (!isSaid && !isLikely) return undefined;
    return {
      certainty: isSaid ? 'said' : 'likely',
      reasons: [
        'PKCE is off in this client, so that neither a challenge nor a verifier was sent.',
        ...(isPkceAnnounced(scene)
          ? ['The discovery document lists code_challenge_methods_supported.']
          : []),
        ...whatItSays(scene),
      ],
    };
  },
};

const verifierUnasked: TokenRule = {
  id: 'code-verifier-without-challenge',
  cause: 'A code_verifier was sent, and the authorization request had no code_challenge.',
  remedy:
    'Look at what stands between the request as it was made and the server: the challenge was lost on the way.',
  places: [step('authorization-request'), setting('pkce')],
  specification: rfc(9700, '4.8.2'),
  find: (scene) =>
    isCode(scene) &&
    isOfGrant(scene) &&
    scene.sent.has('code_verifier') &&
    scene.run.authorization !== undefined &&
    !requestParameters(scene).has('code_challenge')
      ? { certainty: 'seen', reasons: whatItSays(scene) }
      : undefined,
};

const verifierRefused: TokenRule = {
  id: 'code-verifier-refused',
  cause:
    'The server says that the code_verifier does not fit the code_challenge of the authorization request.',
  remedy:
    'Run again. If it stays so, the server lost the challenge or hashes otherwise: look at its log.',
  places: [setting('pkce'), step('authorization-request')],
  specification: rfc(7636, '4.6'),
  find: (scene) => {
    if (!isCode(scene) || !scene.sent.has('code_verifier') || !MENTIONS_PKCE.test(scene.said)) {
      return undefined;
    }
    const methods = announcedChallenges(scene);
    const isPlain = scene.client.pkce === 'plain';
    if (VERIFIER_MISSED.test(scene.said)) {
      return {
        certainty: 'said',
        cause: 'The server misses the code_verifier, though it was sent: it was lost on the way.',
        reasons: [...whatItSays(scene), 'It stands in the body of the token request.'],
        remedy:
          'Look at what stands before the server, such as a proxy that lets only known parameters through, and at what the server reads.',
        places: [step('token-request')],
      };
    }
    return {
      certainty: 'said',
      reasons: [
        ...whatItSays(scene),
        isPlain
          ? 'This client sends the verifier itself as challenge (PKCE plain); a server that expects S256 hashes it first.'
          : 'The verifier that was sent is the one whose SHA-256 hash the authorization request had as code_challenge.',
      ],
      ...(isPlain && methods?.includes('plain') !== true
        ? { remedy: 'Choose S256 as PKCE in the client, and run again.' }
        : {}),
    };
  },
};

const plainUnsupported: TokenRule = {
  id: 'pkce-method-not-announced',
  cause: 'The client uses a PKCE method that the server does not announce.',
  remedy: 'Choose S256 as PKCE in the client, and run again.',
  places: [setting('pkce')],
  specification: rfc(7636, '4.2'),
  find: (scene) => {
    const { pkce } = scene.client;
    const methods = announcedChallenges(scene);
    if (!isCode(scene) || !isOfGrant(scene) || pkce === 'off') return undefined;
    return methods === undefined || methods.includes(pkce)
      ? undefined
      : {
          certainty: 'likely',
          cause: `This client uses PKCE ${pkce}, and the server announces ${methods.map((method) => quoted(method, 40)).join(', ')} only.`,
        };
  },
};

const redirectDiffers: TokenRule = {
  id: 'redirect-uri-changed-since',
  cause: 'The redirect URI of the token request is not the one of the authorization request.',
  remedy: 'Send the same redirect URI in both requests: they are compared character by character.',
  places: [setting('redirect-uris'), step('authorization-request')],
  specification,
  find: (scene) => {
    const asked = requestParameters(scene).get('redirect_uri');
    const sent = scene.sent.get('redirect_uri');
    if (
      !isCode(scene) ||
      scene.run.authorization === undefined ||
      asked === null ||
      asked === sent
    ) {
      return undefined;
    }
    return {
      certainty: 'seen',
      cause:
        sent === undefined
          ? `The authorization request had the redirect URI ${quoted(asked)}, and the token request has none.`
          : `The redirect URI of the token request, ${quoted(sent)}, differs from ${quoted(asked)} of the authorization request in ${differencesInWords(compareUris(sent, asked))}.`,
    };
  },
};

const redirectRefused: TokenRule = {
  id: 'redirect-uri-refused-with-code',
  cause: 'The server does not accept the redirect URI that came with the code.',
  remedy:
    'Compare it with the registration, character by character, and look whether the server answered the sign-in at another one.',
  places: [setting('redirect-uris')],
  specification,
  find: (scene) => {
    const sent = scene.sent.get('redirect_uri');
    return isCode(scene) &&
      sent !== undefined &&
      /redirect[ _-]?(?:ur[il]|mismatch)|callback ur[il]/i.test(scene.said)
      ? {
          certainty: 'said',
          cause: `The server does not accept the redirect URI ${quoted(sent)} with this code, though the authorization request had the same one.`,
          reasons: whatItSays(scene),
        }
      : undefined;
  },
};

const used: TokenRule = {
  id: 'code-used-before',
  cause: 'The code had been used before: each code can be exchanged once.',
  remedy: `${codeAnew} Nobody else may take the callback: not the app itself, a page that was loaded again, or an earlier run.`,
  places: [action('run-again'), setting('redirect-mode')],
  specification: rfc(6749, '4.1.2'),
  find: (scene) => {
    if (!isCode(scene) || !isOfGrant(scene)) return undefined;
    const before = timesSent(scene);
    const { isSeenByApp, isPasted } = scene.run.callbackNotes ?? {};
    if (before > 1) {
      return {
        certainty: 'seen',
        cause: `This run sent the same code ${before} times, and each code can be exchanged once.`,
      };
    }
    const reasons = whatItSays(scene);
    if (isSeenByApp === true) {
      return {
        certainty: 'likely',
        cause: `The app at ${quoted(scene.run.redirect.uri)} had the callback first, and has probably exchanged the code itself.`,
        reasons: ['The callback could not be captured before the app had it.', ...reasons],
        remedy: `${codeAnew} Sign in where the app does not run, or use a redirect URI at which nothing answers.`,
      };
    }
    if (USED.test(scene.said) && !namesSeveral(scene.said)) return { certainty: 'said', reasons };
    if (isPasted === true && scene.run.redirect.isOwn !== true) {
      return {
        certainty: 'likely',
        cause: `The callback was pasted, and the app at ${quoted(scene.run.redirect.uri)} may have exchanged its code before.`,
        reasons: [
          'A page at the redirect URI gets the code first, and uses it as soon as it loads.',
          ...reasons,
        ],
        remedy: `${codeAnew} Let the callback be captured, or paste it from a page that does not load, such as one without network.`,
      };
    }
    return undefined;
  },
};

const expired: TokenRule = {
  id: 'code-expired',
  cause: 'The code had expired before it was exchanged.',
  remedy: `${codeAnew} Hand in the callback as soon as it is there.`,
  places: [action('run-again')],
  specification: rfc(6749, '4.1.2'),
  find: (scene) => {
    if (!isCode(scene)) return undefined;
    const waited = waitOf(scene);
    // Trials, licences and secrets expire too.
    const isAboutCode = isOfGrant(scene) || /\b(?:code|grant)\b(?!["'])/i.test(scene.said);
    const isSaid = isAboutCode && EXPIRED.test(scene.said) && !namesSeveral(scene.said);
    if (waited !== undefined && waited > LONG_WAIT && (isSaid || isOfGrant(scene))) {
      return {
        certainty: isSaid ? 'said' : 'likely',
        cause: `${scene.run.callbackNotes?.isPasted === true ? 'Up to ' : ''}${spanInWords(waited)} passed from ${scene.run.callbackNotes?.isPasted === true ? 'the sign-in page' : 'the callback'} to the token request, and the code had probably expired.`,
        reasons: [
          'RFC 6749 recommends that codes live for at most 10 minutes; many servers give them one.',
          ...whatItSays(scene),
        ],
      };
    }
    const clock = clockOffsetOf(scene.run);
    return isSaid
      ? {
          certainty: 'said',
          ...(waited === undefined || waited > SHORT_WAIT
            ? {}
            : {
                cause: `The server says that the code had expired, though it was sent ${afterInWords(waited)} it came: its codes live too short, or one of its clocks is wrong.`,
                remedy: `${codeAnew} If it happens every time, compare the clocks of the server and of its database, and look how long its codes live.`,
              }),
          reasons: [
            ...(clock === undefined || clock.milliseconds === 0
              ? []
              : [
                  `The clock of this machine is ${offsetInWords(clock.milliseconds)} that of ${clock.host}.`,
                ]),
            ...(waited === undefined ? [] : [`It was sent ${afterInWords(waited)} it came.`]),
            ...whatItSays(scene),
          ],
        }
      : undefined;
  },
};

const ofOtherClient: TokenRule = {
  id: 'code-of-other-client',
  cause: 'The server says that the code was issued to another client.',
  remedy:
    'Use the same client ID in both requests, and paste no callback of another client’s sign-in.',
  places: [setting('client-id'), action('run-again')],
  specification,
  find: (scene) =>
    scene.sent.size > 0 &&
    isOfGrant(scene) &&
    !namesSeveral(scene.said) &&
    /(?:issued|belongs?|bound|granted)[^.\n]{0,20}(?:to )?(?:another|other|a different|different)|(?:not|wasn.t) issued (?:to|for)|client[ _]?id?[^.\n]{0,30}(?:mismatch|not match|does not)|different client|wrong client/i.test(
      scene.said,
    )
      ? {
          certainty: 'said',
          cause: isCode(scene)
            ? `The server says that the code was issued to another client than ${quoted(scene.client.clientId)}.`
            : `The server says that the refresh token was issued to another client than ${quoted(scene.client.clientId)}.`,
          reasons: whatItSays(scene),
        }
      : undefined,
};

const notAccepted: TokenRule = {
  id: 'code-not-accepted',
  isFallback: true,
  cause:
    'The server does not accept the code: it is used, expired, of another client, or not known to it.',
  remedy: `${codeAnew} If it happens every time, look at the log of the server: it may have lost the code, as several instances without a common store do.`,
  places: [action('run-again'), step('authorization-response')],
  specification: rfc(6749, '5.2'),
  find: (scene) => {
    if (!isCode(scene) || !isOfGrant(scene)) return undefined;
    const waited = waitOf(scene);
    return {
      certainty: 'possible',
      reasons: [
        ...whatItSays(scene),
        ...(scene.run.authorization === undefined
          ? []
          : ['Redirect URI and code verifier are those of the authorization request.']),
        ...(waited === undefined ? [] : [`The code was sent ${afterInWords(waited)} it came.`]),
      ],
    };
  },
};

function isCode({ sent }: TokenScene): boolean {
  return sent.get('grant_type') === 'authorization_code';
}

/** Whether the error may be about what was handed in. */
function isOfGrant({ code }: TokenScene): boolean {
  return code === 'invalid_grant';
}

function requestParameters({ run }: TokenScene): URLSearchParams {
  return run.authorization === undefined
    ? new URLSearchParams()
    : responseParameters(run.authorization.url);
}

function announcedChallenges({ run, symptoms }: TokenScene): readonly string[] | undefined {
  const methods = run.server?.code_challenge_methods_supported ?? [];
  return symptoms.metadata === undefined || methods.length === 0 ? undefined : methods;
}

function isPkceAnnounced(scene: TokenScene): boolean {
  return announcedChallenges(scene) !== undefined;
}

function timesSent({ run, sent }: TokenScene): number {
  const code = sent.get('code');
  return run.exchanges.filter(
    ({ purpose, request }) =>
      purpose === 'token' &&
      request.form?.some(([name, value]) => name === 'code' && value === code) === true,
  ).length;
}

/** Since the callback came, in milliseconds; of one that was pasted, since the sign-in was asked for. */
function waitOf({ run, exchange }: TokenScene): number | undefined {
  const since =
    run.callbackNotes?.isPasted === true
      ? run.authorizationRequestedAt
      : run.authorizationRespondedAt;
  return since === undefined ? undefined : Math.max(0, exchange.startedAt - since);
}

function afterInWords(milliseconds: number): string {
  return milliseconds < 1000 ? 'right after' : `${spanInWords(milliseconds)} after`;
}

/** Causes that lie in the code, and in what has to fit it. */
export const codeCauses: readonly CauseRule[] = [
  verifierMissing,
  verifierUnasked,
  redirectDiffers,
  verifierRefused,
  redirectRefused,
  ofOtherClient,
  used,
  expired,
  plainUnsupported,
].map(atTokenRequest);

/** Where nothing tells which of them it is. */
export const codeNotAccepted: CauseRule = atTokenRequest(notAccepted);
