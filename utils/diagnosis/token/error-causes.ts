import { rfc } from '../../findings/specifications';
import { headerOf } from '../../oauth/exchange';
import type { CauseRule, Place } from '../diagnosis';
import { waitInWords } from '../answer/reach-causes';
import { action, setting, step } from '../look';
import { quoted } from '../words';
import { atTokenRequest, type TokenScene, whatItSays } from './scene';

type ErrorEntry = {
  readonly code: string;
  readonly id: string;
  readonly cause: string;
  readonly remedy: string;
  readonly places: readonly Place[];
  readonly specification: ReturnType<typeof rfc>;
};

/** Errors with one meaning. */
const ERRORS: readonly ErrorEntry[] = [
  {
    code: 'invalid_target',
    id: 'token-target-unknown',
    cause:
      'The server does not know the resource or audience that was asked for, or does not allow it to this client.',
    remedy:
      'Compare the parameters resource and audience of the client with the APIs that the server knows.',
    places: [setting('parameters')],
    specification: rfc(8707, '2'),
  },
  {
    code: 'invalid_authorization_details',
    id: 'authorization-details-refused',
    cause: 'The server does not know the authorization_details that were asked for.',
    remedy:
      'Compare the parameter authorization_details of the client with the types that the server documents.',
    places: [setting('parameters')],
    specification: rfc(9396, '5'),
  },
  {
    code: 'slow_down',
    id: 'token-slow-down',
    cause: 'The token endpoint was asked too often (slow_down).',
    remedy: 'Wait for some seconds, then run again.',
    places: [action('run-again')],
    specification: rfc(8628, '3.5'),
  },
  {
    code: 'authorization_pending',
    id: 'authorization-pending',
    cause: 'The user has not yet allowed the request on the other device.',
    remedy:
      'Answer the request there. It belongs to the device grant, which OAuth Workbench does not have: look whether this is the right token endpoint.',
    places: [setting('token-endpoint')],
    specification: rfc(8628, '3.5'),
  },
  {
    code: 'access_denied',
    id: 'token-access-denied',
    cause: 'A policy of the server does not let this client, or this user, have tokens.',
    remedy:
      'Ask whoever looks after the server which policy that is: whether the client is assigned to the user, and its grant, scopes and network are allowed.',
    places: [setting('scopes')],
    specification: rfc(6749, '4.1.2.1'),
  },
  {
    code: 'server_error',
    id: 'token-server-error',
    cause: 'The server itself failed (server_error).',
    remedy: 'Run again. If it stays so, the log of the server tells more.',
    places: [step('token-request')],
    specification: rfc(6749, '4.1.2.1'),
  },
  {
    code: 'temporarily_unavailable',
    id: 'token-server-busy',
    cause:
      'The server is overloaded or down for maintenance, and not available for the moment (temporarily_unavailable).',
    remedy: 'Run again in a while.',
    places: [action('run-again')],
    specification: rfc(6749, '4.1.2.1'),
  },
];

/** The codes that have a rule here. */
export const ERROR_CODES: readonly string[] = ERRORS.map(({ code }) => code);

/** Causes that the server names by an error with one meaning. */
export const errorCauses: readonly CauseRule[] = ERRORS.map(({ code, ...rule }) =>
  atTokenRequest({
    ...rule,
    find: (scene) => {
      if (scene.code !== code) return undefined;
      const retryAfter =
        scene.response === undefined ? undefined : headerOf(scene.response, 'retry-after');
      return {
        certainty: 'said',
        ...(retryAfter === undefined ? {} : { remedy: waitInWords(retryAfter) }),
        reasons: [...(code === 'invalid_target' ? targetsOf(scene) : []), ...whatItSays(scene)],
      };
    },
  }),
);

function targetsOf({ client }: TokenScene): readonly string[] {
  const asked = client.authorizationParameters.filter(
    ([name]) => name === 'resource' || name === 'audience',
  );
  return asked.map(([name, value]) => `The authorization request had ${name}=${quoted(value)}.`);
}
