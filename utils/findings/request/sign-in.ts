import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { openIdCore, rfc } from '../specifications';
import { ofRequest } from './parameters';

const PROMPTS = new Set(['none', 'login', 'consent', 'select_account', 'create']);
const authRequest = openIdCore('3.1.2.1', 'AuthRequest');

const promptNone: FindingRule = {
  id: 'prompt-none-mixed',
  about: 'request',
  looksFor: 'prompt=none stands together with other values.',
  why: 'None means that no page may be shown, the others ask for one: the server must answer with an error.',
  remedy: 'Send none alone, or the others without it.',
  severities: ['error'],
  specifications: [authRequest],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const prompts = (get('prompt') ?? '').split(/\s+/).filter(Boolean);
      return prompts.includes('none') && prompts.length > 1
        ? [{ title: `prompt=${prompts.join(' ')} contradicts itself` }]
        : [];
    }),
};

const promptUnknown: FindingRule = {
  id: 'prompt-unknown',
  about: 'request',
  looksFor: 'prompt has a value that OpenID Connect does not know.',
  why: 'A server may ignore it, or refuse the request. Values are separated by blanks and written in small letters.',
  remedy: 'Use none, login, consent or select_account, or look into the documents of the provider.',
  severities: ['info'],
  specifications: [authRequest],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const unknown = (get('prompt') ?? '')
        .split(/\s+/)
        .find((value) => value !== '' && !PROMPTS.has(value));
      return unknown === undefined
        ? []
        : [{ title: `prompt=${unknown.slice(0, 40)} is not a standard value` }];
    }),
};

const openIdMissing: FindingRule = {
  id: 'openid-scope-missing',
  about: 'request',
  looksFor: 'Something of OpenID Connect is asked for without the scope openid.',
  why: 'Without it the request is plain OAuth: the server ignores what belongs to OpenID Connect, and no ID token comes.',
  remedy: 'Add the scope openid, or leave the others out.',
  severities: ['warning'],
  specifications: [authRequest],
  find: (evidence) =>
    ofRequest(evidence, ({ has, scopes, responseTypes }) => {
      if (scopes.includes('openid') || has('request') || has('request_uri')) return [];
      const asked = responseTypes.includes('id_token')
        ? 'response_type with id_token'
        : ['nonce', 'max_age', 'acr_values', 'claims', 'id_token_hint'].find(has);
      return asked === undefined
        ? []
        : [{ title: 'The scope openid is missing', seen: `${asked} is sent.` }];
    }),
};

const offlineAccess: FindingRule = {
  id: 'offline-access-without-consent',
  about: 'request',
  looksFor: 'offline_access is asked for without prompt=consent.',
  why: 'A server may ignore it then: the user has to agree to access while being away.',
  remedy: 'If no refresh token comes, send prompt=consent.',
  severities: ['info'],
  specifications: [openIdCore('11', 'OfflineAccess')],
  find: (evidence) =>
    ofRequest(evidence, ({ get, scopes, responseTypes }) => {
      if (!scopes.includes('offline_access')) return [];
      if (responseTypes.length > 0 && !responseTypes.includes('code')) {
        return [
          {
            title: 'offline_access is asked for with a response type that brings no code',
            why: 'A refresh token comes from the token endpoint, with a code only.',
            remedy: 'Use response_type=code.',
          },
        ];
      }
      return (get('prompt') ?? '').split(/\s+/).includes('consent')
        ? []
        : [{ title: 'offline_access is asked for without prompt=consent' }];
    }),
};

const maxAge: FindingRule = {
  id: 'max-age-invalid',
  about: 'request',
  looksFor: 'max_age is no number of seconds.',
  why: 'The server cannot tell how old the sign-in may be.',
  remedy: 'Send a whole number of seconds, 0 for a new sign-in.',
  severities: ['error'],
  specifications: [authRequest],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const value = get('max_age');
      return value === undefined || /^\d{1,10}$/.test(value)
        ? []
        : [{ title: `max_age is ${showValue(value, 40)}, not a number of seconds` }];
    }),
};

const personalHint: FindingRule = {
  id: 'personal-data-in-request-url',
  about: 'request',
  looksFor: 'The address of the request holds personal data (id_token_hint, or an e-mail address).',
  why: 'Addresses stay in the history of the browser and in the logs of servers and proxies.',
  remedy: 'Send the hint only where it is needed, or push the request to the server (PAR).',
  severities: ['info'],
  specifications: [authRequest, rfc(9126, '1')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      if (get('id_token_hint') !== undefined) {
        return [
          { title: 'The request carries an ID token as a hint (id_token_hint) in its address' },
        ];
      }
      return /@/.test(get('login_hint') ?? '')
        ? [{ title: 'The request carries an e-mail address (login_hint) in its address' }]
        : [];
    }),
};

export const signInRules: readonly FindingRule[] = [
  promptNone,
  promptUnknown,
  openIdMissing,
  offlineAccess,
  maxAge,
  personalHint,
];
