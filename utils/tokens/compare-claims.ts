import type { JsonObject, JsonValue } from './json';

/** A claim that differs between two tokens; undefined where one of them does not have it. */
export type ClaimChange = {
  readonly name: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
};

/** The claims that differ, in the order of the newer token, then those that it lacks. */
export function compareClaims(before: JsonObject, after: JsonObject): readonly ClaimChange[] {
  const own = (claims: JsonObject, name: string) =>
    Object.hasOwn(claims, name) ? claims[name] : undefined;
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((name) => {
    const change = { name, before: own(before, name), after: own(after, name) };
    return isSameJson(change.before, change.after) ? [] : [change];
  });
}

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
