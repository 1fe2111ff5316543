import { decodeToken } from '../../tokens/decode-token';
import { isJsonObject, type JsonObject, type JsonValue } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import type { SdJwt } from '../../tokens/sd-jwt';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { rfc } from '../specifications';

function ofSdJwt(
  { sdJwt }: Evidence,
  judge: (sdJwt: SdJwt, claims: JsonObject) => readonly Seen[],
): readonly Seen[] {
  if (sdJwt === undefined) return [];
  const token = decodeToken(sdJwt.jwt);
  return judge(sdJwt, 'claims' in token ? (token.claims ?? {}) : {});
}

const malformed: FindingRule = {
  id: 'disclosure-malformed',
  about: 'token',
  looksFor:
    'A disclosure of an SD-JWT cannot be read, or gives a claim a name that is reserved (_sd, ...).',
  why: 'It was cut off, or somebody else than the issuer made it. A verifier must refuse the whole SD-JWT.',
  remedy: 'Have the holder show it again.',
  severities: ['error'],
  specifications: [rfc(9901, '7.1'), rfc(9901, '4.2')],
  find: (evidence) =>
    ofSdJwt(evidence, ({ disclosures }) =>
      disclosures.flatMap(({ problem }, index) =>
        problem === undefined
          ? []
          : [{ title: `Disclosure ${index + 1} of the SD-JWT is malformed`, seen: problem }],
      ),
    ),
};

const twice: FindingRule = {
  id: 'disclosure-repeats',
  about: 'token',
  looksFor: 'The same disclosure stands in an SD-JWT more than once.',
  why: 'Each disclosure is meant once: a verifier must refuse what has a digest more than once.',
  remedy: 'Leave out all but one.',
  severities: ['error'],
  specifications: [rfc(9901, '7.1')],
  find: (evidence) =>
    ofSdJwt(evidence, ({ disclosures }) =>
      [...Map.groupBy(disclosures.entries(), ([, { encoded }]) => encoded).values()].flatMap(
        (group) =>
          group.length === 1
            ? []
            : [
                {
                  title: `Disclosures ${group
                    .slice(0, 5)
                    .map(([index]) => index + 1)
                    .join(', ')} of the SD-JWT are the same`,
                  seen: nameOf(group[0]?.[1].name),
                },
              ],
      ),
    ),
};

function nameOf(name: string | undefined): string {
  return name === undefined ? '' : `They disclose ${showValue(name, 40)}.`;
}

const overwrites: FindingRule = {
  id: 'disclosure-overwrites-claim',
  about: 'token',
  looksFor: 'A disclosure of an SD-JWT bears the name of a claim that is there already.',
  why: 'Which of the two values counts would be up to the program. A verifier must refuse it where both stand in the same object.',
  remedy: 'Refuse it, unless the disclosure belongs to an object within the claims: verify to see.',
  severities: ['error', 'warning'],
  specifications: [rfc(9901, '7.1')],
  find: (evidence) =>
    ofSdJwt(evidence, ({ disclosures }, claims) => {
      const isFlat =
        !disclosures.some(({ value }) => value !== undefined && hasDigests(value, ['_sd'])) &&
        !Object.values(claims).some((value) => hasDigests(value, ['_sd']));
      const seen = new Map<string, JsonValue>(Object.entries(claims));
      const encodings = new Set<string>();
      return disclosures.flatMap(({ name, value, encoded, problem }, index) => {
        if (name === undefined || value === undefined) return [];
        if (problem !== undefined || encodings.has(encoded)) return [];
        encodings.add(encoded);
        const before = seen.get(name);
        // Objects of a list may have members of the same names.
        const isRepeated = before !== undefined && (isFlat || Object.hasOwn(claims, name));
        if (before === undefined) seen.set(name, value);
        return isRepeated
          ? [
              {
                severity: isFlat ? ('error' as const) : ('warning' as const),
                title: `Disclosure ${index + 1} of the SD-JWT gives ${showValue(name, 40)} a second value`,
                seen: `It is ${showValue(before, 40)} already, and ${showValue(value, 40)} in the disclosure.`,
              },
            ]
          : [];
      });
    }),
};

const unsigned: FindingRule = {
  id: 'disclosure-without-digest',
  about: 'token',
  looksFor: 'An SD-JWT has disclosures, and what its issuer signed has no place for any.',
  why: 'The issuer vouches for a disclosure by its digest (_sd, or ... in a list). Without one anybody can have added it.',
  remedy: 'Refuse it.',
  severities: ['error'],
  specifications: [rfc(9901, '7.1')],
  find: (evidence) =>
    ofSdJwt(evidence, ({ disclosures }, claims) =>
      disclosures.length === 0 || hasDigests(claims, ['_sd', '...'])
        ? []
        : [
            {
              title: 'The disclosures of the SD-JWT are not signed',
              seen: 'There is no digest in the claims of the issuer.',
            },
          ],
    ),
};

/** Whether digests stand in a value under one of these names, however deep: a walk without recursion. */
function hasDigests(root: JsonValue, names: readonly string[]): boolean {
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) {
      for (const element of value) open.push(element);
    } else if (isJsonObject(value)) {
      const object = value;
      if (names.some((name) => Object.hasOwn(object, name))) return true;
      for (const member of Object.values(value)) open.push(member);
    }
  }
  return false;
}

export const disclosureRules: readonly FindingRule[] = [malformed, twice, overwrites, unsigned];
