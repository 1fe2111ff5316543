import { readBasicCredentials } from './basic-credentials';
import { describeChallenge } from './challenge';
import { describeHttpRequest } from './describe-http-request';
import type { Recognised } from '../recognised';
import { count, type Format, isUnusable, type Unusable } from './format';
import { type HttpMessage, readHttpMessage } from './header-block';
import { tokensOfHeaders } from './header-tokens';
import { recogniseJson } from './json-text';
import { MAX_TOKENS } from './text-with-tokens';

/** A block of headers, a whole request or a whole response (RFC 9112 §2), as tools show and copy them. */
export const recogniseHttp: Format = (text) => {
  const message = readHttpMessage(text);
  if (message === undefined) return undefined;
  const { start, headers, body } = message;
  if (start.kind === 'request') {
    const { method, url } = start;
    return describeHttpRequest('HTTP request', { method, url, headers, ...bodyOf(message) });
  }
  const found = recogniseAnswer(message);
  if (start.kind !== 'response' || start.status < 400) return found;
  const { status } = start;
  const failed = { response: { status, headers, body } };
  return isUnusable(found)
    ? { what: `HTTP response with the status ${status}`, tokens: [], failed }
    : { ...found, failed };
};

function recogniseAnswer({ start, headers, body }: HttpMessage): Recognised | Unusable {
  const title = start.kind === 'response' ? 'HTTP response' : 'HTTP headers';
  const tokens = tokensOfHeaders(headers).slice(0, MAX_TOKENS);
  const inBody = body === '' ? undefined : recogniseJson(body);
  if (inBody !== undefined && !isUnusable(inBody)) {
    return { ...inBody, what: `${title}: ${inBody.what}`, tokens: [...tokens, ...inBody.tokens] };
  }
  if (tokens.length > 0) return { what: `${title} with ${count(tokens.length, 'token')}`, tokens };
  const asked = headers.find(([name]) => /^(?:www|proxy)-authenticate$/i.test(name))?.[1];
  const challenge = asked === undefined ? undefined : describeChallenge(asked);
  if (challenge !== undefined) return { ...challenge, what: `${title}: ${challenge.what}` };
  const basic = headers.find(([name]) => /^(?:proxy-)?authorization$/i.test(name))?.[1];
  const credentials = basic === undefined ? undefined : readBasicCredentials(basic);
  return credentials === undefined
    ? { why: `${title} without a token` }
    : { what: `${title} with Basic credentials`, tokens: [], parameters: credentials };
}

function bodyOf({ headers, body }: HttpMessage) {
  if (body === '') return {};
  const type = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
  const isForm = /x-www-form-urlencoded/i.test(type) || (type === '' && /^[\w.]+=/.test(body));
  return isForm ? { form: [...new URLSearchParams(body)] } : { body };
}
