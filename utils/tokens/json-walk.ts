import type { JsonValue } from './json';
import { scanJson, type JsonScan } from './json-scan';

type JsonScalar = string | number | boolean | null;

/** Told of what stands in JSON text, in its order; `path` leads there from the outermost object. */
export type JsonWalker = {
  /** `isAgain`: the same object already has a member of that name. */
  readonly onName?: (name: string, isAgain: boolean, path: () => string, depth: number) => void;
  readonly onScalar?: (
    value: JsonScalar,
    source: string,
    path: () => string,
    depth: number,
  ) => void;
  /** A member of the outermost object, once its value is complete. */
  readonly onMember?: (name: string, value: JsonValue, start: number, end: number) => void;
};

type Frame = { readonly start: number } & (
  | { readonly kind: 'list'; readonly value: JsonValue[] }
  | { readonly kind: 'object'; readonly value: Record<string, JsonValue>; name: string }
);

const MAX_STEPS = 6;
const MAX_STEP_LENGTH = 40;

/**
 * Reads JSON text as `JSON.parse` does, but for any depth, and tells of every part as it stands in
 * the text. What is not JSON ends the walk; the value is then what was read before.
 */
export function walkJson(
  text: string,
  walker: JsonWalker = {},
): JsonScan & { readonly value: JsonValue } {
  const frames: Frame[] = [];
  let root: JsonValue = null;
  const path = () => pathOf(frames);
  const put = (value: JsonValue): void => {
    const frame = frames.at(-1);
    if (frame === undefined) root = value;
    else if (frame.kind === 'list') frame.value.push(value);
    else define(frame.value, frame.name, value);
  };
  const finish = (value: JsonValue, start: number, end: number): void => {
    const [outermost] = frames;
    if (frames.length === 1 && outermost?.kind === 'object') {
      walker.onMember?.(outermost.name, value, start, end);
    }
  };
  const scan = scanJson(text, (part, start, end) => {
    const frame = frames.at(-1);
    if (part === 'open') {
      const opened: Frame =
        text[start] === '{'
          ? { kind: 'object', value: {}, name: '', start }
          : { kind: 'list', value: [], start };
      put(opened.value);
      frames.push(opened);
    } else if (part === 'close' && frame !== undefined) {
      frames.pop();
      finish(frame.value, frame.start, end);
    } else if (part === 'name' && frame?.kind === 'object') {
      frame.name = String(readScalar(text.slice(start, end)));
      walker.onName?.(frame.name, Object.hasOwn(frame.value, frame.name), path, frames.length);
    } else if (part === 'scalar') {
      const source = text.slice(start, end);
      const value = readScalar(source);
      walker.onScalar?.(value, source, path, frames.length);
      put(value);
      finish(value, start, end);
    }
  });
  return { ...scan, value: root };
}

function readScalar(source: string): JsonScalar {
  const value: unknown = JSON.parse(source);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
}

/** A plain assignment to `__proto__` would set the prototype. */
function define(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== '__proto__') object[name] = value;
  else {
    Object.defineProperty(object, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}

/** `address.lines[2]`; of a deep one only where it begins. */
function pathOf(frames: readonly Frame[]): string {
  const steps = frames.slice(0, MAX_STEPS).map((frame, index) => {
    if (frame.kind === 'list')
      return `[${frame.value.length - (index + 1 < frames.length ? 1 : 0)}]`;
    const name =
      frame.name.length > MAX_STEP_LENGTH ? `${frame.name.slice(0, MAX_STEP_LENGTH)}…` : frame.name;
    return index === 0 ? name : `.${name}`;
  });
  return `${steps.join('')}${frames.length > MAX_STEPS ? '…' : ''}`;
}
