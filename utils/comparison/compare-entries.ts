import { holdsFingerprint } from '../share/marks';
import { isSameJson } from '../tokens/same-json';
import type { ComparedRow, Entry, RowOutcome, ShownValue } from './comparison';

/** Takes out of a text what lets somebody in. */
export type Curtain = (text: string) => string;

/** Holds the entries of two runs against each other, in the order of the first, and then of the second. */
export function compareEntries(
  a: readonly Entry[],
  b: readonly Entry[],
  curtain: Curtain,
): readonly ComparedRow[] {
  const [ofA, ofB] = [byKey(a), byKey(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])].flatMap((key) => {
    const [one, other] = [ofA.get(key), ofB.get(key)];
    const { name } = one ?? other ?? {};
    if (name === undefined) return [];
    const outcome = outcomeOf(one, other);
    return [
      {
        key: curtain(key),
        name: curtain(name),
        outcome,
        ...(one === undefined ? {} : { a: show(one, other, curtain) }),
        ...(other === undefined ? {} : { b: show(other, one, curtain) }),
      },
    ];
  });
}

function byKey(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function outcomeOf(a: Entry | undefined, b: Entry | undefined): RowOutcome {
  if (a === undefined) return 'only-b';
  if (b === undefined) return 'only-a';
  if (isSame(a, b)) return 'same';
  if (isRedacted(a) || isRedacted(b)) return 'unknown';
  return a.isNewEachTime === true && b.isNewEachTime === true ? 'by-nature' : 'changed';
}

/** A run that was kept redacted has fingerprints of its own in the place of values. */
function isRedacted({ value }: Entry): boolean {
  return holdsFingerprint(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Lists are the same in any order, but not as a list and as a text. */
function isSame(a: Entry, b: Entry): boolean {
  return hasSameMembers(a, b)
    ? Array.isArray(a.value) === Array.isArray(b.value)
    : isSameJson(a.value, b.value);
}

function hasSameMembers({ members: one }: Entry, { members: other }: Entry): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.every((member) => other.includes(member)) &&
    other.every((member) => one.includes(member))
  );
}

function show(entry: Entry, other: Entry | undefined, curtain: Curtain): ShownValue {
  const { secret, members, value, shown } = entry;
  if (secret !== undefined) return { kind: 'hidden', what: secret };
  const isInOtherForm =
    other !== undefined && hasSameMembers(entry, other) && !isSame(entry, other);
  if (members !== undefined && !isInOtherForm) {
    const others = other?.members ?? members;
    return {
      kind: 'list',
      members: members.map((member) => ({
        text: curtain(member),
        isOther: !others.includes(member),
      })),
    };
  }
  const text =
    shown ?? (typeof value === 'string' && !isInOtherForm ? value : JSON.stringify(value));
  return { kind: 'text', text: curtain(text) };
}
