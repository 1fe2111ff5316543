import { responseParameters } from '../oauth/response-parameters';
import { type FindingRule, rfc } from './finding';

/** Whether the answer belongs to this run. */
export const stateReturned: FindingRule = ({ authorization, authorizationResponseUrl }) => {
  if (authorization === undefined || authorizationResponseUrl === undefined) return [];
  const state = responseParameters(authorizationResponseUrl).get('state');
  const specification = rfc(6749, '10.12');
  return state === authorization.state
    ? [{ severity: 'passed', title: 'The answer carried the state of this run', specification }]
    : [
        {
          severity: 'error',
          title: 'The answer did not carry the state of this run',
          detail: 'It may have been forged (cross-site request forgery), and was not used.',
          specification,
        },
      ];
};
