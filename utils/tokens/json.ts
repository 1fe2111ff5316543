import { scanJson } from './json-scan';
import { walkJson } from './json-walk';
import { showCharacter } from './show-value';

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

/** Narrows a value that came out of `JSON.parse` to an object (neither array nor null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses text as a JSON object (RFC 8259). Never throws; the message is a sentence that says where
 * the text stops being JSON, or what it is instead of an object. A `__proto__` member becomes an
 * ordinary own property.
 */
export function parseJsonObject(
  text: string,
): { ok: true; value: JsonObject } | { ok: false; message: string } {
  if (text.trim() === '') return { ok: false, message: 'Empty, where a JSON object was expected.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { isWhole, position } = scanJson(text);
    if (!isWhole) return { ok: false, message: describeBreak(text, position) };
    // It is JSON, but too deep for the engine's own reader.
    value = walkJson(text).value;
  }
  if (isJsonObject(value)) return { ok: true, value };
  return { ok: false, message: `JSON, but ${nameOfKind(value)} instead of an object.` };
}

/**
 * The members that are complete in the text of a JSON object that breaks off or goes wrong;
 * undefined if there is none.
 */
export function readCompleteMembers(text: string): JsonObject | undefined {
  const { membersEnd } = scanJson(text);
  if (membersEnd === 0) return undefined;
  const parsed = parseJsonObject(`${text.slice(0, membersEnd)}}`);
  return parsed.ok ? parsed.value : undefined;
}

function describeBreak(text: string, position: number): string {
  if (position < text.length) {
    return `Not JSON: unexpected ${showCharacter(text, position)} at character ${position + 1}.`;
  }
  return `Not JSON: it ends too early, after ${text.length} characters.`;
}

function nameOfKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return `a ${typeof value}`;
}
