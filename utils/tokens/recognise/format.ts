import type { Recognised } from '../recognised';

/** The text has this format, but nothing in it is of use. */
export type Unusable = { readonly why: string };

/**
 * Reads one format: what it found, why that is of no use (then only tokens anywhere in the text are still looked for),
 * or nothing where the text has another format.
 *
 * @param text without white space or quotes around it, not empty
 */
export type Format = (text: string) => Recognised | Unusable | undefined;

export type Entry = readonly [name: string, value: string];

export function isUnusable(found: Recognised | Unusable): found is Unusable {
  return 'why' in found;
}

/** A number of things in words: `1 token`, `3 tokens` */
export function count(things: number, name: string): string {
  return things === 1 ? `1 ${name}` : `${things} ${name}s`;
}
