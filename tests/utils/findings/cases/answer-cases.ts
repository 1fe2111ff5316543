import { tokenBody } from '../../oauth/sample-run';
import {
  answer,
  answered,
  type Case,
  ID_CLAIMS,
  jwt,
  NOW,
  ofRun,
  refreshed,
  SOUND_ANSWER,
  withClient,
} from './evidence';

const sound = answer(SOUND_ANSWER);
const form: readonly (readonly [string, string])[] = [
  ['content-type', 'application/x-www-form-urlencoded'],
];
const DAY = 86_400;

export const answerCases: Readonly<Record<string, Case>> = {
  'token-response-invalid': { fault: ofRun({ objection: 'no token_type' }), sound: ofRun() },
  'answer-form-encoded': {
    fault: ofRun(answered('access_token=a&token_type=bearer', { headers: form })),
    sound: ofRun(answered(tokenBody)),
  },
  'answer-media-type': {
    fault: ofRun(answered(tokenBody, { headers: [['content-type', 'text/plain']] })),
    sound: ofRun(answered(tokenBody)),
  },
  'answer-cacheable': {
    fault: [
      ofRun(answered(tokenBody, { headers: [['content-type', 'application/json']] })),
      ofRun(answered(tokenBody, { headers: [['Cache-Control', 'private, max-age=60']] })),
    ],
    sound: [
      ofRun(answered(tokenBody)),
      ofRun(answered(tokenBody, { headers: [['Cache-Control', 'No-Store, max-age=0']] })),
      ofRun(answered({ error: 'invalid_grant' }, { status: 400, headers: [] })),
      sound,
    ],
  },
  'error-with-http-200': {
    fault: ofRun(answered({ error: 'invalid_grant' })),
    sound: ofRun(answered({ error: 'invalid_grant' }, { status: 400 })),
  },
  'error-beside-token': {
    fault: answer({ ...SOUND_ANSWER, error: 'x' }),
    sound: [sound, answer({ error: 'invalid_grant' })],
  },
  'granted-scopes-with-commas': { fault: answer({ ...SOUND_ANSWER, scope: 'a,b' }), sound },
  'nested-access-token': {
    fault: answer({ ...SOUND_ANSWER, authed_user: { access_token: 'x' } }),
    sound,
  },
  'token-type-unknown': {
    fault: [
      answer({ ...SOUND_ANSWER, token_type: 'mac' }),
      answer({ access_token: 'opaque-access-token' }),
    ],
    sound: [sound, answer({ ...SOUND_ANSWER, token_type: 'DPoP' })],
  },
  'dpop-without-key': {
    fault: ofRun(answered({ ...tokenBody, token_type: 'DPoP' })),
    sound: [ofRun(), answer({ ...SOUND_ANSWER, token_type: 'DPoP' })],
  },
  'expires-in-unusable': { fault: answer({ ...SOUND_ANSWER, expires_in: 'soon' }), sound },
  'expires-in-missing': {
    fault: answer({ access_token: 'a', token_type: 'Bearer' }),
    sound,
  },
  'expires-in-as-text': {
    fault: answer({ ...SOUND_ANSWER, expires_in: '3600' }),
    sound: [sound, ofRun(answered('access_token=a&expires_in=3600', { headers: form }))],
  },
  'expires-in-absurd': {
    fault: [
      answer({ ...SOUND_ANSWER, expires_in: 0 }),
      answer({ ...SOUND_ANSWER, expires_in: -5 }),
      answer({ ...SOUND_ANSWER, expires_in: NOW / 1000 }),
    ],
    sound,
  },
  'expires-in-long': {
    fault: [
      answer({ ...SOUND_ANSWER, expires_in: 2 * DAY }),
      answer({ ...SOUND_ANSWER, expires_in: 60 * DAY }),
    ],
    sound: [sound, answer({ ...SOUND_ANSWER, expires_in: NOW / 1000 })],
  },
  'id-token-missing': {
    fault: [answer({ ...SOUND_ANSWER, scope: 'openid' }), ofRun()],
    sound: [
      sound,
      answer({ ...SOUND_ANSWER, scope: 'openid', id_token: jwt(ID_CLAIMS) }),
      ofRun(withClient({ scopes: ['read'] })),
    ],
  },
  'refresh-token-rotation': {
    fault: [ofRun(refreshed('new')), ofRun(refreshed('sent')), ofRun(refreshed(undefined))],
    sound: ofRun(),
  },
  'refresh-token-of-public-client': {
    fault: [
      ofRun({ ...refreshed('sent'), ...withClient({ tokenEndpointAuthMethod: 'none' }) }),
      ofRun({ ...refreshed(undefined), ...withClient({ tokenEndpointAuthMethod: 'none' }) }),
    ],
    sound: [
      ofRun({ ...refreshed('new'), ...withClient({ tokenEndpointAuthMethod: 'none' }) }),
      ofRun(refreshed('sent')),
    ],
  },
  'refresh-token-unasked': {
    fault: [
      answer({ ...SOUND_ANSWER, scope: 'openid', refresh_token: 'r' }),
      ofRun(answered({ ...tokenBody, refresh_token: 'r' })),
    ],
    sound: [
      answer({ ...SOUND_ANSWER, scope: 'openid offline_access', refresh_token: 'r' }),
      answer({ ...SOUND_ANSWER, scope: 'read', refresh_token: 'r' }),
      ofRun(refreshed('new')),
    ],
  },
  'token-error-unknown': {
    fault: answer({ error: 'bad_verification_code' }),
    sound: [answer({ error: 'invalid_grant' }), sound],
  },
  'access-token-is-id-token': {
    fault: answer({ ...SOUND_ANSWER, access_token: jwt(ID_CLAIMS), id_token: jwt(ID_CLAIMS) }),
    sound: [sound, answer({ ...SOUND_ANSWER, id_token: jwt(ID_CLAIMS) })],
  },
  'refresh-token-personal-data': {
    fault: answer({ ...SOUND_ANSWER, refresh_token: jwt({ email: 'ada@example.com' }) }),
    sound: [
      answer({ ...SOUND_ANSWER, refresh_token: jwt({ jti: 'r' }) }),
      answer({ ...SOUND_ANSWER, refresh_token: 'opaque-refresh-token' }),
    ],
  },
};
