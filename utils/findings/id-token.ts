import { type FindingRule, openIdCore } from './finding';

const VALIDATION = openIdCore('3.1.3.7', 'IDTokenValidation');

/** Whether the ID token came, and is genuine: one finding for each check. */
export const idToken: FindingRule = (run, { response, idToken: token }) => {
  if (response === undefined) return [];
  if (token === undefined) {
    // A refresh, or a client without a user, needs to bring none.
    return run.grant === 'authorization_code' && run.client.scopes.includes('openid')
      ? [
          {
            severity: 'warning',
            title:
              response.members['id_token'] === undefined
                ? 'No ID token came, though openid was requested'
                : 'The ID token that came is no text, and cannot be read',
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
  const failed = verdict.checks.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) {
    const reason = verdict.checks.find(({ outcome }) => outcome === 'unknown');
    return [
      {
        severity: 'warning',
        title: 'The ID token could not be verified',
        detail: `Nothing was found wrong, but whether it is genuine is not known. ${reason === undefined ? '' : `${reason.name}: ${reason.detail}`}`,
        specification: VALIDATION,
      },
    ];
  }
  return failed.map(({ name, detail }) => ({
    severity: 'error',
    title: `ID token, ${name}: wrong`,
    detail,
    specification: VALIDATION,
  }));
};
