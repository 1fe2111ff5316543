import { isJsonObject } from '../tokens/json';

const MARK = /‹[^‹›#]{1,60}#[0-9a-f]{8}›/g;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/\S/i;

/** The same shape, with the marks in addresses written so that they stay one value: a bare `#` would end a query. */
export function withMarksInAddresses<Shape>(shape: Shape): Shape;
export function withMarksInAddresses(shape: unknown): unknown {
  if (typeof shape === 'string') {
    return ADDRESS.test(shape) ? shape.replace(MARK, encodeMark) : shape;
  }
  if (Array.isArray(shape)) return shape.map((entry: unknown) => withMarksInAddresses(entry));
  if (!isJsonObject(shape)) return shape;
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]) => [name, withMarksInAddresses(member)]),
  );
}

function encodeMark(mark: string): string {
  return mark.replaceAll(' ', '%20').replace('#', '%23');
}
