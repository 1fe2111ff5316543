import { type Finding, type FindingRule, openIdCore } from './finding';

const VALIDATION = openIdCore('3.1.3.7', 'IDTokenValidation');

/** Whether the ID token came, and is genuine: one finding for each check. */
export const idToken: FindingRule = (run, { response, idToken: token }) => {
  if (response === undefined) return [];
  if (token === undefined) {
    return run.client.scopes.includes('openid')
      ? [
          {
            severity: 'error',
            title: 'No ID token came, though openid was requested',
            detail:
              'OpenID Connect demands one. The server may not support it, or may not have granted openid.',
            specification: openIdCore('3.1.3.3', 'TokenResponse'),
          },
        ]
      : [];
  }
  const verdict = run.idTokenVerdict;
  if (verdict === undefined) return [];
  if (verdict.outcome === 'genuine') {
    const count = verdict.checks.filter(({ outcome }) => outcome === 'passed').length;
    return [
      {
        severity: 'passed',
        title: 'The ID token is genuine',
        detail: `${count} checks passed; each is listed with the token.`,
        specification: VALIDATION,
      },
    ];
  }
  return verdict.checks.flatMap(({ name, outcome, detail }): readonly Finding[] =>
    outcome === 'passed'
      ? []
      : [
          {
            severity: outcome === 'failed' ? 'error' : 'info',
            title: `ID token, ${name}: ${outcome === 'failed' ? 'wrong' : 'not checked'}`,
            detail,
            specification: VALIDATION,
          },
        ],
  );
};
