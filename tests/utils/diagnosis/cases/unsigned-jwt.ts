import { encode } from '../../tokens/vectors';

/** A JWT with these claims, and a signature that fits nothing. */
export function unsignedJwt(claims: object): string {
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${'s'.repeat(342)}`;
}
