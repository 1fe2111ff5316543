import { providerName } from '../clients/providers';
import { templateOf } from '../clients/templates/all-templates';
import { type FindingRule, rfc } from './finding';

/** Whether the code was bound to this run with PKCE. */
export const pkce: FindingRule = ({ client, authorization, server }) => {
  if (authorization === undefined) return [];
  const announced = server?.code_challenge_methods_supported;
  const isAnnounced = announced?.includes(client.pkce) ?? true;
  if (client.pkce === 'S256' && isAnnounced) {
    return [
      {
        severity: 'passed',
        title: 'The request bound its code with PKCE S256',
        specification: rfc(7636, '4.2'),
      },
    ];
  }
  if (client.pkce === 'S256') {
    return [
      {
        severity: 'info',
        title: 'The server does not announce PKCE S256',
        detail:
          'It was sent all the same; a server that does not know it ignores it, and the code is not bound.',
        specification: rfc(8414, '2'),
      },
    ];
  }
  if (client.pkce === 'off' && templateOf(client.provider).defaults.pkce === 'off') {
    return [
      {
        severity: 'info',
        title: 'The code was not bound with PKCE',
        detail: `${providerName(client.provider)} is not known to require it. An injected code would not be noticed; try S256, which a server that does not know it ignores.`,
        specification: rfc(9700, '2.1.1'),
      },
    ];
  }
  return [
    client.pkce === 'plain'
      ? {
          severity: 'warning',
          title: 'PKCE plain shows the code verifier in the URL',
          detail: 'Whoever sees the authorization request can use the code. Choose S256.',
          specification: rfc(7636, '7.2'),
        }
      : {
          severity: 'warning',
          title: 'The code was not bound with PKCE',
          detail: 'An intercepted or injected code would not be noticed. Choose S256.',
          specification: rfc(9700, '2.1.1'),
        },
  ];
};
