import { decodeToken } from '../decode-token';
import { readSdJwt } from '../sd-jwt';
import { showValue } from '../show-value';
import { couldBeOpaque, describeToken } from './describe-token';
import type { Format } from './format';
import { describeSdJwt, tokensOfSdJwt } from './describe-sd-jwt';
import { recogniseRunTogether } from './run-together';
import { recogniseText } from './text-with-tokens';
import { unwrap } from './wrapped-text';

/** A bare token, also wrapped over lines: JWT, JWS, JWE, SD-JWT, opaque. */
export const recogniseToken: Format = (text) => {
  const token = unwrap(text);
  if (token === undefined) return undefined;
  const sdJwt = readSdJwt(token);
  if (sdJwt !== undefined) {
    return { what: describeSdJwt(sdJwt), tokens: tokensOfSdJwt(sdJwt), sdJwt };
  }
  const decoded = decodeToken(token);
  if (decoded.kind === 'opaque') {
    const inside = recogniseText(token);
    if (inside !== undefined) return inside;
    if (!couldBeOpaque(token)) {
      return { why: `${showValue(token, 40)} is too short or too plain to be a token` };
    }
  }
  const several = decoded.kind === 'broken' ? recogniseRunTogether(token) : undefined;
  if (several !== undefined) return several;
  return { what: describeToken(decoded), tokens: [{ name: 'Token', value: token }] };
};
