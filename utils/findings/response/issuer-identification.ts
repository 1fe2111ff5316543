import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { rfc } from '../specifications';

const specification = rfc(9207, '2');

function compared(
  { ofRun, callback }: Evidence,
  judge: (compared: {
    readonly iss: string | null;
    readonly issuer: string | undefined;
    readonly isAnnounced: boolean;
  }) => readonly Seen[],
): readonly Seen[] {
  const server = ofRun?.run.server;
  if (callback === undefined || server === undefined) return [];
  return judge({
    iss: callback.parameters.get('iss'),
    issuer: server.issuer,
    isAnnounced: server.authorization_response_iss_parameter_supported === true,
  });
}

/** Whether the authorization response said whose it is. */
const unnamed: FindingRule = {
  id: 'iss-missing',
  about: 'response',
  looksFor: 'The authorization response does not name its issuer (iss).',
  why: 'Clients of several servers need it against mix-up attacks.',
  remedy:
    'With one server alone nothing needs to be done. A client of several uses a redirect URI of its own for each of them.',
  severities: ['error', 'info'],
  specifications: [specification, rfc(9700, '4.4.2')],
  find: (evidence) =>
    compared(evidence, ({ iss, isAnnounced }) => {
      if (iss !== null) return [];
      return isAnnounced
        ? [
            {
              title: 'The answer does not name its issuer (iss), though the server announces it',
              why: 'A response without it must be refused: it may come from another server.',
              remedy: 'Look whether it was shortened on the way, or whether the server sends it.',
              specification: rfc(9207, '2.4'),
            },
          ]
        : [
            {
              severity: 'info',
              title: 'The answer does not name its issuer (iss)',
              seen: 'The server does not announce it.',
            },
          ];
    }),
};

const uncompared: FindingRule = {
  id: 'iss-not-compared',
  about: 'response',
  looksFor: 'The authorization response names an issuer, and none is known to compare it with.',
  why: 'Without the comparison a mix-up with another server is not noticed.',
  remedy: 'Give the issuer in the client, and it will be.',
  severities: ['info'],
  specifications: [specification],
  find: (evidence) =>
    compared(evidence, ({ iss, issuer }) =>
      iss === null || issuer !== undefined
        ? []
        : [{ title: `The answer names the issuer ${iss}, which was not compared` }],
    ),
};

const wrong: FindingRule = {
  id: 'iss-wrong',
  about: 'response',
  looksFor: 'The authorization response names another issuer than the one that was asked.',
  why: 'The answer may come from another server, which tries to get at the code (mix-up).',
  remedy: 'Do not use the code. Compare the issuer of the client with that of the server.',
  severities: ['error'],
  specifications: [rfc(9207, '2.4')],
  find: (evidence) =>
    compared(evidence, ({ iss, issuer }) => {
      if (iss === null || issuer === undefined) return [];
      return iss === issuer
        ? [{ severity: 'passed', title: 'The answer came from the expected issuer' }]
        : [{ title: 'The answer came from another issuer', seen: `${iss} instead of ${issuer}.` }];
    }),
};

export const issuerIdentificationRules: readonly FindingRule[] = [unnamed, uncompared, wrong];
