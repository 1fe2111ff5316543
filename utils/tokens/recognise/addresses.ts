import { readAuthorizationRequest } from '../read-authorization-request';
import type { Recognised } from '../recognised';
import { describeAuthorizationRequest } from './describe-request';
import type { Entry, Format } from './format';
import { recogniseParameterSet } from './parameter-sets';
import { tokensAmong } from './token-names';

/** An address: of an authorization request, a callback, or another request with its parameters. */
export const recogniseAddress: Format = (text) => {
  // Apps have schemes of their own, also without slashes (RFC 8252 §7.1).
  const scheme = /^[a-z][a-z0-9+.-]{0,60}:(?:\/\/?)?/i.exec(text.slice(0, 70))?.[0];
  if (scheme === undefined || /\s/.test(text)) return undefined;
  const request = recogniseAuthorizationAddress(text);
  if (request !== undefined) return request;
  const parameters = parametersOf(text);
  const found = recogniseParameterSet(parameters, 'Callback URL');
  if (found !== undefined) {
    return found.what.startsWith('Callback URL') ? { ...found, callbackUrl: text } : found;
  }
  return scheme.endsWith('//') ? { why: 'a URL without a code, an error or a token' } : undefined;
};

/** Parameters without an address: a form, or what stands behind `?` or `#`. */
export const recogniseForm: Format = (text) => {
  if (!/^[?#]?[a-z_]{1,40}=/i.test(text.slice(0, 60)) || /\s/.test(text)) return undefined;
  const parameters = [...new URLSearchParams(text.replace(/^[?#]/, ''))];
  return recogniseParameterSet(parameters, /^[?#]/.test(text) ? 'Callback URL' : 'Parameters');
};

/** The address of an authorization request (RFC 6749 §4.1.1), with the tokens that it carries along. */
function recogniseAuthorizationAddress(address: string): Recognised | undefined {
  const request = readAuthorizationRequest(address);
  if (request === undefined) return undefined;
  const { parameters } = request;
  const what = describeAuthorizationRequest(parameters);
  return { what, tokens: tokensAmong(parameters), parameters, request };
}

/** What stands before the parameters of a fragment: the route of a page that keeps its address there. */
const ROUTE = /^(?:[^=&?]*\?|[!/]+)/;

/** The parameters of an address: of its query, and of its fragment. */
export function parametersOf(url: string): readonly Entry[] {
  const hash = url.indexOf('#');
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const query = beforeHash.indexOf('?');
  return [
    ...(query === -1 ? [] : new URLSearchParams(beforeHash.slice(query + 1))),
    ...(hash === -1 ? [] : new URLSearchParams(url.slice(hash + 1).replace(ROUTE, ''))),
  ];
}
