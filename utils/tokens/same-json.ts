import type { JsonValue } from './json';

/** Whether two values say the same, in whatever order their members come. */
export function isSameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: JsonValue | undefined): string | undefined {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : member,
  );
}
