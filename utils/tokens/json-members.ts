import type { JsonObject, JsonValue } from './json';
import { remarkOnNumber, remarksOnText } from './json-remarks';
import { walkJson } from './json-walk';
import { showValue } from './show-value';

/** A member of a JSON object, as it stands in the text. */
export type JsonMember = {
  readonly name: string;
  readonly value: JsonValue;
  /** The text of the value, exactly. */
  readonly source: string;
  /** What a reader would not see, or see otherwise than other programs: each without a full stop. */
  readonly remarks: readonly string[];
};

const MAX_REMARKS = 8;

/**
 * The members of the outermost object of JSON text, in their order, duplicates included; of text
 * that breaks off or goes wrong, those that are complete. Empty for what is no object. Never throws,
 * takes linear time, and any depth.
 */
export function membersOf(text: string): readonly JsonMember[] {
  const members: JsonMember[] = [];
  const ends: number[] = [];
  const times = new Map<string, number>();
  let remarks: string[] = [];
  const remark = (path: string, what: string): void => {
    const sentence = path === '' ? what : `in ${path}: ${what}`;
    if (remarks.length > MAX_REMARKS || remarks.includes(sentence)) return;
    remarks.push(remarks.length < MAX_REMARKS ? sentence : '… and more of this kind');
  };
  const { membersEnd, isWhole } = walkJson(text, {
    onName: (name, isAgain, path, depth) => {
      const hidden = remarksOnText(name);
      for (const what of hidden) remark('', `the name ${showValue(name, 60)} ${what}`);
      if (isAgain && depth > 1) remark(path(), 'this name stands more than once (RFC 8259 §4)');
    },
    onScalar: (value, source, path, depth) => {
      const found =
        typeof value === 'number'
          ? [remarkOnNumber(source)]
          : typeof value === 'string'
            ? remarksOnText(value)
            : [];
      for (const what of found) {
        if (what !== undefined) remark(depth > 1 ? path() : '', what);
      }
    },
    onMember: (name, value, start, end) => {
      members.push({ name, value, source: text.slice(start, end), remarks });
      ends.push(end);
      times.set(name, (times.get(name) ?? 0) + 1);
      remarks = [];
    },
  });
  return members
    .filter((_, index) => isWhole || (ends[index] ?? 0) <= membersEnd)
    .map((member) => {
      const count = times.get(member.name) ?? 1;
      if (count === 1) return member;
      const again = `stands ${count} times: programs take the first, the last, or refuse it (RFC 8259 §4)`;
      return { ...member, remarks: [again, ...member.remarks] };
    });
}

/** The members of an object that comes without its text. */
export function membersOfObject(object: JsonObject): readonly JsonMember[] {
  return Object.entries(object).map(([name, value]) => {
    const source = stringify(value);
    const [member] = membersOf(`{${JSON.stringify(name)}:${source}}`);
    return member ?? { name, value, source, remarks: [] };
  });
}

function stringify(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Deeper than the engine can write.
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}
