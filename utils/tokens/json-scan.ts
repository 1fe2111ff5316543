/** How far text is JSON, and up to where it holds complete members of its outermost object. */
export type JsonScan = {
  /** The first character that is not JSON; the length of the text when it ends too early, or is whole. */
  readonly position: number;
  readonly membersEnd: number;
  /** Whether the text is JSON to its end. */
  readonly isWhole: boolean;
};

/** Told of every part of JSON text in its order, with the place where it stands. */
export type JsonVisitor = (
  part: 'open' | 'close' | 'name' | 'scalar',
  start: number,
  end: number,
) => void;

type Expectation =
  'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end' | 'nothing';

type Scanned = { readonly end: number; readonly ok: boolean };

/**
 * Goes through JSON text (RFC 8259) up to its end, or to the first character at which it is not
 * JSON. The engines word this differently and some give no position at all. Linear, and without
 * recursion, so that neither size nor depth matters.
 */
export function scanJson(text: string, visit: JsonVisitor = ignore): JsonScan {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'value';
  let membersEnd = 0;
  let index = skipBlanks(text, 0);
  const afterValue = (): Expectation => (open.length === 0 ? 'nothing' : 'comma or end');
  const isMember = (): boolean => open.length === 1 && open[0] === '{';

  for (; index < text.length; index = skipBlanks(text, index)) {
    const character = text[index];
    const inside = open.at(-1);
    if (expected === 'nothing') break;
    if (expected === 'colon') {
      if (character !== ':') break;
      expected = 'value';
      index += 1;
    } else if (expected === 'comma or end') {
      if (character === ',') {
        if (isMember()) membersEnd = index;
        expected = inside === '{' ? 'name' : 'value';
      } else if (character === (inside === '{' ? '}' : ']')) {
        open.pop();
        expected = afterValue();
        visit('close', index, index + 1);
        if (isMember()) membersEnd = index + 1;
      } else break;
      index += 1;
    } else if (expected === 'name' || expected === 'name or }') {
      if (character === '}' && expected === 'name or }') {
        open.pop();
        expected = afterValue();
        visit('close', index, index + 1);
        index += 1;
        if (isMember()) membersEnd = index;
        continue;
      }
      if (character !== '"') break;
      const name = scanString(text, index);
      if (name.ok) visit('name', index, name.end);
      index = name.end;
      if (!name.ok) break;
      expected = 'colon';
    } else if (character === '{' || character === '[') {
      open.push(character);
      expected = character === '{' ? 'name or }' : 'value or ]';
      visit('open', index, index + 1);
      index += 1;
    } else if (character === ']' && expected === 'value or ]') {
      open.pop();
      expected = afterValue();
      visit('close', index, index + 1);
      index += 1;
      if (isMember()) membersEnd = index;
    } else {
      const scalar = scanScalar(text, index);
      if (scalar.ok) visit('scalar', index, scalar.end);
      index = scalar.end;
      if (!scalar.ok) break;
      expected = afterValue();
      // A number may go on after the cut: it is complete only when something follows it.
      if (isMember() && !isDigit(text.charCodeAt(index - 1))) membersEnd = index;
    }
  }
  return { position: index, membersEnd, isWhole: expected === 'nothing' && index >= text.length };
}

function ignore(): void {
  // What is only measured has no visitor.
}

function skipBlanks(text: string, from: number): number {
  let index = from;
  while (index < text.length && ' \t\n\r'.includes(text.charAt(index))) index += 1;
  return index;
}

function scanScalar(text: string, from: number): Scanned {
  if (text[from] === '"') return scanString(text, from);
  for (const literal of ['true', 'false', 'null']) {
    if (text[from] === literal[0]) return scanLiteral(text, from, literal);
  }
  return scanNumber(text, from);
}

function scanNumber(text: string, from: number): Scanned {
  let start = text[from] === '-' ? from + 1 : from;
  let end = text[start] === '0' ? start + 1 : skipDigits(text, start);
  if (end > start && text[end] === '.') {
    start = end + 1;
    end = skipDigits(text, start);
  }
  if (end > start && /[eE]/.test(text.charAt(end))) {
    start = /[+-]/.test(text.charAt(end + 1)) ? end + 2 : end + 1;
    end = skipDigits(text, start);
  }
  return { end, ok: end > start };
}

function skipDigits(text: string, from: number): number {
  let index = from;
  while (index < text.length && isDigit(text.charCodeAt(index))) index += 1;
  return index;
}

function scanLiteral(text: string, from: number, literal: string): Scanned {
  let length = 1;
  while (length < literal.length && text[from + length] === literal[length]) length += 1;
  return { end: from + length, ok: length === literal.length };
}

function scanString(text: string, from: number): Scanned {
  for (let index = from + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) return { end: index + 1, ok: true };
    if (code < 0x20) return { end: index, ok: false };
    if (code !== 0x5c) continue;
    index += 1;
    if (index >= text.length) break;
    const escaped = text.charAt(index);
    if (escaped === 'u') {
      for (let digit = 0; digit < 4; digit += 1) {
        index += 1;
        if (index >= text.length) return { end: text.length, ok: false };
        if (!/[0-9a-fA-F]/.test(text.charAt(index))) return { end: index, ok: false };
      }
    } else if (!'"\\/bfnrt'.includes(escaped)) return { end: index, ok: false };
  }
  return { end: text.length, ok: false };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
