import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { memberOf } from '../../tokens/members';

const specification = rfc(6749, '5.1');

/** Whether the response says how long its access token lives. */
const unusable: FindingRule = {
  id: 'expires-in-unusable',
  about: 'token response',
  looksFor: 'expires_in of the token response is no number of seconds.',
  why: 'A client cannot tell when the token ends.',
  remedy: 'The server has to send a number of seconds.',
  severities: ['error'],
  specifications: [specification],
  find: ({ answer }) => {
    const tokens = answer?.tokens;
    if (tokens?.accessToken === undefined || tokens.expiresAt !== undefined) return [];
    const came = memberOf(tokens.members, 'expires_in');
    return came === undefined
      ? []
      : [
          {
            title: 'What the token response says of its lifetime cannot be used',
            seen: `expires_in is ${JSON.stringify(came).slice(0, 80)}: it must be a number of seconds.`,
          },
        ];
  },
};

const missing: FindingRule = {
  id: 'expires-in-missing',
  about: 'token response',
  looksFor: 'The token response does not say when the access token expires.',
  why: 'expires_in is recommended; without it a client learns it from the first refusal.',
  remedy: 'Read it from the token where that is a JWT, or from the documents of the provider.',
  severities: ['info'],
  specifications: [specification],
  find: ({ answer }) =>
    answer?.tokens?.accessToken !== undefined &&
    answer.tokens.expiresAt === undefined &&
    memberOf(answer.members, 'expires_in') === undefined
      ? [{ title: 'The token response does not say when the access token expires' }]
      : [],
};

const text: FindingRule = {
  id: 'expires-in-as-text',
  about: 'token response',
  looksFor: 'expires_in is a text that holds a number.',
  why: 'The specification has a JSON number. Strict clients refuse a text, or read it wrongly.',
  remedy: 'The server has to leave out the quotes.',
  severities: ['warning'],
  specifications: [specification],
  find: ({ answer, ofRun }) => {
    const tokens = answer?.tokens;
    const value = tokens === undefined ? undefined : memberOf(tokens.members, 'expires_in');
    // In a form everything is a text.
    const isForm = tokens?.format === 'form' || ofRun?.result.response?.format === 'form';
    return typeof value === 'string' && tokens?.expiresAt !== undefined && !isForm
      ? [{ title: 'expires_in is a text, not a number', seen: `It is ${showValue(value)}.` }]
      : [];
  },
};

const YEAR = 365 * 86_400;

const absurd: FindingRule = {
  id: 'expires-in-absurd',
  about: 'token response',
  looksFor: 'expires_in is zero, negative, or longer than ten years.',
  why: 'It is a number of seconds from now. A time of the clock, or milliseconds, are read as centuries.',
  remedy: 'The server has to send the seconds that are left.',
  severities: ['warning'],
  specifications: [specification],
  find: ({ answer }) => {
    const value = answer?.tokens === undefined ? undefined : memberOf(answer.members, 'expires_in');
    const seconds = Number(value);
    if (value === undefined || value === null || answer?.tokens?.expiresAt === undefined) return [];
    return seconds > 0 && seconds <= 10 * YEAR
      ? []
      : [{ title: `expires_in is ${seconds} seconds, which no token lives` }];
  },
};

export const tokenLifetimeRules: readonly FindingRule[] = [unusable, missing, text, absurd];
