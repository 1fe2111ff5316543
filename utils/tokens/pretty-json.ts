import { scanJson } from './json-scan';

const INLINE_LENGTH = 60;
const MAX_INDENT = 20;

/**
 * JSON text indented for reading, its numbers as they stand: lists and objects that are short or hold
 * one thing in one line, others with a member a line. Takes any depth. Text that is not JSON comes back as it is.
 *
 * @param isLaidOut whether the outermost list or object has a member a line, however short it is
 */
export function prettyJson(source: string, isLaidOut = false): string {
  const parts = partsOf(source);
  if (parts === undefined) return source;
  let text = '';
  let depth = 0;
  /** Up to which part everything stands in one line. */
  let inlineEnd = -1;
  for (const [index, part] of parts.entries()) {
    const isInline = index <= inlineEnd;
    const previous = parts[index - 1];
    const isFirst = previous === undefined || previous.kind === 'open';
    if (part.kind === 'close') {
      if (!isInline) depth -= 1;
      if (!isInline && !isFirst) text += lineBreak(depth);
      text += part.text;
      continue;
    }
    if (previous !== undefined && previous.kind !== 'name') {
      if (!isFirst) text += ',';
      if (!isInline) text += lineBreak(depth);
    }
    text += part.kind !== 'name' ? part.text : `${part.text}${isInline ? ':' : ': '}`;
    if (part.kind === 'open' && !isInline) {
      const mayBeInline = !isLaidOut || index > 0 || part.end === 1;
      if (mayBeInline && (part.length <= INLINE_LENGTH || isSingle(part, index)))
        inlineEnd = part.end;
      else depth += 1;
    }
  }
  return text;
}

/** One scalar gains nothing from a line of its own. */
function isSingle(part: Part, index: number): boolean {
  return part.end - index <= (part.text === '{' ? 3 : 2);
}

type Part = {
  readonly kind: 'open' | 'close' | 'name' | 'scalar';
  readonly text: string;
  /** Of what opens: its closing part, and how long all of it is. */
  end: number;
  length: number;
};

function partsOf(source: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  const open: number[] = [];
  let length = 0;
  const { isWhole } = scanJson(source, (kind, start, end) => {
    const text = readable(source.slice(start, end));
    length += text.length + 1;
    if (kind === 'close') {
      const opened = parts[open.pop() ?? -1];
      if (opened !== undefined) {
        opened.end = parts.length;
        opened.length = length - opened.length;
      }
    }
    if (kind === 'open') open.push(parts.length);
    parts.push({ kind, text, end: -1, length });
  });
  return isWhole ? parts : undefined;
}

/** A string without needless escapes: `"Müller"` where `"M\u00fcller"` stands. */
function readable(source: string): string {
  return source.includes('\\') ? JSON.stringify(JSON.parse(source)) : source;
}

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`;
}
