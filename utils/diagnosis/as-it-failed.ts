import type { FailureCode } from '../oauth/failure';
import type { CauseRule, ClientSetting } from './diagnosis';
import { sentence } from './words';

/** Where in the client a failure is mended, as far as its code alone tells. */
const SETTINGS: Readonly<Partial<Record<FailureCode, ClientSetting>>> = {
  client_incomplete: 'token-endpoint',
  secret_missing: 'client-secret',
  discovery_failed: 'issuer',
  issuer_mismatch: 'issuer',
  page_not_loaded: 'authorization-endpoint',
  redirect_mismatch: 'redirect-uris',
  authorization_error: 'parameters',
  server_unreachable: 'issuer',
  token_error: 'client-id',
  token_response_invalid: 'token-endpoint',
};

/** What was noticed as the run failed: the last word where nothing better is known. */
export const asItFailed: CauseRule = {
  id: 'as-it-failed',
  part: 'start',
  cause: 'The run failed as its status says.',
  remedy: 'Look at the step where it failed.',
  places: [],
  find: ({ failure, run }) => {
    if (failure === undefined) return undefined;
    const setting = SETTINGS[failure.code];
    return {
      certainty: 'possible',
      ...(/^[\p{L}\d“]/u.test(failure.cause) ? { cause: sentence(failure.cause) } : {}),
      remedy: failure.remedy,
      places: [
        ...(setting === undefined ? [] : [{ kind: 'client', setting } as const]),
        ...(run === undefined ? [] : [{ kind: 'step', step: run.step } as const]),
      ],
    };
  },
};
