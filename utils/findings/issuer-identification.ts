import { responseParameters } from '../oauth/response-parameters';
import { type FindingRule, rfc } from './finding';

/** Whether the authorization response said whose it is. */
export const issuerIdentification: FindingRule = ({ authorizationResponseUrl, server }) => {
  if (authorizationResponseUrl === undefined || server === undefined) return [];
  const iss = responseParameters(authorizationResponseUrl).get('iss');
  const specification = rfc(9207, '2');
  if (iss === null) {
    return server.authorization_response_iss_parameter_supported === true
      ? []
      : [
          {
            severity: 'info',
            title: 'The answer does not name its issuer (iss)',
            detail:
              'Clients of several servers need it against mix-up attacks. The server does not announce it.',
            specification,
          },
        ];
  }
  if (server.issuer === undefined) {
    return [
      {
        severity: 'info',
        title: `The answer names the issuer ${iss}, which was not compared`,
        detail: 'Give the issuer in the client, and it will be.',
        specification,
      },
    ];
  }
  return iss === server.issuer
    ? [{ severity: 'passed', title: 'The answer came from the expected issuer', specification }]
    : [];
};
