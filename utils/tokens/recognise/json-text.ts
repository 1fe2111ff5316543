import { isJsonObject, parseJsonObject } from '../json';
import { isDeeperThan } from '../json-depth';
import type { Format } from './format';
import { jsonShapes } from './json-shapes';
import { recogniseText } from './text-with-tokens';

/** Deeper than what servers send, and than what can be shown. */
const MAX_DEPTH = 500;

/** JSON: by the first of its known shapes that fits, else any with tokens in it. */
export const recogniseJson: Format = (text) => {
  if (!/^[{[]/.test(text)) return undefined;
  const value = parse(text);
  if (value === undefined) {
    const parsed = parseJsonObject(text);
    return parsed.ok
      ? undefined
      : { why: `it looks like JSON, but cannot be read. ${parsed.message}` };
  }
  if (isDeeperThan(value, MAX_DEPTH))
    return { why: `it is JSON that is nested deeper than ${MAX_DEPTH} levels` };
  if (isJsonObject(value)) {
    for (const shape of jsonShapes) {
      const found = shape(value);
      if (found !== undefined) return found;
    }
  }
  return (
    recogniseText(stringsIn(value).join('\n'), 'JSON') ?? {
      why: 'it is JSON without a token in it',
    }
  );
};

/** Members that were copied without the braces around them. */
export const recogniseJsonMembers: Format = (text) => {
  if (!/^"[^"\\]{1,100}"\s{0,9}:/.test(text.slice(0, 120))) return undefined;
  const object = `{${text}}`;
  return parse(object) === undefined ? undefined : recogniseJson(object);
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The strings of a value with their escapes resolved, in their order; without recursion. */
function stringsIn(root: unknown): readonly string[] {
  const strings: string[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value).toReversed()) open.push(inner);
    }
  }
  return strings;
}
