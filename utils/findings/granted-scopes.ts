import { providerOf } from '../clients/providers';
import { isDenied, type ScopeRow } from '../tokens/scopes';
import { type FindingRule, rfc } from './finding';

/** Scopes that were asked for and not granted, or granted without being asked for. */
export const grantedScopes: FindingRule = (run, { response, scopes }) => {
  if (response === undefined) return [];
  const { scopeMarker } = providerOf(run.client.provider);
  const denied = scopes.filter(isDenied);
  const extra = scopes.filter(
    ({ scope, requested, granted }) =>
      requested === false && granted === true && scope !== scopeMarker,
  );
  const isAtProvider = scopes.some(({ requested }) => requested === 'registered');
  const specification = rfc(6749, '3.3');
  if (denied.length === 0 && extra.length === 0) {
    const known = scopes.filter(({ requested }) => requested !== false);
    return known.length === 0 || known.some(({ granted }) => granted === 'unknown')
      ? []
      : [
          {
            severity: 'passed',
            title: isAtProvider
              ? 'Every registered scope was granted'
              : 'Every requested scope was granted',
            specification,
          },
        ];
  }
  return [
    ...(denied.length === 0
      ? []
      : [
          {
            severity: 'warning' as const,
            title: `${namesOf(denied)} ${isAtProvider ? 'registered' : 'asked for'} but not granted`,
            detail: isAtProvider
              ? 'The authorization may be older than the scope, or the registration differs from what is noted here. Authorize anew, and compare.'
              : 'The user unticked it, may not grant it, or the client is not registered for it. Check the consent and the scopes of the registration.',
            specification,
          },
        ]),
    ...(extra.length === 0
      ? []
      : [
          {
            severity: 'info' as const,
            title: `${namesOf(extra)} granted without being ${isAtProvider ? 'in the scopes of this client' : 'asked for'}`,
            detail: 'Some servers add scopes of the registration or of an earlier consent.',
            specification,
          },
        ]),
  ];
};

const MAX_NAMES = 5;

function namesOf(rows: readonly ScopeRow[]): string {
  const names = rows.slice(0, MAX_NAMES).map(({ scope }) => scope);
  const more = rows.length - names.length;
  const list = more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`;
  return `${list} ${rows.length === 1 ? 'was' : 'were'}`;
}
