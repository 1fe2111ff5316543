import { kindOfMember, type SensitiveKind } from '../share/sensitive-names';
import { scanJson } from '../tokens/json-scan';

type Frame = {
  /** Those with a `kty` are keys. */
  readonly isKey: boolean;
  /** What every value within is, by a name further out. */
  readonly kind: SensitiveKind | undefined;
  name: string;
};

/**
 * JSON text with its strings and numbers changed by what the names of their members say, and every other character as
 * it stands. Takes text that breaks off, any depth, and linear time.
 *
 * @param change gives the new value of a scalar, decoded
 * @param changeRest gives what follows on a break, from the last name on
 */
export function mapJsonScalars(
  text: string,
  change: (kind: SensitiveKind | undefined, value: string) => string,
  changeRest: (text: string) => string,
): string {
  const keys = startsOfKeys(text);
  const frames: Frame[] = [];
  let result = '';
  let copied = 0;
  let complete = 0;
  scanJson(text, (part, start, end) => {
    const frame = frames.at(-1);
    if (part !== 'name') complete = end;
    if (part === 'close') {
      frames.pop();
      return;
    }
    const kind =
      frame === undefined || frame.name === ''
        ? frame?.kind
        : (kindOfMember(frame.name, frame.isKey ? { kty: '' } : {}) ?? frame.kind);
    if (part === 'open') {
      frames.push({ isKey: keys.has(start), kind, name: '' });
      return;
    }
    const source = text.slice(start, end);
    if (part === 'name') {
      if (frame !== undefined) frame.name = parsed(source);
      // A careless server may put a secret into a name.
      replace(start, end, source, change(undefined, parsed(source)));
      return;
    }
    if (/^[tfn]/.test(source)) return;
    replace(start, end, source, change(kind, parsed(source)));
  });
  const rest = Math.max(copied, complete);
  return result + text.slice(copied, rest) + changeRest(text.slice(rest));

  function replace(start: number, end: number, source: string, changed: string): void {
    if (changed === parsed(source)) return;
    result += text.slice(copied, start) + JSON.stringify(changed);
    copied = end;
  }
}

/** Where the objects begin that have a member `kty`. */
function startsOfKeys(text: string): ReadonlySet<number> {
  const keys = new Set<number>();
  if (!text.includes('"kty"')) return keys;
  const open: number[] = [];
  scanJson(text, (part, start, end) => {
    if (part === 'open') open.push(start);
    else if (part === 'close') open.pop();
    else if (part === 'name' && text.slice(start, end) === '"kty"') keys.add(open.at(-1) ?? -1);
  });
  return keys;
}

function parsed(source: string): string {
  return source.startsWith('"') ? `${JSON.parse(source)}` : source;
}
