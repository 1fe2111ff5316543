import { providerOf } from '../../clients/providers';
import { splitScopes, standardScopeMeaning } from '../../tokens/scopes';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { namesOf } from './names';
import { memberOf } from '../../tokens/members';

/** The scopes of the access token; nothing where it names none. */
function inToken({ tokens }: Evidence): readonly string[] | undefined {
  const claims = tokens.find(
    ({ profile }) => profile === 'access-token' || profile === 'provider-access-token',
  )?.claims;
  if (claims === undefined) return undefined;
  const values = ['scope', 'scp'].map((name) => memberOf(claims, name));
  return values.every((value) => value === undefined) ? undefined : values.flatMap(splitScopes);
}

/** The scopes of the token response; nothing where it names none, or only a marker for others. */
function inAnswer({ ofRun, answer }: Evidence): readonly string[] | undefined {
  const scope = answer?.tokens?.scope ?? undefined;
  if (scope === undefined) return undefined;
  const granted = splitScopes(scope);
  const marker =
    ofRun === undefined ? undefined : providerOf(ofRun.run.client.provider).scopeMarker;
  return marker !== undefined && granted.includes(marker) ? undefined : granted;
}

/** The scopes that the server last said of the access token. */
function introspected({ introspections }: Evidence): readonly string[] | undefined {
  const last = introspections.findLast(
    ({ token, claims }) =>
      token !== 'refresh_token' && claims['active'] === true && Object.hasOwn(claims, 'scope'),
  );
  return last === undefined ? undefined : splitScopes(memberOf(last.claims, 'scope'));
}

/** Scopes of sign-in need not stand in a token for an API. */
function without(scopes: readonly string[], others: readonly string[]): readonly string[] {
  return scopes.filter(
    (scope) => !others.includes(scope) && standardScopeMeaning(scope) === undefined,
  );
}

const beyond: FindingRule = {
  id: 'scopes-only-in-token',
  about: 'scopes',
  looksFor: 'The access token holds scopes that the token response does not name.',
  why: 'The client may do more than it was told. A token response must name the scopes where they differ from what was asked for.',
  remedy: 'Look at the scopes of the registration and of the consent.',
  severities: ['warning'],
  specifications: [rfc(6749, '3.3'), rfc(9068, '2.2.3')],
  find: (evidence) => {
    const extra = without(inToken(evidence) ?? [], inAnswer(evidence) ?? inToken(evidence) ?? []);
    return extra.length === 0
      ? []
      : [
          {
            title: `The access token holds more scopes than the token response names: ${namesOf(extra)}`,
          },
        ];
  },
};

const lost: FindingRule = {
  id: 'scopes-not-in-token',
  about: 'scopes',
  looksFor: 'The token response names scopes that the access token does not hold.',
  why: 'An API that reads the token refuses what they would allow (insufficient_scope).',
  remedy: 'Look whether they belong to another API: then ask for a token of that one.',
  severities: ['info'],
  specifications: [rfc(9068, '2.2.3'), rfc(6750, '3.1')],
  find: (evidence) => {
    const token = inToken(evidence);
    const missing = token === undefined ? [] : without(inAnswer(evidence) ?? [], token);
    return missing.length === 0
      ? []
      : [{ title: `The access token does not hold ${namesOf(missing)}` }];
  },
};

const unlikeIntrospection: FindingRule = {
  id: 'scopes-introspected-differ',
  about: 'scopes',
  looksFor: 'Introspection names other scopes than the access token or the token response.',
  why: 'An API that introspects decides otherwise than one that reads the token. Scopes may have been taken away since.',
  remedy: 'Get a new token, and compare again.',
  severities: ['info'],
  specifications: [rfc(7662, '2.2')],
  find: (evidence) => {
    const said = introspected(evidence);
    const known = inToken(evidence) ?? inAnswer(evidence);
    if (said === undefined || known === undefined) return [];
    const more = without(said, known);
    const fewer = without(known, said);
    return [
      ...(more.length === 0
        ? []
        : [{ title: `Introspection names more scopes than the token: ${namesOf(more)}` }]),
      ...(fewer.length === 0
        ? []
        : [
            { title: `Introspection names fewer scopes than the token: ${namesOf(fewer)} missing` },
          ]),
      ...(more.length + fewer.length === 0
        ? [{ severity: 'passed' as const, title: 'Introspection names the scopes of the token' }]
        : []),
    ];
  },
};

export const scopeRules: readonly FindingRule[] = [beyond, lost, unlikeIntrospection];
