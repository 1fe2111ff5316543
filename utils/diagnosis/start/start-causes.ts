import { canBeCaptured, captureRefusal } from '../../clients/redirect';
import { type Failure, hostsInWords } from '../../oauth/failure';
import type { CauseRule, Place } from '../diagnosis';
import { action, setting } from '../look';
import type { Symptoms } from '../symptoms';
import { quoted, sentence } from '../words';

/** A cause that its failure names: nothing else can be. */
function ofFailure(
  code: Failure['code'],
  rule: Omit<CauseRule, 'part' | 'find'>,
  isIt: (symptoms: Symptoms) => boolean = () => true,
  places?: (symptoms: Symptoms) => readonly Place[],
): CauseRule {
  return {
    ...rule,
    part: 'start',
    find: (symptoms) => {
      const { place, failure } = symptoms;
      if (place !== 'start' || failure?.code !== code || !isIt(symptoms)) return undefined;
      return {
        certainty: 'seen',
        cause: sentence(failure.cause),
        remedy: failure.remedy,
        ...(places === undefined ? {} : { places: places(symptoms) }),
      };
    },
  };
}

/** Whether the run was to capture what comes to an address that no browser lets an extension see. */
function isUncapturable({ run }: Symptoms): boolean {
  return run?.redirect.mode === 'capture' && !canBeCaptured(run.redirect.uri);
}

/** Causes that show before anything is sent. */
export const startCauses: readonly CauseRule[] = [
  {
    id: 'redirect-scheme-uncapturable',
    part: 'start',
    cause: 'What comes to the redirect URI cannot be captured.',
    remedy: 'Paste the callback URL by hand.',
    places: [action('paste-callback'), setting('redirect-mode'), setting('redirect-uris')],
    find: (symptoms) => {
      const { place, failure, run } = symptoms;
      return place === 'start' &&
        failure?.code === 'client_incomplete' &&
        run !== undefined &&
        isUncapturable(symptoms)
        ? {
            certainty: 'seen',
            cause: `What comes to ${quoted(run.redirect.uri)} cannot be captured.`,
            remedy: captureRefusal(run.redirect.uri),
          }
        : undefined;
    },
  },
  ofFailure(
    'client_incomplete',
    {
      id: 'client-incomplete',
      cause: 'The client lacks an endpoint.',
      remedy: 'Give it in the client.',
      places: [setting('token-endpoint')],
    },
    (symptoms) => !isUncapturable(symptoms),
    ({ client }) => [
      client?.endpoints.token === undefined
        ? setting('token-endpoint')
        : setting('authorization-endpoint'),
    ],
  ),
  ofFailure('secret_missing', {
    id: 'secret-missing',
    cause: 'The client secret is not in memory.',
    remedy: 'Type it into the client.',
    places: [setting('client-secret'), setting('client-authentication')],
  }),
  ofFailure('vault_locked', {
    id: 'vault-locked',
    cause: 'The client secret is sealed in the vault, and the vault is locked.',
    remedy: 'Unlock the vault with its passphrase, and the run starts by itself.',
    places: [action('unlock-vault')],
  }),
  {
    id: 'permission-missing',
    part: 'start',
    cause: 'The browser has not been allowed to reach the server.',
    remedy: 'Allow access, and the run starts by itself.',
    places: [action('allow-access')],
    find: ({ place, failure, run }) =>
      place === 'start' && failure?.code === 'permission_missing'
        ? {
            certainty: 'seen',
            cause: sentence(
              failure.origins === undefined || !failure.cause.startsWith('no permission yet')
                ? failure.cause
                : `OAuth Workbench has no permission yet to reach ${hostsInWords(failure.origins)}`,
            ),
            remedy: failure.remedy,
            places: [
              action('allow-access'),
              ...(run?.redirect.mode === 'capture' ? [action('paste-callback')] : []),
            ],
          }
        : undefined,
  },
  ofFailure('window_busy', {
    id: 'window-busy',
    cause: 'Another sign-in window of this browser is open.',
    remedy: 'Finish or close it, then run again.',
    places: [action('run-again'), action('open-in-tab')],
  }),
  ofFailure('tab_not_opened', {
    id: 'tab-not-opened',
    cause: 'The browser did not open a tab for the sign-in.',
    remedy: 'Open a window of this browser, then run again, or paste the callback by hand.',
    places: [action('run-again'), action('paste-callback')],
  }),
];
