import { providerOf } from '../../clients/providers';
import { isDenied } from '../../tokens/scopes';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { namesWere } from './names';

const specification = rfc(6749, '3.3');

/** Scopes that were asked for, or are registered, and not granted. */
const denied: FindingRule = {
  id: 'scopes-not-granted',
  about: 'scopes',
  looksFor: 'A scope was asked for, or is registered, and was not granted.',
  why: 'The user unticked it, may not grant it, or the client is not registered for it.',
  remedy: 'Check the consent and the scopes of the registration.',
  severities: ['warning'],
  specifications: [specification],
  find: (evidence) => {
    const rows = rowsOf(evidence);
    if (rows === undefined) return [];
    const missing = rows.filter(isDenied);
    const isAtProvider = rows.some(({ requested }) => requested === 'registered');
    if (missing.length > 0) {
      return [
        isAtProvider
          ? {
              title: `${namesWere(missing)} registered but not granted`,
              why: 'The authorization may be older than the scope, or the registration differs from what is noted here.',
              remedy: 'Authorize anew, and compare.',
            }
          : { title: `${namesWere(missing)} asked for but not granted` },
      ];
    }
    const known = rows.filter(({ requested }) => requested !== false);
    return known.length === 0 ||
      known.some(({ granted }) => granted === 'unknown') ||
      extraOf(evidence).length > 0
      ? []
      : [
          {
            severity: 'passed',
            title: isAtProvider
              ? 'Every registered scope was granted'
              : 'Every requested scope was granted',
          },
        ];
  },
};

/** Scopes that were granted without being asked for. */
const extra: FindingRule = {
  id: 'scopes-not-requested',
  about: 'scopes',
  looksFor: 'A scope was granted without being asked for.',
  why: 'Some servers add scopes of the registration or of an earlier consent.',
  remedy: 'Look whether the client needs them; if it does not, have them taken from it.',
  severities: ['info'],
  specifications: [specification, rfc(9700, '2.3')],
  find: (evidence) => {
    const rows = extraOf(evidence);
    const isAtProvider = rowsOf(evidence)?.some(({ requested }) => requested === 'registered');
    return rows.length === 0
      ? []
      : [
          {
            title: `${namesWere(rows)} granted without being ${isAtProvider === true ? 'in the scopes of this client' : 'asked for'}`,
          },
        ];
  },
};

function rowsOf({ ofRun }: Evidence) {
  return ofRun?.result.response === undefined ? undefined : ofRun.result.scopes;
}

function extraOf(evidence: Evidence) {
  const marker =
    evidence.ofRun === undefined
      ? undefined
      : providerOf(evidence.ofRun.run.client.provider).scopeMarker;
  return (rowsOf(evidence) ?? []).filter(
    ({ scope, requested, granted }) => requested === false && granted === true && scope !== marker,
  );
}

export const grantedScopeRules: readonly FindingRule[] = [denied, extra];
