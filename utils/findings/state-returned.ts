import { responseParameters } from '../oauth/response-parameters';
import { type FindingRule, rfc } from './finding';

/** Whether the answer belongs to this run. */
export const stateReturned: FindingRule = ({ authorization, authorizationResponseUrl }) => {
  if (authorization === undefined || authorizationResponseUrl === undefined) return [];
  const parameters = responseParameters(authorizationResponseUrl);
  // A form whose body could not be read may have carried it.
  if (!['code', 'error', 'state'].some((name) => parameters.has(name))) return [];
  const state = parameters.get('state');
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
