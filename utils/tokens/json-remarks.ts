import { hiddenCharacters } from './show-value';

const MAX_SHOWN_NUMBER = 40;

/**
 * What programs do to a number of JSON when they read it as a double (RFC 8259 §6): `undefined`
 * where they keep it.
 *
 * @param source the number as it stands in the text
 */
export function remarkOnNumber(source: string): string | undefined {
  const value = Number(source);
  const shown = source.length > MAX_SHOWN_NUMBER ? `${source.slice(0, MAX_SHOWN_NUMBER)}…` : source;
  if (!Number.isFinite(value)) return `${shown} is too large: programs read it as infinite`;
  const isExact = digitsOf(source) === digitsOf(String(value));
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return isExact
      ? `${shown} is beyond 2^53, where programs cannot tell whole numbers apart`
      : `${shown} is beyond 2^53: many programs read ${value}`;
  }
  if (!isExact) return `${shown} has more digits than many programs keep: they read ${value}`;
  return Object.is(value, -0)
    ? `${shown} is a zero with a minus, which many programs drop`
    : undefined;
}

/** What of a text cannot be seen, or changes what is seen. */
export function remarksOnText(text: string): readonly string[] {
  return hiddenCharacters(text).map(({ shown, effect }) => `holds ${shown}, ${effect}`);
}

/** Sign, digits and exponent of a decimal number, so that `1.0`, `1` and `10e-1` are the same. */
function digitsOf(source: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const all = whole + fraction;
  let start = 0;
  while (start < all.length && all[start] === '0') start += 1;
  let end = all.length;
  while (end > start && all[end - 1] === '0') end -= 1;
  if (start === end) return '0';
  return `${sign}${all.slice(start, end)}e${Number(exponent) - fraction.length + (all.length - end)}`;
}
