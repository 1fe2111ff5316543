import { decodeToken } from '../decode-token';
import type { RecognisedToken } from '../recognised';
import type { SdJwt } from '../sd-jwt';
import { describeToken } from './describe-token';
import { count } from './format';

/** What kind of SD-JWT it is: `SD-JWT (signed, ES256) with 2 disclosures` */
export function describeSdJwt({ jwt, disclosures, keyBinding }: SdJwt): string {
  const kind = describeToken(decodeToken(jwt)).replace('JWT', 'SD-JWT');
  const binding = keyBinding === undefined ? '' : ' and a key binding';
  return `${kind} with ${count(disclosures.length, 'disclosure')}${binding}`;
}

/** The JWT of the issuer, and the one with which the holder shows it. */
export function tokensOfSdJwt({ jwt, keyBinding }: SdJwt): readonly RecognisedToken[] {
  return [
    { name: 'Token', value: jwt },
    ...(keyBinding === undefined ? [] : [{ name: 'Key binding', value: keyBinding } as const]),
  ];
}
