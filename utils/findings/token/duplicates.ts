import { isJsonObject } from '../../tokens/json';
import { membersOf, type JsonMember } from '../../tokens/json-members';
import { showValue } from '../../tokens/show-value';
import type { FindingRule, Seen } from '../finding';
import { namesOf } from '../scopes/names';
import { rfc } from '../specifications';

/** How deep objects within claims are looked into. */
const MAX_DEPTH = 3;
const MAX_VALUES = 3;
const MAX_SHOWN = 5;

const duplicates: FindingRule = {
  id: 'member-names-repeat',
  about: 'token',
  looksFor: 'The header or the claims of a token have two members of the same name.',
  why: 'Some programs take the first, some the last: one checks a value, and another uses a different one. Names must be unique.',
  remedy: 'Refuse it. Have recipients read JSON with a parser that refuses names that repeat.',
  severities: ['error'],
  specifications: [rfc(7515, '4'), rfc(7519, '4')],
  find: ({ tokens }) =>
    tokens.flatMap(({ token, called }) => [
      ...('headerMembers' in token
        ? repeated(token.headerMembers, `The header of ${called}`, rfc(7515, '4'))
        : []),
      ...('claimMembers' in token
        ? repeated(token.claimMembers, `The claims of ${called}`, rfc(7519, '4'))
        : []),
    ]),
};

function repeated(
  members: readonly JsonMember[],
  where: string,
  specification: Seen['specification'] & object,
): readonly Seen[] {
  const found = repeatedIn(members, '', 1);
  if (found.length === 0) return [];
  return [
    {
      title: `${where} ${where.startsWith('The header') ? 'has' : 'have'} ${namesOf(found.map(({ path }) => showValue(path, 60)))} more than once`,
      seen: found
        .slice(0, MAX_SHOWN)
        .map(({ path, values }) => `${showValue(path, 60)} is ${values}.`)
        .join(' '),
      specification,
    },
  ];
}

type Repeated = { readonly path: string; readonly values: string };

function repeatedIn(
  members: readonly JsonMember[],
  path: string,
  depth: number,
): readonly Repeated[] {
  const groups = Map.groupBy(members, ({ name }) => name);
  return [
    ...[...groups].flatMap(([name, group]) =>
      group.length === 1 ? [] : [{ path: `${path}${name}`, values: valuesOf(group) }],
    ),
    ...members.flatMap(({ name, value, source }) =>
      depth < MAX_DEPTH && isJsonObject(value)
        ? repeatedIn(membersOf(source), `${path}${name}.`, depth + 1)
        : [],
    ),
  ];
}

/** `"ada" and "admin"` */
function valuesOf(group: readonly JsonMember[]): string {
  const shown = group.slice(0, MAX_VALUES).map(({ value, source }) =>
    // Objects and lists as they stand there, without quotes of their own.
    typeof value === 'object' && value !== null
      ? showValue(source, 40).slice(1, -1)
      : showValue(value, 40),
  );
  const more = group.length - shown.length;
  const last = more > 0 ? `${more} more` : (shown.pop() ?? '');
  return `${shown.join(', ')} and ${last}`;
}

export const duplicateRules: readonly FindingRule[] = [duplicates];
