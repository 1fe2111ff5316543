import { server } from '../../oauth/sample-run';
import { rfc7515A2, rfc7515A3 } from '../../tokens/vectors';
import {
  accessToken,
  type Case,
  type Members,
  ofRun,
  pasted,
  request,
  withClient,
} from './evidence';

const METADATA = {
  issuer: 'https://auth.example.com',
  authorization_endpoint: 'https://auth.example.com/authorize',
  token_endpoint: 'https://auth.example.com/token',
  jwks_uri: 'https://auth.example.com/jwks',
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
};
const metadata = (changes: Members = {}) =>
  pasted({ metadata: JSON.parse(JSON.stringify({ ...METADATA, ...changes })) });
const key = (jwk: Record<string, string>) => pasted({ keys: [jwk] });
const secret = { kty: 'oct', k: 'c2hvcnQ' };

export const registrationCases: Readonly<Record<string, Case>> = {
  'registration-rule-broken': {
    fault: ofRun(withClient({ provider: 'pleo', pkce: 'off', registration: {} })),
    sound: ofRun(),
  },
  'endpoint-plain-http': {
    fault: [
      ofRun({ server: { ...server, token_endpoint: 'http://auth.example.com/token' } }),
      request({}, 'http://auth.example.com/authorize'),
      metadata({ jwks_uri: 'http://auth.example.com/jwks' }),
      metadata({ check_session_iframe: 'http://auth.example.com/session' }),
    ],
    sound: [ofRun(), request(), metadata(), request({}, 'http://127.0.0.1:9400/authorize')],
  },
  'pkce-not-announced': {
    fault: [
      metadata({ code_challenge_methods_supported: undefined }),
      metadata({ code_challenge_methods_supported: ['plain'] }),
      ofRun({ server: { ...server, code_challenge_methods_supported: ['plain'] } }),
    ],
    sound: [metadata(), ofRun()],
  },
  'key-weak': {
    fault: [
      key({ kty: 'RSA', n: rfc7515A2.key.n.slice(0, 171), e: 'AQAB' }),
      key(secret),
      accessToken({}, { jwk: secret }),
    ],
    sound: [
      key(rfc7515A2.key),
      key(rfc7515A3.key),
      key({ kty: 'oct', k: 'A1'.repeat(22) }),
      accessToken(),
    ],
  },
  'key-private': {
    fault: [key({ ...rfc7515A3.key, d: 'x' }), key(secret)],
    sound: key(rfc7515A3.key),
  },
  'key-ids-repeat': {
    fault: pasted({
      keys: [
        { ...rfc7515A3.key, kid: 'a' },
        { ...rfc7515A3.key, kid: 'a' },
      ],
    }),
    sound: pasted({
      keys: [
        { ...rfc7515A3.key, kid: 'a' },
        { ...rfc7515A2.key, kid: 'a' },
        rfc7515A2.key,
        rfc7515A2.key,
      ],
    }),
  },
  'metadata-issuer': {
    fault: [
      metadata({ issuer: 'http://auth.example.com' }),
      metadata({ issuer: 'https://auth.example.com?tenant=1' }),
    ],
    sound: [metadata(), metadata({ issuer: 'http://127.0.0.1:9400' })],
  },
  'metadata-incomplete': {
    fault: [
      metadata({ jwks_uri: undefined }),
      metadata({ token_endpoint: undefined }),
      pasted({ metadata: { issuer: 'https://auth.example.com' } }),
    ],
    sound: [
      metadata(),
      metadata({ token_endpoint: undefined, grant_types_supported: ['implicit'] }),
    ],
  },
  'metadata-alg-none': {
    fault: metadata({ id_token_signing_alg_values_supported: ['RS256', 'none'] }),
    sound: metadata(),
  },
  'metadata-keys-elsewhere': {
    fault: [
      metadata({ jwks_uri: 'https://keys.example.net/jwks' }),
      metadata({ issuer: 'https://a.co.uk', jwks_uri: 'https://b.co.uk/jwks' }),
      metadata({ issuer: 'https://10.0.0.1', jwks_uri: 'https://10.1.0.1/jwks' }),
    ],
    sound: [
      metadata(),
      metadata({ jwks_uri: 'https://keys.example.com/jwks' }),
      metadata({ issuer: 'https://auth.a.co.uk', jwks_uri: 'https://keys.a.co.uk/jwks' }),
      metadata({ jwks_uri: undefined }),
    ],
  },
  'metadata-old-grants': {
    fault: [
      metadata({ grant_types_supported: ['authorization_code', 'password'] }),
      metadata({ response_types_supported: ['code', 'id_token token'] }),
    ],
    sound: metadata({ grant_types_supported: ['authorization_code'] }),
  },
};
