import { isSilent } from '../../oauth/authorization-request';
import type { FindingRule, Seen } from '../finding';
import { openIdCore } from '../specifications';

/** What a request without any page tells of session and consent at the server. */
export const silentCheck: FindingRule = {
  id: 'silent-check',
  about: 'response',
  looksFor: 'A request with prompt=none was answered: what that tells of session and consent.',
  why: 'A request that shows no page is answered at once, with a code or with what is missing.',
  remedy: 'Run without prompt=none to sign in or to consent.',
  severities: ['info'],
  specifications: [openIdCore('3.1.2.6', 'AuthError')],
  find: ({ ofRun, callback }) => {
    const authorization = ofRun?.run.authorization;
    if (authorization === undefined || callback === undefined) return [];
    if (!isSilent(authorization.url)) return [];
    if (callback.parameters.get('state') !== authorization.state) return [];
    const error = callback.parameters.get('error');
    const words = error === null ? ANSWERED : WORDS.get(error);
    return words === undefined ? [] : [words];
  },
};

const ANSWERED: Seen = {
  title: 'Silent check: a session and a consent exist',
  why: 'The server answered prompt=none without showing a page.',
  remedy: null,
};

const WORDS: ReadonlyMap<string, Seen> = new Map([
  [
    'login_required',
    {
      title: 'Silent check: no session',
      why: 'Nobody is signed in at the server in this browser. What was consented to is not known.',
      remedy: null,
    },
  ],
  [
    'consent_required',
    {
      title: 'Silent check: a session exists, the consent is missing',
      why: 'Somebody is signed in, and has not agreed to all that this client asks for.',
      remedy: null,
    },
  ],
  [
    'account_selection_required',
    {
      title: 'Silent check: a session exists, an account must be chosen',
      why: 'What was consented to is not known.',
      remedy: 'Run with prompt=select_account.',
    },
  ],
  [
    'interaction_required',
    {
      title: 'Silent check: the server must show a page',
      why: 'It does not say which: there is no session, or no consent, or something else to do.',
      remedy: null,
    },
  ],
]);
