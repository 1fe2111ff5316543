import { isSilent } from '../oauth/authorization-request';
import { responseParameters } from '../oauth/response-parameters';
import { type Finding, type FindingRule, openIdCore } from './finding';

const specification = openIdCore('3.1.2.6', 'AuthError');

/** What a request without any page tells of session and consent at the server. */
export const silentCheck: FindingRule = ({ authorization, authorizationResponseUrl }) => {
  if (authorization === undefined || authorizationResponseUrl === undefined) return [];
  if (!isSilent(authorization.url)) return [];
  const parameters = responseParameters(authorizationResponseUrl);
  if (parameters.get('state') !== authorization.state) return [];
  const error = parameters.get('error');
  const words = error === null ? ANSWERED : WORDS.get(error);
  return words === undefined ? [] : [{ severity: 'info', ...words, specification }];
};

type Words = Pick<Finding, 'title' | 'detail'>;

const ANSWERED: Words = {
  title: 'Silent check: a session and a consent exist',
  detail: 'The server answered prompt=none without showing a page.',
};

const WORDS: ReadonlyMap<string, Words> = new Map([
  [
    'login_required',
    {
      title: 'Silent check: no session',
      detail:
        'Nobody is signed in at the server in this browser. What was consented to is not known.',
    },
  ],
  [
    'consent_required',
    {
      title: 'Silent check: a session exists, the consent is missing',
      detail: 'Somebody is signed in, and has not agreed to all that this client asks for.',
    },
  ],
  [
    'account_selection_required',
    {
      title: 'Silent check: a session exists, an account must be chosen',
      detail: 'Run with prompt=select_account. What was consented to is not known.',
    },
  ],
  [
    'interaction_required',
    {
      title: 'Silent check: the server must show a page',
      detail: 'It does not say which: there is no session, or no consent, or something else to do.',
    },
  ],
]);
