import type { SeenRequest } from './emulation.ts';

/** The access token of a request (RFC 6750 §2.1), if it brought one. */
export function readBearer({ authorization }: SeenRequest): string | undefined {
  return /^bearer +(?<token>\S+)$/i.exec(authorization ?? '')?.groups?.['token'];
}
