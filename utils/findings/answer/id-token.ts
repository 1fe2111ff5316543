import { splitScopes } from '../../tokens/scopes';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { openIdCore } from '../specifications';
import { memberOf } from '../../tokens/members';

/** Whether the ID token came that was asked for. */
const missing: FindingRule = {
  id: 'id-token-missing',
  about: 'token response',
  looksFor: 'The scope openid was asked for, and no ID token came.',
  why: 'OpenID Connect demands one. The server may not support it, or may not have granted openid.',
  remedy: 'Check that the server speaks OpenID Connect, and that the client may ask for openid.',
  severities: ['warning'],
  specifications: [openIdCore('3.1.3.3', 'TokenResponse')],
  find: (evidence) => {
    const response = evidence.answer?.tokens;
    if (response === undefined || response.idToken !== undefined) return [];
    if (!isOpenIdAsked(evidence)) return [];
    return [
      {
        title:
          memberOf(response.members, 'id_token') === undefined
            ? 'No ID token came, though openid was requested'
            : 'The ID token that came is no text, and cannot be read',
      },
    ];
  },
};

function isOpenIdAsked({ ofRun, answer }: Evidence): boolean {
  // A refresh, or a client without a user, needs to bring none.
  return ofRun === undefined
    ? splitScopes(answer?.tokens?.scope).includes('openid')
    : ofRun.run.grant === 'authorization_code' && ofRun.run.client.scopes.includes('openid');
}

/** Whether the ID token is genuine: one finding for each check that failed. */
const verified: FindingRule = {
  id: 'id-token-refused',
  about: 'token',
  looksFor: 'A check of the ID token failed, such as that of its signature, issuer or audience.',
  why: 'A client must refuse an ID token of which one check fails: it may be forged, or meant for another client.',
  remedy: 'Compare the values with the client and with the metadata of the issuer.',
  severities: ['error'],
  specifications: [openIdCore('3.1.3.7', 'IDTokenValidation')],
  find: ({ ofRun }) => {
    const verdict = ofRun?.run.idTokenVerdict;
    if (ofRun?.result.idToken === undefined || verdict === undefined) return [];
    if (verdict.outcome === 'genuine') {
      const count = verdict.checks.filter(
        ({ outcome, isNotNeeded }) => outcome === 'passed' && isNotNeeded !== true,
      ).length;
      return [
        {
          severity: 'passed',
          title: 'The ID token is genuine',
          seen: `${count} checks passed; each is listed with the token.`,
        },
      ];
    }
    return verdict.checks
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ name, detail }) => ({ title: `ID token, ${name}: wrong`, seen: detail }));
  },
};

/** Whether the ID token could be verified at all. */
const unverified: FindingRule = {
  id: 'id-token-unverified',
  about: 'token',
  looksFor:
    'Nothing of the ID token is wrong, but its signature or its issuer could not be checked.',
  why: 'Nothing was found wrong, but whether it is genuine is not known.',
  remedy: 'Give the issuer in the client, and look whether its keys (jwks_uri) can be read.',
  severities: ['warning'],
  specifications: [openIdCore('3.1.3.7', 'IDTokenValidation')],
  find: ({ ofRun }) => {
    const verdict = ofRun?.run.idTokenVerdict;
    if (ofRun?.result.idToken === undefined || verdict?.outcome !== 'unverified') return [];
    const reason = verdict.checks.find(({ outcome }) => outcome === 'unknown');
    return [
      {
        title: 'The ID token could not be verified',
        ...(reason === undefined ? {} : { seen: `${reason.name}: ${reason.detail}` }),
      },
    ];
  },
};

export const idTokenRules: readonly FindingRule[] = [missing, verified, unverified];
