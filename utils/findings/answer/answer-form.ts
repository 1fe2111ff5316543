import { headerOf, lastTokenExchange, mediaTypeOf, responseOf } from '../../oauth/exchange';
import { readTokenBody, readTokenError } from '../../oauth/token-body';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { rfc } from '../specifications';

/** Habits of token endpoints that break clients which follow the specification. */
const formEncoded: FindingRule = {
  id: 'answer-form-encoded',
  about: 'token response',
  looksFor: 'The token response is form-encoded.',
  why: 'Clients that expect JSON cannot read it. It was asked for with Accept: application/json.',
  remedy: 'The server has to answer with JSON; some do for another version of the endpoint.',
  severities: ['warning'],
  specifications: [rfc(6749, '5.1')],
  find: (evidence) =>
    answered(evidence, ({ format }) =>
      format === 'form' ? [{ title: 'The answer is form-encoded, not JSON' }] : [],
    ),
};

const mediaType: FindingRule = {
  id: 'answer-media-type',
  about: 'token response',
  looksFor: 'The token response is JSON, and does not say so.',
  why: 'It must be application/json. Clients that look at the type do not read it.',
  remedy: 'The server has to send Content-Type: application/json.',
  severities: ['warning'],
  specifications: [rfc(6749, '5.1')],
  find: (evidence) =>
    answered(evidence, ({ format, hasTokens, type }) =>
      format === 'json' && hasTokens && !/^application\/(?:[\w.-]+\+)?json$/.test(type)
        ? [
            {
              title: `The answer is JSON, but its media type is ${type === '' ? 'not given' : type}`,
            },
          ]
        : [],
    ),
};

const errorWith200: FindingRule = {
  id: 'error-with-http-200',
  about: 'token response',
  looksFor: 'An error of the token endpoint came with HTTP 200.',
  why: 'An error has the status 400 or 401; clients that look at the status take this for a success.',
  remedy: 'Look for the member “error” before anything else, whatever the status is.',
  severities: ['warning'],
  specifications: [rfc(6749, '5.2')],
  find: (evidence) =>
    answered(evidence, ({ hasTokens, error, status }) =>
      !hasTokens && error !== undefined && status === 200
        ? [{ title: 'The error came with HTTP 200' }]
        : [],
    ),
};

const cacheable: FindingRule = {
  id: 'answer-cacheable',
  about: 'token response',
  looksFor: 'The token response may be stored by caches (no Cache-Control: no-store).',
  why: 'A cache on the way, or that of the browser, may keep the tokens.',
  remedy: 'The server has to send Cache-Control: no-store with every answer that holds tokens.',
  severities: ['warning'],
  specifications: [rfc(6749, '5.1')],
  find: (evidence) =>
    answered(evidence, ({ hasTokens, cacheControl }) =>
      hasTokens && !/\bno-store\b/i.test(cacheControl)
        ? [
            {
              title: 'The token response does not forbid to be stored',
              seen:
                cacheControl === ''
                  ? 'There is no Cache-Control.'
                  : `Cache-Control is “${cacheControl.slice(0, 80)}”.`,
            },
          ]
        : [],
    ),
};

const errorBeside: FindingRule = {
  id: 'error-beside-token',
  about: 'token response',
  looksFor: 'An error stands beside the token.',
  why: 'An answer is either a success or an error. The member “error” is shown with the others.',
  remedy: 'Do not rely on the token: the server has to say which of the two it means.',
  severities: ['warning'],
  specifications: [rfc(6749, '5.2')],
  find: ({ answer }) =>
    answer?.tokens !== undefined && answer.error !== undefined
      ? [{ title: 'An error stands beside the token' }]
      : [],
};

const commas: FindingRule = {
  id: 'granted-scopes-with-commas',
  about: 'token response',
  looksFor: 'The granted scopes are separated by commas.',
  why: 'The specification has blanks. Clients that split at blanks see one long scope.',
  remedy: 'Split at commas too.',
  severities: ['info'],
  specifications: [rfc(6749, '3.3')],
  find: ({ answer }) =>
    typeof answer?.tokens?.scope === 'string' && answer.tokens.scope.includes(',')
      ? [{ title: 'The granted scopes are separated by commas' }]
      : [],
};

const nested: FindingRule = {
  id: 'nested-access-token',
  about: 'token response',
  looksFor: 'An access token stands inside of another member.',
  why: 'Clients look for access_token at the top, and miss it there.',
  remedy: 'Read it from where it stands.',
  severities: ['info'],
  specifications: [rfc(6749, '5.1')],
  find: ({ answer }) =>
    (answer?.tokens?.nested ?? []).map(({ member }) => ({
      title: `An access token stands inside of “${member}”`,
    })),
};

type Answered = {
  readonly format: 'json' | 'form';
  readonly hasTokens: boolean;
  readonly error: string | undefined;
  readonly status: number;
  readonly type: string;
  readonly cacheControl: string;
};

/** What only the recorded response shows. */
function answered(
  { ofRun }: Evidence,
  judge: (answer: Answered) => readonly Seen[],
): readonly Seen[] {
  if (ofRun === undefined) return [];
  const exchange = lastTokenExchange(ofRun.run.exchanges);
  const response = exchange === undefined ? undefined : responseOf(exchange);
  const body = response === undefined ? undefined : readTokenBody(response);
  if (response === undefined || body === undefined) return [];
  return judge({
    format: body.format,
    hasTokens: ofRun.result.response !== undefined,
    error: readTokenError(body)?.code,
    status: response.status,
    type: mediaTypeOf(response),
    cacheControl: headerOf(response, 'cache-control') ?? '',
  });
}

export const answerFormRules: readonly FindingRule[] = [
  formEncoded,
  mediaType,
  errorBeside,
  errorWith200,
  commas,
  nested,
  cacheable,
];
