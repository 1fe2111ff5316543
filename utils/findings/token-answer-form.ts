import { lastTokenExchange, mediaTypeOf, responseOf } from '../oauth/exchange';
import { readTokenBody, readTokenError } from '../oauth/token-body';
import { type Finding, type FindingRule, rfc } from './finding';

/** Habits of token endpoints that break clients which follow the specification. */
export const tokenAnswerForm: FindingRule = (run, { response: tokens }) => {
  const exchange = lastTokenExchange(run.exchanges);
  const response = exchange === undefined ? undefined : responseOf(exchange);
  const body = response === undefined ? undefined : readTokenBody(response);
  if (response === undefined || body === undefined) return [];
  const isError = tokens === undefined && readTokenError(body) !== undefined;
  return [
    ...(body.format === 'form' ? [FORM_ENCODED] : []),
    ...(body.format === 'json' && tokens !== undefined ? mediaType(mediaTypeOf(response)) : []),
    ...(tokens !== undefined && readTokenError(body) !== undefined ? [ERROR_BESIDE_TOKEN] : []),
    ...(isError && response.status === 200 ? [ERROR_WITH_200] : []),
    ...(tokens !== undefined && typeof tokens.scope === 'string' && tokens.scope.includes(',')
      ? [COMMAS]
      : []),
    ...(tokens?.nested ?? []).map(({ member }): Finding => ({
      severity: 'info',
      title: `An access token stands inside of “${member}”`,
      detail: 'Clients look for access_token at the top, and miss it there.',
      specification: rfc(6749, '5.1'),
    })),
  ];
};

/** JSON that does not say that it is JSON. */
function mediaType(type: string): readonly Finding[] {
  return /^application\/(?:[\w.-]+\+)?json$/.test(type)
    ? []
    : [
        {
          severity: 'warning',
          title: `The answer is JSON, but its media type is ${type === '' ? 'not given' : type}`,
          detail: 'It must be application/json. Clients that look at the type do not read it.',
          specification: rfc(6749, '5.1'),
        },
      ];
}

const ERROR_BESIDE_TOKEN: Finding = {
  severity: 'warning',
  title: 'An error stands beside the token',
  detail: 'An answer is either a success or an error. The member “error” is shown with the others.',
  specification: rfc(6749, '5.2'),
};

const FORM_ENCODED: Finding = {
  severity: 'warning',
  title: 'The answer is form-encoded, not JSON',
  detail:
    'Clients that expect JSON cannot read it. It was asked for with Accept: application/json.',
  specification: rfc(6749, '5.1'),
};

const ERROR_WITH_200: Finding = {
  severity: 'warning',
  title: 'The error came with HTTP 200',
  detail:
    'An error has the status 400 or 401; clients that look at the status take this for a success.',
  specification: rfc(6749, '5.2'),
};

const COMMAS: Finding = {
  severity: 'info',
  title: 'The granted scopes are separated by commas',
  detail: 'The specification has blanks. Clients that split at blanks see one long scope.',
  specification: rfc(6749, '3.3'),
};
