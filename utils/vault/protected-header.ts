import { decodeProtectedHeader } from 'jose';
import * as v from 'valibot';

/** The protected header, if it is exactly of this kind; read before anything is computed from it. */
export function readHeader<Header>(
  schema: v.GenericSchema<unknown, Header>,
  jwe: string,
): Header | undefined {
  try {
    const header = v.safeParse(schema, decodeProtectedHeader(jwe));
    return header.success ? header.output : undefined;
  } catch {
    return undefined;
  }
}
