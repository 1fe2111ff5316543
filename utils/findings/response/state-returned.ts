import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** Whether the answer belongs to this run. */
const returned: FindingRule = {
  id: 'state-wrong',
  about: 'response',
  looksFor: 'The authorization response does not carry the state that was sent.',
  why: 'It may have been forged (cross-site request forgery), and was not used.',
  remedy: 'Run again. If it stays so, the server drops or changes the state.',
  severities: ['error'],
  specifications: [rfc(6749, '10.12')],
  find: ({ ofRun, callback }) => {
    const authorization = ofRun?.run.authorization;
    if (authorization === undefined || callback === undefined) return [];
    // A form whose body could not be read may have carried it.
    if (!['code', 'error', 'state'].some((name) => callback.parameters.has(name))) return [];
    return callback.parameters.get('state') === authorization.state
      ? [{ severity: 'passed', title: 'The answer carried the state of this run' }]
      : [{ title: 'The answer did not carry the state of this run' }];
  },
};

/** Whether a pasted answer carries any state: what was sent is not known. */
const missing: FindingRule = {
  id: 'state-not-returned',
  about: 'response',
  looksFor: 'A pasted callback carries a code and no state.',
  why: 'A client that sent a state must refuse it; one that sent none cannot tell its own callback from a forged one, unless PKCE does.',
  remedy: 'Look whether the authorization request carried a state.',
  severities: ['warning'],
  specifications: [rfc(6749, '4.1.2'), rfc(6749, '10.12')],
  find: ({ ofRun, callback }) =>
    ofRun === undefined &&
    callback?.parameters.has('code') === true &&
    !callback.parameters.get('state')
      ? [{ title: 'The callback carries no state' }]
      : [],
};

export const stateReturnedRules: readonly FindingRule[] = [returned, missing];
