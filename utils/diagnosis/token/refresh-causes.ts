import { rfc } from '../../findings/specifications';
import type { CauseRule } from '../diagnosis';
import { action } from '../look';
import { spanInWords } from '../words';
import { namesSeveral } from './code-words';
import { atTokenRequest, type TokenRule, type TokenScene, whatItSays } from './scene';

const specification = rfc(6749, '6');
const signInAnew = 'Run the client anew for a new refresh token.';

const revoked: TokenRule = {
  id: 'refresh-token-revoked-here',
  cause: 'The refresh token was revoked from this workbench, as the server confirmed.',
  remedy: signInAnew,
  places: [action('run-again')],
  specification: rfc(7009, '2.1'),
  find: (scene) =>
    isRefused(scene) && fateOf(scene)?.isRevoked === true
      ? { certainty: 'seen', reasons: ['The run that it came from shows the revocation.'] }
      : undefined,
};

const replaced: TokenRule = {
  id: 'refresh-token-rotated',
  cause:
    'The refresh token was used before, by another run, and the server gave a new one in its place.',
  remedy:
    'Refresh the run that has the newest refresh token. If that is refused as well, the server has ended the whole grant: run the client anew.',
  places: [action('refresh'), action('run-again')],
  specification: rfc(9700, '4.14.2'),
  find: (scene) =>
    isRefused(scene) && fateOf(scene)?.isReplaced === true
      ? {
          certainty: 'seen',
          reasons: [
            'An earlier run of this browser session refreshed with the same token and got another.',
          ],
        }
      : undefined,
};

const lost: TokenRule = {
  id: 'refresh-token-answer-lost',
  cause:
    'The refresh token was sent before, and the answer was lost: the server has probably replaced it all the same.',
  remedy: signInAnew,
  places: [action('run-again')],
  specification: rfc(9700, '4.14.2'),
  find: (scene) =>
    isRefused(scene) && fateOf(scene)?.isAnswerLost === true
      ? {
          certainty: 'likely',
          reasons: [
            'The refresh before this one got no answer that could be read.',
            ...whatItSays(scene),
          ],
        }
      : undefined,
};

const USED =
  /already|re-?used|used (?:before|twice|once)|been (?:used|redeemed|consumed|exchanged|rotated)|rotat|replay|superseded|family/i;

const saidUsed: TokenRule = {
  id: 'refresh-token-used-before',
  cause: 'The server says that the refresh token was used before.',
  remedy: `Use the newest refresh token, which another run or the app itself may have. ${signInAnew}`,
  places: [action('run-again')],
  specification: rfc(9700, '4.14.2'),
  find: (scene) =>
    isRefused(scene) && USED.test(scene.said)
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined,
};

const saidRevoked: TokenRule = {
  id: 'refresh-token-withdrawn',
  cause:
    'The server says that the refresh token was revoked: by the user, an administrator, a new password or the end of the session.',
  remedy: signInAnew,
  places: [action('run-again')],
  specification,
  find: (scene) =>
    isRefused(scene) &&
    !namesSeveral(scene.said) &&
    /revoked|withdrawn|session (?:not active|doesn.t have|ended|expired|not found)|logged out|signed out|password/i.test(
      scene.said,
    )
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined,
};

const expired: TokenRule = {
  id: 'refresh-token-expired',
  cause: 'The refresh token has expired.',
  remedy: `${signInAnew} How long they live is set at the server, often apart for tokens that are not used.`,
  places: [action('run-again')],
  specification,
  find: (scene) => {
    if (!isRefused(scene)) return undefined;
    const age = ageOf(scene);
    if (/expired|too old|lifetime|inactiv/i.test(scene.said) && !namesSeveral(scene.said)) {
      return { certainty: 'said', reasons: [...ageInWords(age), ...whatItSays(scene)] };
    }
    return age !== undefined && age > HALF_AN_HOUR
      ? {
          certainty: 'likely',
          cause: `The refresh token was ${spanInWords(age)} old and has probably expired.`,
          reasons: whatItSays(scene),
        }
      : undefined;
  },
};

/** Sessions in which nobody does anything commonly end after this time, and refresh tokens with them. */
const HALF_AN_HOUR = 30 * 60_000;

const notAccepted: TokenRule = {
  id: 'refresh-token-not-accepted',
  isFallback: true,
  cause:
    'The server does not accept the refresh token: it is used, expired, revoked, or of another client.',
  remedy: signInAnew,
  places: [action('run-again')],
  specification: rfc(6749, '5.2'),
  find: (scene) =>
    isRefused(scene)
      ? {
          certainty: 'possible',
          reasons: [
            ...ageInWords(ageOf(scene)),
            'No other run of this browser session has replaced or revoked it; the app itself may have.',
            ...whatItSays(scene),
          ],
        }
      : undefined,
};

/** Whether the server did not accept the refresh token; some say so with another error. */
function isRefused({ code, sent }: TokenScene): boolean {
  return (
    sent.get('grant_type') === 'refresh_token' &&
    (code === 'invalid_grant' || code === 'invalid_token' || code === 'invalid_refresh_token')
  );
}

function fateOf({ run }: TokenScene) {
  return run.refreshes?.refreshToken;
}

function ageOf(scene: TokenScene): number | undefined {
  const receivedAt = fateOf(scene)?.receivedAt;
  return receivedAt === undefined ? undefined : Math.max(0, scene.exchange.startedAt - receivedAt);
}

function ageInWords(age: number | undefined): readonly string[] {
  return age === undefined ? [] : [`It came ${spanInWords(age)} before it was sent.`];
}

/** Causes that lie in the refresh token. */
export const refreshCauses: readonly CauseRule[] = [
  revoked,
  replaced,
  lost,
  saidUsed,
  saidRevoked,
  expired,
].map(atTokenRequest);

/** Where nothing tells which of them it is. */
export const refreshNotAccepted: CauseRule = atTokenRequest(notAccepted);
