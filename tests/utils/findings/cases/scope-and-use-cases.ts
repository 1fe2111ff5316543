import { tokenBody } from '../../oauth/sample-run';
import {
  ACCESS_CLAIMS,
  answer,
  answered,
  type Case,
  httpRequest,
  ID_CLAIMS,
  jwt,
  NOW,
  ofRun,
  pasted,
  SECONDS,
  SOUND_ANSWER,
  use,
  withClient,
} from './evidence';

const apaleo = (access_type: string, scope: string) =>
  ofRun({
    ...answered({ ...tokenBody, scope }),
    ...withClient({ provider: 'apaleo-store-app', registration: { access_type } }),
  });
const withScopes = (granted: string, inToken: string) =>
  answer({
    ...SOUND_ANSWER,
    scope: granted,
    access_token: jwt({ ...ACCESS_CLAIMS, scope: inToken }),
  });
const accessJwt = answered({ ...tokenBody, access_token: jwt(ACCESS_CLAIMS) });
const active = { active: true, sub: 'user-1', client_id: 'app', scope: 'bookings.read' };
const introspected = (claims: Record<string, string | number | boolean>) =>
  ofRun({ ...accessJwt, uses: [use('introspection', { ...active, ...claims })] });
const revocation = use('revocation', undefined);
const userInfo = (sub: string) =>
  ofRun({
    ...answered({ ...tokenBody, id_token: jwt(ID_CLAIMS) }),
    uses: [use('user-info', { sub })],
  });
const tokenRequest = (form: readonly (readonly [string, string])[]) =>
  httpRequest({ method: 'POST', url: 'https://auth.example.com/token', headers: [], form });
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

export const scopeAndUseCases: Readonly<Record<string, Case>> = {
  'scopes-not-granted': {
    fault: ofRun(answered({ ...tokenBody, scope: 'openid' })),
    sound: [ofRun(), ofRun(answered({ error: 'invalid_grant' }))],
  },
  'scopes-not-requested': {
    fault: ofRun(answered({ ...tokenBody, scope: 'openid profile admin' })),
    sound: ofRun(),
  },
  'scope-marker': {
    fault: [apaleo('fine-grained', 'openid'), apaleo('scope', 'identity:permissions')],
    sound: [apaleo('fine-grained', 'identity:permissions'), apaleo('scope', 'openid'), ofRun()],
  },
  'scopes-only-in-token': {
    fault: withScopes('bookings.read', 'bookings.read bookings.write'),
    sound: [withScopes('bookings.read', 'bookings.read openid'), answer(SOUND_ANSWER)],
  },
  'scopes-not-in-token': {
    fault: withScopes('bookings.read bookings.write', 'bookings.read'),
    sound: [
      withScopes('bookings.read openid offline_access', 'bookings.read'),
      answer(SOUND_ANSWER),
    ],
  },
  'scopes-introspected-differ': {
    fault: [introspected({ scope: 'bookings.read bookings.write' }), introspected({ scope: '' })],
    sound: [introspected({}), ofRun(accessJwt), pasted({ introspection: active })],
  },
  'introspection-inactive': {
    fault: [introspected({ active: false }), pasted({ introspection: { active: false } })],
    sound: [
      introspected({}),
      ofRun({ ...accessJwt, uses: [revocation, use('introspection', { active: false })] }),
      ofRun({
        ...answered({
          ...tokenBody,
          access_token: jwt({ ...ACCESS_CLAIMS, exp: SECONDS - 1 }),
        }),
        uses: [use('introspection', { active: false })],
      }),
    ],
  },
  'introspection-active-out-of-time': {
    fault: [
      pasted({ introspection: { active: true, exp: SECONDS - 10 } }),
      pasted({ introspection: { active: true, nbf: SECONDS + 3600 } }),
      introspected({ exp: SECONDS - 10 }),
    ],
    sound: [
      introspected({}),
      pasted({ introspection: { active: true, exp: SECONDS + 10, nbf: SECONDS + 10 } }),
      pasted({ introspection: { active: true } }),
      pasted({ introspection: { active: false, exp: SECONDS - 10 } }),
    ],
  },
  'revoked-token-active': {
    fault: ofRun({ ...accessJwt, uses: [revocation, use('introspection', active)] }),
    sound: [
      ofRun({ ...accessJwt, uses: [revocation, use('introspection', { active: false })] }),
      ofRun({ ...accessJwt, uses: [use('introspection', active), revocation] }),
      ofRun({
        ...accessJwt,
        uses: [use('revocation', undefined, 'refresh_token'), use('introspection', active)],
      }),
    ],
  },
  'introspection-differs': {
    fault: [introspected({ sub: 'user-2' }), introspected({ exp: NOW })],
    sound: [introspected({}), introspected({ aud: 'https://api.example.com' })],
  },
  'introspection-without-active': {
    fault: [
      pasted({ introspection: { sub: 'user-1' } }),
      pasted({ introspection: { active: 'true' } }),
    ],
    sound: pasted({ introspection: { active: false } }),
  },
  'user-info-subject-differs': {
    fault: [userInfo('user-2'), userInfo(''), pasted({ userInfo: { name: 'Ada' } })],
    sound: [userInfo('user-1'), pasted({ userInfo: { sub: 'user-1' } })],
  },
  'token-in-url': {
    fault: httpRequest({ url: 'https://api.example.com/bookings?access_token=abc' }),
    sound: httpRequest({ url: 'https://api.example.com/bookings?page=2' }),
  },
  'token-over-http': {
    fault: [
      httpRequest({ url: 'http://api.example.com/bookings' }),
      httpRequest({
        url: 'http://auth.example.com/token',
        headers: [],
        form: [['client_secret', 's']],
      }),
    ],
    sound: [
      httpRequest({}),
      httpRequest({ url: 'http://127.0.0.1:8080/bookings' }),
      httpRequest({ url: 'http://api.example.com/open', headers: [] }),
    ],
  },
  'credentials-sent-twice': {
    fault: [
      httpRequest({ headers: [['authorization', 'Basic eDp5']], form: [['client_secret', 's']] }),
      httpRequest({ url: 'https://api.example.com/?access_token=abc' }),
    ],
    sound: [httpRequest({}), tokenRequest([['client_secret', 's']])],
  },
  'password-grant': {
    fault: tokenRequest([['grant_type', 'password']]),
    sound: tokenRequest([['grant_type', 'authorization_code']]),
  },
  'code-verifier-malformed': {
    fault: tokenRequest([['code_verifier', 'short']]),
    sound: [tokenRequest([['code_verifier', verifier]]), tokenRequest([])],
  },
};
