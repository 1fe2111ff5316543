import type { TokenEndpointAuthMethod } from '../clients/client';
import type { RecordedResponse } from './exchange';
import { headerOf, mediaTypeOf } from './exchange';
import { fail } from './failure';
import { tooLargeInWords } from './response-words';
import { notFollowed } from './send-use';
import { readTokenBody, readTokenError } from './token-body';

/** What a server has against a use of a token. */
type UseError = {
  readonly code: string;
  readonly description?: string;
  /** The scope that it would take (RFC 6750 §3). */
  readonly scope?: string;
};

/** The error of an answer: in its challenge (RFC 6750 §3) or in its body (RFC 6749 §5.2); nothing where there is none. */
export function readUseError(answer: RecordedResponse): UseError | undefined {
  const challenge = readChallenge(answer);
  const body = readTokenBody(answer);
  const inBody = body === undefined ? undefined : readTokenError(body);
  const code = challenge.get('error') ?? inBody?.code;
  if (code === undefined) return undefined;
  const description = challenge.get('error_description') ?? inBody?.description;
  const scope = challenge.get('scope');
  return {
    code,
    ...(description === undefined ? {} : { description }),
    ...(scope === undefined ? {} : { scope }),
  };
}

/** The parameters of `WWW-Authenticate` (RFC 9110 §11.6.1), by their names in lower case. */
function readChallenge(response: RecordedResponse): ReadonlyMap<string, string> {
  const header = headerOf(response, 'www-authenticate') ?? '';
  const parameters = header.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g);
  return new Map(
    [...parameters].map(([, name = '', quoted, plain = '']) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/g, '$1') ?? plain,
    ]),
  );
}

type Refusal = {
  /** Who answered, in words. */
  readonly place: string;
  /** What to do about the errors that are known of this place. */
  readonly remedies: ReadonlyMap<string, string>;
  /** What to do about any other answer. */
  readonly otherwise: string;
  /** What may be the matter besides; begins with a blank. */
  readonly hint?: string;
};

/** The failure of a use that the server answered otherwise than with success. */
export function refusedUse(
  answer: RecordedResponse,
  { place, remedies, otherwise, hint = '' }: Refusal,
) {
  const status = `HTTP ${answer.status}`;
  const error = readUseError(answer);
  if (error !== undefined) {
    const { code, description, scope } = error;
    const wanted = scope === undefined ? '' : ` It asks for the scope “${scope.slice(0, 200)}”.`;
    return fail(
      'token_use_failed',
      `${description === undefined ? code : `${code}: ${description}`} (${place}, ${status})`,
      `${remedies.get(code) ?? otherwise}${wanted}${hint}`,
    );
  }
  if (answer.status >= 300 && answer.status < 400) {
    return notFollowed(place, headerOf(answer, 'location'));
  }
  if (answer.status === 429 || answer.status === 503) {
    const retryAfter = headerOf(answer, 'retry-after');
    return fail(
      'token_use_failed',
      `${place} answered ${status}: it is ${answer.status === 429 ? 'asked too often' : 'not available now'}`,
      retryAfter === undefined
        ? 'Try again later.'
        : `Try again later: it says Retry-After: ${retryAfter}.`,
    );
  }
  return fail(
    'token_use_failed',
    `${place} answered ${status} with ${bodyInWords(answer)}`,
    otherwise,
  );
}

/** What the server says of how clients authenticate at this endpoint (RFC 8414 §2), where that is another way. */
export function otherMethods(
  announced: readonly string[] | undefined,
  used: TokenEndpointAuthMethod,
): string {
  return announced === undefined || announced.length === 0 || announced.includes(used)
    ? ''
    : ` The server announces ${announced.slice(0, 5).join(', ')} for this endpoint, and this client uses ${used}.`;
}

/** A success whose body holds nothing that can be read. */
export function unreadableUse(answer: RecordedResponse, place: string, wanted: string) {
  return fail(
    'token_use_failed',
    answer.end === 'too large'
      ? `${place} answered with ${tooLargeInWords(answer)}`
      : `${place} answered HTTP ${answer.status} with ${bodyInWords(answer)} instead of ${wanted}`,
    'Is it the right address? Its whole answer is shown below.',
  );
}

export function isSuccess({ status }: RecordedResponse): boolean {
  return status >= 200 && status < 300;
}

function bodyInWords(answer: RecordedResponse): string {
  if (answer.body.trim() === '') return 'an empty body';
  const mediaType = mediaTypeOf(answer);
  return mediaType === '' ? 'a body of no stated type' : mediaType;
}
