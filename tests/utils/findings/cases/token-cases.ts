import type { Evidence } from '../../../../utils/findings/evidence';
import { readSdJwt } from '../../../../utils/tokens/sd-jwt';
import { tokenBody } from '../../oauth/sample-run';
import { encode, rfc7515A1 } from '../../tokens/vectors';
import {
  ACCESS_CLAIMS,
  accessToken,
  answer,
  answered,
  type Case,
  httpRequest,
  ID_CLAIMS,
  idToken,
  jwt,
  type Members,
  NOW,
  ofRun,
  pasted,
  SECONDS,
  SOUND_ANSWER,
  token,
} from './evidence';

const DAY = 86_400;
const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
const PROOF = { jti: 'j', htm: 'POST', htu: 'https://auth.example.com/token', iat: SECONDS - 5 };
const proof = (claims: Members = {}, header: Members = {}) =>
  token(
    'DPoP proof',
    jwt({ ...PROOF, ...claims }, { typ: 'dpop+jwt', alg: 'ES256', jwk: publicKey, ...header }),
  );
const LOGOUT = {
  iss: 'https://auth.example.com',
  aud: 'app',
  iat: SECONDS - 5,
  exp: SECONDS + 115,
  jti: 'l',
  sub: 'user-1',
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
};
const logout = (claims: Members = {}) =>
  token('Logout token', jwt({ ...LOGOUT, ...claims }, { typ: 'logout+jwt' }));
const ASSERTION = { iss: 'app', sub: 'app', aud: 'https://auth.example.com', jti: 'c' };
const assertion = (claims: Members = {}) =>
  token('Client assertion', jwt({ ...ASSERTION, exp: SECONDS + 60, ...claims }));
/** Signed content that is no set of claims (RFC 7515). */
const signedText = (payloadText: string): Evidence => ({
  ...pasted({}),
  tokens: [
    {
      name: 'Token',
      called: 'the token',
      token: {
        kind: 'jws',
        raw: `${encode({ alg: 'RS256' })}.${encode(payloadText)}.c2ln`,
        header: { alg: 'RS256' },
        headerMembers: [],
        payloadText,
        segments: [encode({ alg: 'RS256' }), encode(payloadText), 'c2ln'],
        problems: [],
      },
      profile: undefined,
      header: { alg: 'RS256' },
      claims: undefined,
      isWhole: true,
    },
  ],
});
/** Header and payload as they stand, signed by nobody. */
const written = (header: string, payload: string) =>
  token('Token', `${encode(header)}.${encode(payload)}.c2ln`);
const RS256 = '{"alg":"RS256"}';
const DIGEST = 'jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4';
const disclosure = (...parts: readonly unknown[]) => encode(parts);
const GIVEN_NAME = disclosure('2GLC42sKQveCfGfryNRN9w', 'given_name', 'Ada');
/** What was pasted as an SD-JWT with these claims and disclosures. */
const sdJwt = (claims: Members, ...disclosures: readonly string[]): Evidence => {
  const jwtOfIssuer = jwt(claims, { typ: 'dc+sd-jwt' });
  const read = readSdJwt([jwtOfIssuer, ...disclosures, ''].join('~'));
  return token('Token', jwtOfIssuer, read === undefined ? {} : { sdJwt: read });
};
const judged = (outcome: 'genuine' | 'refused' | 'unverified') =>
  ofRun({
    ...answered({ ...tokenBody, id_token: rfc7515A1 }),
    idTokenVerdict: {
      outcome,
      checks: [
        {
          name: 'Signature',
          outcome: ({ genuine: 'passed', refused: 'failed', unverified: 'unknown' } as const)[
            outcome
          ],
          detail: 'So it is.',
        },
      ],
    },
  });

export const tokenCases: Readonly<Record<string, Case>> = {
  'id-token-refused': { fault: judged('refused'), sound: judged('genuine') },
  'id-token-unverified': { fault: judged('unverified'), sound: judged('genuine') },
  'token-broken': {
    fault: [
      token('Token', `${jwt(ACCESS_CLAIMS).slice(0, -6)}!`),
      token('Token', jwt(ACCESS_CLAIMS).slice(0, 90)),
      accessToken({}, { alg: ['RS256'] }),
    ],
    sound: accessToken(),
  },
  'member-names-repeat': {
    fault: [
      written(RS256, '{"sub":"ada","sub":"admin","exp":1,"exp":9999999999}'),
      written('{"alg":"RS256","alg":"none"}', '{"sub":"ada"}'),
      written(RS256, '{"cnf":{"jkt":"a","jkt":"b"}}'),
      written(RS256, '{"sub":"ada","sub":"admin",'),
    ],
    sound: [
      accessToken(),
      written(RS256, '{"sub":"ada","Sub":"admin","act":{"sub":"other"},"in":[{"sub":"a"}]}'),
    ],
  },
  'disclosure-malformed': {
    fault: [
      sdJwt({ _sd: [DIGEST] }, 'AAAA'),
      sdJwt({ _sd: [DIGEST] }, disclosure('salt', '_sd', ['x'])),
      sdJwt({ _sd: [DIGEST] }, disclosure('salt', '...', 'x')),
    ],
    sound: [sdJwt({ _sd: [DIGEST] }, GIVEN_NAME), accessToken()],
  },
  'disclosure-repeats': {
    fault: [
      sdJwt({ _sd: [DIGEST] }, GIVEN_NAME, GIVEN_NAME),
      sdJwt({ nationalities: [{ '...': DIGEST }] }, disclosure('s', 'DE'), disclosure('s', 'DE')),
    ],
    sound: sdJwt({ _sd: [DIGEST] }, GIVEN_NAME, disclosure('s', 'family_name', 'Lovelace')),
  },
  'disclosure-overwrites-claim': {
    fault: [
      sdJwt({ sub: 'user-1', _sd: [DIGEST] }, disclosure('s', 'sub', 'admin')),
      sdJwt({ _sd: [DIGEST] }, GIVEN_NAME, disclosure('s', 'given_name', 'Eve')),
      sdJwt({ country: 'DE', address: { _sd: [DIGEST] } }, disclosure('s', 'country', 'FR')),
    ],
    sound: [
      sdJwt({ sub: 'user-1', _sd: [DIGEST] }, GIVEN_NAME, GIVEN_NAME),
      sdJwt(
        { degrees: [{ _sd: [DIGEST] }, { _sd: [DIGEST] }] },
        disclosure('s', 'type', 'BSc'),
        disclosure('t', 'type', 'MSc'),
      ),
    ],
  },
  'disclosure-without-digest': {
    fault: sdJwt({ sub: 'user-1' }, GIVEN_NAME),
    sound: [
      sdJwt({ sub: 'user-1' }),
      sdJwt({ _sd: [DIGEST] }, GIVEN_NAME),
      sdJwt({ nationalities: ['FR', { '...': DIGEST }] }, disclosure('s', 'DE')),
    ],
  },
  'algorithm-unknown': {
    fault: ['', 'none ', 'rs256', 'XX999'].map((alg) => accessToken({}, { alg })),
    sound: [
      ...['RS256', 'ES256K', 'ML-DSA-44', 'HS256', 'none'].map((alg) => accessToken({}, { alg })),
      token('Access token', jwt(ACCESS_CLAIMS, { alg: 'XX999' }, '')),
    ],
  },
  'token-unsigned': {
    fault: [accessToken({}, { alg: 'none' }), idToken({}, { alg: 'NONE' })],
    sound: accessToken(),
  },
  'signature-missing': {
    fault: token('Access token', jwt(ACCESS_CLAIMS, {}, '')),
    sound: [accessToken(), token('Token', jwt(ACCESS_CLAIMS, { alg: 'none' }, ''))],
  },
  'token-symmetric': {
    fault: [accessToken({}, { alg: 'HS256' }), idToken({}, { alg: 'HS512' })],
    sound: [
      accessToken(),
      judged('genuine'),
      token('Refresh token', jwt(ACCESS_CLAIMS, { alg: 'HS512' })),
      token('Token', jwt({ ...ACCESS_CLAIMS, typ: 'Offline' }, { alg: 'HS512' })),
    ],
  },
  'header-names-key': {
    fault: [
      accessToken({}, { jku: 'https://evil.example/keys' }),
      accessToken({}, { jwk: publicKey }),
    ],
    sound: [accessToken({}, { kid: 'k1' }), proof()],
  },
  'kid-suspicious': {
    fault: [
      accessToken({}, { kid: '../../dev/null' }),
      accessToken({}, { kid: "x' UNION SELECT 'key" }),
      accessToken({}, { kid: '/etc/passwd' }),
    ],
    sound: [
      accessToken({}, { kid: 'B1D2--_x/+=' }),
      accessToken({}, { kid: '/B1D2/x+=' }),
      accessToken({}, { kid: 'did:example:123#key-1' }),
      accessToken(),
    ],
  },
  'header-crit': {
    fault: [
      accessToken({}, { crit: ['b64'], b64: true }),
      accessToken({}, { crit: [] }),
      accessToken({}, { crit: ['not-there'] }),
    ],
    sound: accessToken(),
  },
  'header-b64': { fault: accessToken({}, { b64: false, crit: ['b64'] }), sound: accessToken() },
  'header-zip': { fault: accessToken({}, { zip: 'DEF' }), sound: accessToken() },
  'nested-token-unsigned': {
    fault: signedText(jwt(ACCESS_CLAIMS, { alg: 'none' }, '')),
    sound: [signedText(jwt(ACCESS_CLAIMS)), signedText('Live long and prosper.'), accessToken()],
  },
  'token-too-large': {
    fault: accessToken({ groups: Array.from({ length: 900 }, (_, index) => `group-${index}`) }),
    sound: accessToken(),
  },
  'access-token-untyped': {
    fault: [accessToken({}, { typ: 'JWT' }), accessToken({}, { typ: undefined })],
    sound: [accessToken(), accessToken({}, { typ: 'application/at+jwt' }), idToken()],
  },
  'dpop-bound-token-as-bearer': {
    fault: [
      answer({
        ...SOUND_ANSWER,
        access_token: jwt({ ...ACCESS_CLAIMS, cnf: { jkt: 'x' } }),
      }),
      accessToken(
        { cnf: { jkt: 'x' } },
        {},
        {
          httpRequest: {
            method: 'GET',
            url: 'https://api.example.com',
            headers: [['authorization', 'Bearer x']],
          },
        },
      ),
    ],
    sound: [
      answer({
        ...SOUND_ANSWER,
        token_type: 'DPoP',
        access_token: jwt({ ...ACCESS_CLAIMS, cnf: { jkt: 'x' } }),
      }),
      accessToken({ cnf: { jkt: 'x' } }),
      httpRequest({}),
    ],
  },
  'time-malformed': {
    fault: [
      accessToken({ exp: (SECONDS + 3600) * 1000 }),
      accessToken({ iat: '2026-01-01T00:00:00Z' }),
      accessToken({ iat: NOW, nbf: NOW, exp: 1e300 }),
    ],
    sound: accessToken(),
  },
  'exp-missing': {
    fault: [
      accessToken({ exp: undefined }),
      idToken({ exp: undefined }),
      token('Token', jwt({ sub: 'user-1' })),
      token('Access token', `${jwt({ ...ACCESS_CLAIMS, exp: undefined })}!`),
    ],
    sound: [
      accessToken(),
      proof(),
      judged('refused'),
      token('Access token', jwt(ACCESS_CLAIMS).slice(0, 90)),
      token('Token', jwt({ typ: 'Offline', scope: 'openid' })),
      sdJwt({ vct: 'https://credentials.example.com/identity', _sd: [DIGEST] }),
    ],
  },
  'token-expired': {
    fault: [
      accessToken({ exp: SECONDS - 1 }),
      token('ID token hint', jwt({ ...ID_CLAIMS, exp: SECONDS - 1 })),
    ],
    sound: [accessToken(), judged('genuine')],
  },
  'token-not-yet-valid': {
    fault: [accessToken({ nbf: SECONDS + 600 }), accessToken({ iat: SECONDS + 600 })],
    sound: [accessToken(), accessToken({ nbf: SECONDS + 20 })],
  },
  'exp-before-iat': {
    fault: accessToken({ iat: SECONDS, exp: SECONDS - 7200 }),
    sound: accessToken(),
  },
  'token-long-lived': {
    fault: [
      accessToken({ exp: SECONDS + 2 * DAY }),
      accessToken({ exp: SECONDS + 90 * DAY }),
      idToken({ exp: SECONDS + 2 * DAY }),
    ],
    sound: [accessToken(), token('Refresh token', jwt({ iat: SECONDS, exp: SECONDS + 90 * DAY }))],
  },
  'claims-missing': {
    fault: [
      accessToken({ jti: undefined }),
      accessToken({ aud: undefined }, { typ: 'JWT' }),
      idToken({ sub: undefined }),
      logout({ jti: undefined }),
      token('Key binding', jwt({ iat: SECONDS }, { typ: 'kb+jwt' })),
    ],
    sound: [
      token('ID token', jwt(ID_CLAIMS).slice(0, 90)),
      accessToken(),
      idToken(),
      logout(),
      assertion(),
      judged('genuine'),
    ],
  },
  'audience-is-client': {
    fault: [accessToken({ aud: 'app' }), accessToken({ aud: ['app'] })],
    sound: [accessToken(), accessToken({ aud: ['app', 'https://api.example.com'] })],
  },
  'issuer-not-https': {
    fault: accessToken({ iss: 'http://auth.example.com' }),
    sound: [accessToken(), accessToken({ iss: 'http://localhost:9400' })],
  },
  'subject-malformed': {
    fault: [
      idToken({ sub: 'x'.repeat(256) }),
      idToken({ sub: 5 }),
      idToken({ sub: '' }),
      idToken({ sub: 'adä' }),
      accessToken({ sub: 'adä' }),
      accessToken({ sub: 'user\u202E1-resu' }),
    ],
    sound: [idToken(), idToken({ sub: 'x'.repeat(255) })],
  },
  'azp-missing': {
    fault: idToken({ aud: ['app', 'other'] }),
    sound: [idToken(), idToken({ aud: ['app', 'other'], azp: 'app' })],
  },
  'at-hash-missing': {
    fault: answer({ ...SOUND_ANSWER, id_token: jwt({ ...ID_CLAIMS, at_hash: undefined }) }),
    sound: [answer({ ...SOUND_ANSWER, id_token: jwt(ID_CLAIMS) }), idToken({ at_hash: undefined })],
  },
  'hashes-not-compared': {
    fault: [
      answer({ ...SOUND_ANSWER, id_token: jwt(ID_CLAIMS) }),
      idToken({ c_hash: 'x' }, {}, { callbackUrl: 'https://app.example.com/cb#code=c' }),
    ],
    sound: [
      idToken(),
      answer({ ...SOUND_ANSWER, id_token: jwt({ ...ID_CLAIMS, at_hash: undefined }) }),
      judged('genuine'),
    ],
  },
  'access-token-of-provider': {
    fault: accessToken({ cid: 'app' }, { typ: 'application/okta-internal-at+jwt' }),
    sound: accessToken(),
  },
  'email-without-verified': {
    fault: [
      idToken({ email: 'ada@example.com' }),
      pasted({ userInfo: { sub: 'user-1', email: 'ada@example.com', email_verified: false } }),
    ],
    sound: [
      idToken({ email: 'ada@example.com', email_verified: true }),
      pasted({ userInfo: { sub: 'user-1' } }),
    ],
  },
  'access-token-personal-data': {
    fault: accessToken({ email: 'ada@example.com', name: 'Ada' }),
    sound: [accessToken(), idToken({ name: 'Ada' })],
  },
  'scope-as-list': {
    fault: accessToken({ scope: ['a', 'b'] }),
    sound: [accessToken(), accessToken({ scp: ['a'] })],
  },
  'administrator-rights': {
    fault: [
      accessToken({ roles: ['reader', 'Admin'] }),
      accessToken({ realm_access: { roles: ['realm-admin'] } }),
      accessToken({ permissions: ['bookings:*'] }),
    ],
    sound: [accessToken({ roles: ['reader', 'badminton'] }), accessToken()],
  },
  'sensitive-claim': {
    fault: [
      accessToken({ password: 'x' }),
      accessToken({ profile: { ssn: '078-05-1120' } }),
      idToken({ client_secret: 's' }),
    ],
    sound: [accessToken(), accessToken({ password: true, pinned: 'x' })],
  },
  'id-token-as-bearer': {
    fault: token('Access token', jwt(ID_CLAIMS)),
    sound: [accessToken(), idToken()],
  },
  'dpop-proof-malformed': {
    fault: [
      proof({}, { typ: 'JWT' }),
      proof({}, { alg: 'HS256' }),
      proof({}, { jwk: undefined }),
      proof({}, { jwk: { ...publicKey, d: 'd' } }),
      proof({ jti: undefined }),
    ],
    sound: proof(),
  },
  'dpop-proof-htu': {
    fault: [proof({ htu: 'https://api.example.com/a?b=c' }), proof({ htu: '/token' })],
    sound: proof(),
  },
  'dpop-proof-old': { fault: proof({ iat: SECONDS - 3600 }), sound: proof() },
  'logout-token-malformed': {
    fault: [logout({ nonce: 'n' }), logout({ events: {} }), logout({ sub: undefined })],
    sound: [logout(), logout({ sub: undefined, sid: 's' })],
  },
  'client-assertion-parties': {
    fault: assertion({ sub: 'user-1' }),
    sound: assertion(),
  },
};
