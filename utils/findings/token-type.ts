import { type FindingRule, rfc } from './finding';

/** Whether the response says how its access token is used. */
export const tokenType: FindingRule = (_run, { response }) => {
  if (response?.accessToken === undefined) return [];
  const { tokenType: type } = response;
  const specification = rfc(6749, '5.1');
  if (type === undefined) {
    return [
      {
        severity: 'error',
        title: 'The token response has no token_type',
        detail: 'It is required. Most clients take the token for a Bearer token all the same.',
        specification,
      },
    ];
  }
  if (/^dpop$/i.test(type)) {
    return [
      {
        severity: 'warning',
        title: 'The access token is bound to a key (DPoP), and no key was sent',
        detail:
          'OAuth Workbench sends no DPoP proof: an API that checks the binding will refuse this token.',
        specification: rfc(9449, '5'),
      },
    ];
  }
  return /^bearer$/i.test(type)
    ? [{ severity: 'passed', title: `The token type is ${type}`, specification }]
    : [
        {
          severity: 'error',
          title: `The token type “${type}” is unknown`,
          detail: 'Clients must not use a token whose type they do not know (RFC 6749 §7.1).',
          specification,
        },
      ];
};
