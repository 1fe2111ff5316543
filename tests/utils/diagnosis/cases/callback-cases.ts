import { authorization, redirectUri } from '../../oauth/sample-run';
import { captured, misanswered, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const { state } = authorization;
const withState = (came: string) =>
  misanswered('state_mismatch', `${redirectUri}?code=c&state=${encodeURIComponent(came)}`);
const fromIssuer = (iss: string) =>
  misanswered(
    'iss_mismatch',
    `${redirectUri}?code=c&state=${state}&iss=${encodeURIComponent(iss)}`,
  );
const without = (query: string, given = {}) =>
  misanswered('code_missing', `${redirectUri}${query}`, given);
const invalid = (query: string) =>
  misanswered('authorization_response_invalid', `${redirectUri}?${query}`);

const noState = misanswered('state_mismatch', `${redirectUri}?code=c`);
const noIssuer = misanswered('iss_mismatch', `${redirectUri}?code=c&state=${state}`);
const nothing = without('');
const implicit = without('#access_token=t&token_type=Bearer');
const jwt = without('?response=eyJ.e30.s');

export const callbackCases: Readonly<Record<string, CauseCase>> = {
  'answer-escaped-as-html': {
    fault: [misanswered('state_mismatch', `${redirectUri}?code=c&amp;state=${state}`)],
    sound: [noState, withState('another-state'), done],
  },
  'error-under-other-name': {
    fault: [without('?oauthErrorCode=E4003&oauthErrorMsg=Not+subscribed')],
    sound: [nothing, implicit, noState, done],
  },
  'state-missing': { fault: [noState], sound: [withState('the-sta'), noIssuer, done] },
  'state-changed': {
    fault: [
      withState('the-sta'),
      withState('THE-STATE'),
      withState(' the-state'),
      withState('the-state#x'),
      withState('e-state-and-the-state'),
    ],
    sound: [withState('another-state'), noState, done],
  },
  'state-of-another-sign-in': {
    fault: [withState('another-state'), withState('zhe-stat3')],
    sound: [withState('the-sta'), noState, done],
  },
  'issuer-spelt-otherwise': {
    fault: [
      fromIssuer('https://auth.example.com/'),
      fromIssuer('http://auth.example.com'),
      fromIssuer('https://Auth.example.com'),
    ],
    sound: [fromIssuer('https://evil.example.net'), noIssuer, done],
  },
  'issuer-of-another-server': {
    fault: [fromIssuer('https://evil.example.net')],
    sound: [fromIssuer('https://auth.example.com/'), noIssuer, done],
  },
  'answer-names-no-issuer': {
    fault: [noIssuer],
    sound: [fromIssuer('https://evil.example.net'), done],
  },
  'implicit-answer': { fault: [implicit], sound: [nothing, jwt, done] },
  'jwt-answer': { fault: [jwt], sound: [nothing, implicit, done] },
  'code-missing': {
    fault: [
      nothing,
      without('?state=the-state'),
      without('?code=&state=the-state'),
      without('', { request: { response_mode: 'form_post' } }),
    ],
    sound: [implicit, jwt, done],
  },
  'parameter-twice-in-answer': {
    fault: [invalid('code=a&code=b&state=the-state')],
    sound: [invalid('code=a&state=the-state'), done],
  },
  'code-and-error': {
    fault: [refused({ error: 'server_error', code: 'c' })],
    sound: [refused({ error: 'server_error' }), done],
  },
  'answer-at-another-address': {
    fault: [
      misanswered('redirect_mismatch', `${captured.uri}/?code=c&state=${state}`, {
        redirect: captured,
      }),
      misanswered('redirect_mismatch', `http://localhost:8080/callback?code=c`),
    ],
    sound: [noState, done],
  },
  'answer-invalid': {
    fault: [invalid('code=a&state=the-state')],
    sound: [invalid('code=a&code=b&state=the-state'), noState, done],
  },
};
