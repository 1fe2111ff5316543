import { recogniseAddress, recogniseForm } from './addresses';
import { recogniseAuthorizationHeader } from './authorization-header';
import { recogniseChallenge } from './challenge';
import { recogniseToken } from './compact-token';
import { recogniseCookies } from './cookies';
import { recogniseCurl } from './curl';
import { recogniseDpopHeader } from './dpop-header';
import { recogniseFetch } from './fetch-call';
import type { Format } from './format';
import { recogniseHttp } from './http-message';
import { recogniseJson, recogniseJsonMembers } from './json-text';
import { recognisePem } from './pem';

/**
 * What a text may be, in the order in which it is tried: formats that begin with a word of their own first, a bare
 * token, which may be any word, last.
 */
export const formats: readonly Format[] = [
  recogniseJson,
  recogniseJsonMembers,
  recognisePem,
  recogniseCurl,
  recogniseFetch,
  recogniseHttp,
  recogniseChallenge,
  recogniseDpopHeader,
  recogniseCookies,
  recogniseAuthorizationHeader,
  recogniseAddress,
  recogniseForm,
  recogniseToken,
];
