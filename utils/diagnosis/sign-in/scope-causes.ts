import { isKnownProvider, providerOf } from '../../clients/providers';
import { templateOf } from '../../clients/templates/all-templates';
import { openIdCore, rfc } from '../../findings/specifications';
import type { CauseRule, Place } from '../diagnosis';
import { weakerThan } from '../fallback';
import { nearest } from '../nearest';
import { listIn } from '../look';
import type { Symptoms } from '../symptoms';
import { listed, quoted } from '../words';
import { holdsWord, refusalOf, sentScopes } from './request-facts';

const PLACES: readonly Place[] = [{ kind: 'client', setting: 'scopes' }];
const SPECIFICATION = rfc(6749, '3.3');

/** Scopes of OpenID Connect Core §5.4 and §11: what is nearly one of them was meant to be it. */
const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** Whether the server refused what was asked for, by code or in words. */
function isAboutScopes(symptoms: Symptoms): boolean {
  const refusal = refusalOf(symptoms);
  if (refusal === undefined) return false;
  return (
    refusal.code === 'invalid_scope' ||
    (refusal.code !== 'access_denied' && /\bscopes?\b/i.test(refusal.text))
  );
}

/** The scopes that the server or its documents list; nothing where neither does. */
function knownScopes({ metadata, client }: Symptoms): readonly string[] | undefined {
  const announced = listIn(metadata, 'scopes_supported');
  if (announced !== undefined && announced.length > 0) return announced;
  const documented =
    client === undefined || !isKnownProvider(client.provider)
      ? []
      : templateOf(client.provider).scopes.map(({ name }) => name);
  return documented.length > 0 && !client?.provider.startsWith('generic') ? documented : undefined;
}

const byScopes = (
  rule: Omit<CauseRule, 'part' | 'places' | 'specification'> & Partial<CauseRule>,
): CauseRule => ({ part: 'scopes', places: PLACES, specification: SPECIFICATION, ...rule });

const particular: readonly CauseRule[] = [
  byScopes({
    id: 'scope-separator',
    cause: 'The scopes are not separated by blanks.',
    remedy: 'Put a blank between scopes, and nothing else.',
    find: (symptoms) => {
      const glued = sentScopes(symptoms).find((scope) => /[,;+|]/.test(scope));
      return isAboutScopes(symptoms) && glued !== undefined && !hasCommas(symptoms)
        ? {
            certainty: isOfKnown(glued) ? 'seen' : 'likely',
            cause: `The scopes in ${quoted(glued)} are not separated by blanks, so that the server reads them as one.`,
          }
        : undefined;
    },
  }),
  byScopes({
    id: 'scope-misspelt',
    cause: 'A scope is misspelt.',
    remedy: 'Write the scope as the server lists it; upper and lower case count.',
    find: (symptoms) => {
      if (!isAboutScopes(symptoms)) return undefined;
      const known = knownScopes(symptoms) ?? [];
      const slips = sentScopes(symptoms).flatMap((scope) => {
        const meant = nearest(scope, [...known, ...STANDARD_SCOPES]);
        return meant === undefined ? [] : [{ scope, meant }];
      });
      return slips[0] === undefined
        ? undefined
        : {
            certainty: holdsWord(refusalOf(symptoms)?.text ?? '', slips[0].scope)
              ? 'said'
              : 'likely',
            cause: `The scope ${quoted(slips[0].scope)} is misspelt: there is ${quoted(slips[0].meant)}.`,
            reasons: slips
              .slice(1)
              .map(({ scope, meant }) => `Instead of ${quoted(scope)} there is ${quoted(meant)}.`),
          };
    },
  }),
  byScopes({
    id: 'scope-named-by-server',
    cause: 'The server names a scope that it refuses.',
    remedy:
      'Have the scope allowed for this client at the provider, or leave it out. Look at its spelling as well.',
    find: (symptoms) => {
      const refusal = refusalOf(symptoms);
      if (refusal === undefined || !isAboutScopes(symptoms)) return undefined;
      // A sign-in page speaks of “profile” and “email” in other ways.
      if (refusal.isPage && refusal.code !== 'invalid_scope') return undefined;
      const named = sentScopes(symptoms).filter((scope) => holdsWord(refusal.text, scope));
      return named.length === 0
        ? undefined
        : {
            certainty: 'said',
            cause: `The server refuses ${named.length === 1 ? 'the scope' : 'the scopes'} ${listed(named)}.`,
          };
    },
  }),
  byScopes({
    id: 'scope-not-supported',
    cause: 'A scope is asked for that the server does not list.',
    remedy: 'Leave the scope out, or look in the provider’s documents for what it is called there.',
    find: (symptoms) => {
      const known = knownScopes(symptoms);
      if (known === undefined || !isAboutScopes(symptoms)) return undefined;
      const isAnnounced = listIn(symptoms.metadata, 'scopes_supported') !== undefined;
      const unknown = sentScopes(symptoms).filter((scope) => !known.includes(scope));
      return unknown.length === 0
        ? undefined
        : {
            certainty: 'likely',
            cause: `The server ${isAnnounced ? 'does not list' : 'is not known to have'} ${unknown.length === 1 ? 'the scope' : 'the scopes'} ${listed(unknown)}.`,
            reasons: [
              isAnnounced
                ? `Its discovery document lists ${listed(known)}. Servers need not list every scope.`
                : 'The provider’s documents do not name it.',
            ],
          };
    },
  }),
  byScopes({
    id: 'offline-access-without-openid',
    cause: 'The scope offline_access is asked for without openid.',
    remedy: 'Ask for openid as well.',
    specification: openIdCore('11', 'OfflineAccess'),
    find: (symptoms) => {
      const scopes = sentScopes(symptoms);
      return isAboutScopes(symptoms) &&
        scopes.includes('offline_access') &&
        !scopes.includes('openid')
        ? { certainty: 'likely' }
        : undefined;
    },
  }),
  byScopes({
    id: 'openid-not-asked-for',
    cause: 'The server demands the scope openid, and it is not among those that are asked for.',
    remedy: 'Ask for openid as well.',
    find: (symptoms) => {
      const scopes = sentScopes(symptoms);
      const text = refusalOf(symptoms)?.text ?? '';
      return isAboutScopes(symptoms) &&
        scopes.length > 0 &&
        !scopes.includes('openid') &&
        /\bopenid\b(?! connect)[^.\n]{0,40}\b(?:required|missing|must|needed)|\b(?:missing|requires?|must (?:contain|include))\b[^.\n]{0,40}\bopenid\b(?! connect)/i.test(
          text,
        )
        ? { certainty: 'said' }
        : undefined;
    },
  }),
  byScopes({
    id: 'scope-missing',
    cause: 'No scope was asked for, and the server has no default.',
    remedy: 'Give the client the scopes that it needs.',
    find: (symptoms) =>
      isAboutScopes(symptoms) &&
      symptoms.evidence.request !== undefined &&
      sentScopes(symptoms).length === 0
        ? { certainty: 'likely' }
        : undefined,
  }),
];

/** Causes to do with the scopes of the request. */
export const scopeCauses: readonly CauseRule[] = [
  ...particular,
  weakerThan(
    particular,
    byScopes({
      id: 'scope-not-allowed',
      cause: 'The server does not allow this client the scopes that it asks for.',
      remedy:
        'Compare the scopes with those that the client is registered for. Run with fewer of them to find the one that is refused.',
      find: (symptoms) => {
        const scopes = sentScopes(symptoms);
        if (refusalOf(symptoms)?.code !== 'invalid_scope') return undefined;
        return {
          certainty: 'said',
          ...(scopes.length === 0
            ? {}
            : {
                cause: `The server does not allow this client ${scopes.length === 1 ? 'the scope' : 'one of the scopes'} ${listed(scopes)}.`,
              }),
        };
      },
    }),
  ),
];

/** Whether what stands between the separators are scopes of OpenID Connect. */
function isOfKnown(glued: string): boolean {
  return glued.split(/[,;+|]/).some((scope) => STANDARD_SCOPES.includes(scope));
}

function hasCommas({ client }: Symptoms): boolean {
  return client !== undefined && providerOf(client.provider).scopeSeparator !== undefined;
}
