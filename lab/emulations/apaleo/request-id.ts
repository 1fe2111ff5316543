import { randomHex } from '../shared/random-values.ts';

/** A request ID of the form seen in https://github.com/apaleo/api/issues/74: `0HLKG1A4HRQIT:0000090D`. */
export function createRequestId(): string {
  return `0HL${randomHex(5)}:0000${randomHex(2)}`.toUpperCase();
}
