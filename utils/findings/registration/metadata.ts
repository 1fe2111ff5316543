import { isLoopback } from '../../clients/url-rules';
import type { JsonObject } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { namesOf } from '../scopes/names';
import { DISCOVERY, rfc } from '../specifications';
import { memberOf, textOf } from '../../tokens/members';

function ofMetadata(
  { metadata }: Evidence,
  judge: (metadata: JsonObject) => readonly Seen[],
): readonly Seen[] {
  return metadata === undefined ? [] : judge(metadata);
}

function listOf(metadata: JsonObject, name: string): readonly string[] {
  const value = memberOf(metadata, name);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

const issuer: FindingRule = {
  id: 'metadata-issuer',
  about: 'registration',
  looksFor:
    'The issuer of a discovery document is not an https address without query and fragment.',
  why: 'Clients compare it character by character, and load keys from what it leads to.',
  remedy: 'The server has to name an https address, the one under which its document is found.',
  severities: ['error'],
  specifications: [rfc(8414, '2'), DISCOVERY],
  find: (evidence) =>
    ofMetadata(evidence, (metadata) => {
      const text = textOf(metadata, 'issuer') ?? '';
      const url = URL.parse(text);
      const isSound =
        url !== null &&
        (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) &&
        !/[?#]/.test(text);
      return isSound || text === ''
        ? []
        : [{ title: `The issuer ${showValue(text, 80)} is not an https address alone` }];
    }),
};

const missing: FindingRule = {
  id: 'metadata-incomplete',
  about: 'registration',
  looksFor: 'A discovery document lacks what it must have.',
  why: 'Clients that read it cannot be set up, or guess.',
  remedy: 'The server has to complete it.',
  severities: ['warning'],
  specifications: [rfc(8414, '2'), DISCOVERY],
  find: (evidence) =>
    ofMetadata(evidence, (metadata) => {
      const isOpenId =
        Object.hasOwn(metadata, 'id_token_signing_alg_values_supported') ||
        Object.hasOwn(metadata, 'subject_types_supported') ||
        listOf(metadata, 'scopes_supported').includes('openid');
      const names = [
        'issuer',
        'response_types_supported',
        ...(isOpenId
          ? [
              'authorization_endpoint',
              'jwks_uri',
              'subject_types_supported',
              'id_token_signing_alg_values_supported',
            ]
          : []),
        ...(Object.hasOwn(metadata, 'token_endpoint') || isImplicitOnly(metadata)
          ? []
          : ['token_endpoint']),
      ].filter((name) => name === 'token_endpoint' || !Object.hasOwn(metadata, name));
      return names.length === 0
        ? []
        : [
            {
              title: 'The discovery document is not complete',
              seen: `There is no ${namesOf(names)}.`,
            },
          ];
    }),
};

function isImplicitOnly(metadata: JsonObject): boolean {
  const grants = listOf(metadata, 'grant_types_supported');
  return grants.length === 1 && grants[0] === 'implicit';
}

const none: FindingRule = {
  id: 'metadata-alg-none',
  about: 'registration',
  looksFor: 'The server announces that it takes or makes tokens without a signature (alg none).',
  why: 'Anyone can make such a token.',
  remedy: 'Turn it off at the server, and do not accept it in the client.',
  severities: ['warning'],
  specifications: [rfc(8725, '3.2'), DISCOVERY],
  find: (evidence) =>
    ofMetadata(evidence, (metadata) => {
      const names = Object.keys(metadata).filter(
        (name) => name.endsWith('_alg_values_supported') && listOf(metadata, name).includes('none'),
      );
      return names.length === 0
        ? []
        : [{ title: 'The server announces the algorithm none', seen: `In ${namesOf(names)}.` }];
    }),
};

const oldGrants: FindingRule = {
  id: 'metadata-old-grants',
  about: 'registration',
  looksFor: 'The server announces the password grant or the implicit grant.',
  why: 'The password grant shows the password of the user to the client, the implicit grant the tokens to the browser. Neither is in OAuth 2.1.',
  remedy: 'Use the authorization code grant with PKCE, and turn the others off for this client.',
  severities: ['info'],
  specifications: [rfc(9700, '2.4'), rfc(9700, '2.1.2')],
  find: (evidence) =>
    ofMetadata(evidence, (metadata) => {
      const names = [
        ...listOf(metadata, 'grant_types_supported').filter((grant) =>
          ['password', 'implicit'].includes(grant),
        ),
        ...listOf(metadata, 'response_types_supported').filter((type) =>
          type.split(' ').includes('token'),
        ),
      ];
      return names.length === 0
        ? []
        : [
            {
              title: 'The server still offers grants that are not recommended',
              seen: `It offers ${namesOf(names)}.`,
            },
          ];
    }),
};

const keysElsewhere: FindingRule = {
  id: 'metadata-keys-elsewhere',
  about: 'registration',
  looksFor: 'The keys of a server (jwks_uri) lie on another site than its issuer.',
  why: 'Whoever holds that site can make tokens of this issuer. Some providers have it so (Google has two domains); in a forged document it is the sign of the forgery.',
  remedy: 'Look whether the site is of the same provider.',
  severities: ['info'],
  specifications: [rfc(8414, '2'), rfc(8414, '6.2')],
  find: (evidence) =>
    ofMetadata(evidence, (metadata) => {
      const home = URL.parse(textOf(metadata, 'issuer') ?? '');
      const keys = URL.parse(textOf(metadata, 'jwks_uri') ?? '');
      return home === null || keys === null || siteOf(home) === siteOf(keys)
        ? []
        : [
            {
              title: 'The keys of the server lie on another site than the issuer',
              seen: `jwks_uri is at ${showValue(keys.host, 80)}, the issuer at ${showValue(home.host, 80)}.`,
            },
          ];
    }),
};

/** Roughly the domain that one party holds: without a list of all suffixes under which they are sold. */
function siteOf({ hostname }: URL): string {
  // An address of numbers is whole.
  if (/^[\d.]+$|^\[/.test(hostname)) return hostname;
  const labels = hostname.split('.');
  const isSoldBelow = /^(?:ac|co|com|edu|gov|gv|ne|net|or|org)\.[a-z]{2}$/.test(
    labels.slice(-2).join('.'),
  );
  return labels.slice(isSoldBelow ? -3 : -2).join('.');
}

export const metadataRules: readonly FindingRule[] = [
  issuer,
  missing,
  none,
  oldGrants,
  keysElsewhere,
];
