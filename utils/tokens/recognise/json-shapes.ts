import type { JsonObject } from '../json';
import type { Recognised } from '../recognised';
import { recogniseClaims, recogniseHeaderMembers, recogniseUserInfo } from './json-claims';
import { recogniseHar } from './json-har';
import { recogniseJweJson } from './json-jwe';
import { recogniseJwsJson } from './json-jws';
import { recogniseKeys } from './json-keys';
import {
  recogniseErrorResponse,
  recogniseIntrospection,
  recogniseMetadata,
  recogniseNamedResponse,
  recogniseTokenRequest,
  recogniseTokenResponse,
} from './json-responses';

/** What JSON objects may be, in the order in which it is tried: what says of itself what it is comes first. */
export const jsonShapes: readonly ((object: JsonObject) => Recognised | undefined)[] = [
  recogniseHar,
  recogniseJwsJson,
  recogniseJweJson,
  recogniseKeys,
  recogniseMetadata,
  recogniseTokenResponse,
  recogniseTokenRequest,
  recogniseIntrospection,
  recogniseNamedResponse,
  recogniseErrorResponse,
  recogniseUserInfo,
  recogniseClaims,
  recogniseHeaderMembers,
];
