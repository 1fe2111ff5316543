import { isJsonObject, type JsonObject, type JsonValue } from '../../tokens/json';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { namesOf } from '../scopes/names';
import { eachOf, eachToken } from './each-token';
import { personalClaims } from './personal-claims';
import { memberOf } from '../../tokens/members';

const personal: FindingRule = {
  id: 'access-token-personal-data',
  about: 'token',
  looksFor: 'An access token holds personal data, such as a name or an e-mail address.',
  why: 'An access token goes to every API, and into their logs; the client, which should not read it, can.',
  remedy: 'Have APIs get such data from user info or introspection, or encrypt the token.',
  severities: ['info'],
  specifications: [rfc(9068, '6'), rfc(7519, '12')],
  find: (evidence) =>
    eachOf('access-token', evidence, ({ claims, inTitle }) => {
      const names = personalClaims(claims);
      return names.length === 0
        ? undefined
        : { title: `${inTitle} holds personal data`, seen: `In ${namesOf(names)}.` };
    }),
};

const scopeList: FindingRule = {
  id: 'scope-as-list',
  about: 'token',
  looksFor: 'scope of a token is a list, not a text.',
  why: 'The claim is one text with blanks. Libraries that expect it fail, or see no scope.',
  remedy: 'Read both forms. The list has the claim scp at some providers.',
  severities: ['info'],
  specifications: [rfc(8693, '4.2'), rfc(9068, '2.2.3')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, inTitle }) =>
      Array.isArray(memberOf(claims, 'scope'))
        ? { title: `${inTitle} has its scopes as a list` }
        : undefined,
    ),
};

const ROLE_CLAIMS = [
  'roles',
  'role',
  'permissions',
  'groups',
  'authorities',
  'entitlements',
  'realm_access',
];
const POWERFUL =
  /^(?:\*|.*(?:^|[-_.:/])(?:admin|administrator|superuser|root|owner)(?:$|[-_.:/]).*|.*[:./]\*)$/i;

const adminRoles: FindingRule = {
  id: 'administrator-rights',
  about: 'token',
  looksFor: 'A token carries roles or permissions that look like those of an administrator.',
  why: 'Whoever gets hold of it can do all that an administrator can. Tokens should allow the least that the client needs.',
  remedy: 'Use an account or a client with fewer rights, where that will do.',
  severities: ['info'],
  specifications: [rfc(9700, '2.3')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, inTitle }) => {
      const names = ROLE_CLAIMS.flatMap((name) => rolesIn(memberOf(claims, name))).filter((role) =>
        POWERFUL.test(role),
      );
      return names.length === 0
        ? undefined
        : {
            title: `${inTitle} has the rights of an administrator`,
            seen: `It has ${namesOf([...new Set(names)].map((name) => name.slice(0, 60)))}.`,
          };
    }),
};

function rolesIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.length > 2000 ? [] : value.split(/[\s,]+/);
  if (Array.isArray(value)) return value.filter((role) => typeof role === 'string');
  // Keycloak: realm_access.roles
  return isJsonObject(value) ? rolesIn(memberOf(value, 'roles')) : [];
}

const SENSITIVE =
  /^(?:.*_)?(?:password|passwd|pwd|secret|client_?secret|api_?key|private_?key|ssn|social_?security(?:_?number)?|credit_?card(?:_?number)?|card_?number|cvv|cvc|iban|pin)$/i;

const sensitive: FindingRule = {
  id: 'sensitive-claim',
  about: 'token',
  looksFor: 'A claim of a token is named like a password, a secret, a card or an insurance number.',
  why: 'A signed token is not encrypted: everyone who sees it can read it.',
  remedy: 'Take it out of the token, and replace what was in it.',
  severities: ['error'],
  specifications: [rfc(7519, '12')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, inTitle }) => {
      const names = sensitiveNames(claims, 2);
      return names.length === 0
        ? undefined
        : { title: `${inTitle} can be read, and has the claim ${namesOf(names)}` };
    }),
};

function sensitiveNames(claims: JsonObject, depth: number): readonly string[] {
  return Object.entries(claims).flatMap(([name, value]) => [
    // Whether there is one is no secret.
    ...(SENSITIVE.test(name) && typeof value !== 'boolean' && value !== null
      ? [name.slice(0, 60)]
      : []),
    ...(depth > 1 && isJsonObject(value) ? sensitiveNames(value, depth - 1) : []),
  ]);
}

const idTokenAsBearer: FindingRule = {
  id: 'id-token-as-bearer',
  about: 'token',
  looksFor: 'What is used or issued as an access token is an ID token by its claims.',
  why: 'An ID token tells the client who signed in. It says nothing of what an API may be asked for, and any recipient could use it elsewhere as a sign-in.',
  remedy: 'Send the access_token of the token response to the API.',
  severities: ['warning'],
  specifications: [rfc(8725, '3.12'), rfc(9068, '2.1')],
  find: (evidence) =>
    eachOf('access-token', evidence, ({ claims, name, inTitle, isWhole }) =>
      isWhole &&
      name === 'Access token' &&
      (Object.hasOwn(claims, 'at_hash') ||
        Object.hasOwn(claims, 'c_hash') ||
        Object.hasOwn(claims, 'nonce')) &&
      !['scope', 'scp', 'client_id', 'roles', 'permissions'].some((claim) =>
        Object.hasOwn(claims, claim),
      )
        ? { title: `${inTitle} looks like an ID token` }
        : undefined,
    ),
};

export const contentRules: readonly FindingRule[] = [
  personal,
  scopeList,
  adminRoles,
  sensitive,
  idTokenAsBearer,
];
