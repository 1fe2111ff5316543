import type { ClaimMeaning } from './claims';

/** JOSE header parameters of the IANA registry, in words. */
export const headerMeanings: ReadonlyMap<string, ClaimMeaning> = new Map<string, ClaimMeaning>([
  [
    'alg',
    {
      meaning: 'Algorithm of the signature, or of the key when encrypted',
      spec: 'RFC 7515 §4.1.1',
    },
  ],
  [
    'jku',
    { meaning: 'Address of the key set; to be trusted only if known', spec: 'RFC 7515 §4.1.2' },
  ],
  [
    'jwk',
    { meaning: 'The public key itself; proves nothing about whose it is', spec: 'RFC 7515 §4.1.3' },
  ],
  ['kid', { meaning: 'Which key was used', spec: 'RFC 7515 §4.1.4' }],
  ['x5u', { meaning: 'Address of the certificate', spec: 'RFC 7515 §4.1.5' }],
  ['x5c', { meaning: 'The certificate chain itself', spec: 'RFC 7515 §4.1.6' }],
  ['x5t', { meaning: 'SHA-1 fingerprint of the certificate', spec: 'RFC 7515 §4.1.7' }],
  ['x5t#S256', { meaning: 'SHA-256 fingerprint of the certificate', spec: 'RFC 7515 §4.1.8' }],
  ['typ', { meaning: 'Kind of token: JWT, at+jwt, …', spec: 'RFC 7515 §4.1.9' }],
  ['cty', { meaning: 'Kind of content: JWT for a token within', spec: 'RFC 7515 §4.1.10' }],
  ['crit', { meaning: 'Extensions that the reader must understand', spec: 'RFC 7515 §4.1.11' }],
  ['enc', { meaning: 'Algorithm that encrypts the content', spec: 'RFC 7516 §4.1.2' }],
  ['zip', { meaning: 'Compression before encryption', spec: 'RFC 7516 §4.1.3' }],
  ['epk', { meaning: 'Public key made for this one agreement', spec: 'RFC 7518 §4.6.1.1' }],
  ['apu', { meaning: 'About the sender, for the agreement', spec: 'RFC 7518 §4.6.1.2' }],
  ['apv', { meaning: 'About the recipient, for the agreement', spec: 'RFC 7518 §4.6.1.3' }],
  ['iv', { meaning: 'Initialization vector of the wrapped key', spec: 'RFC 7518 §4.7.1.1' }],
  ['tag', { meaning: 'Authentication tag of the wrapped key', spec: 'RFC 7518 §4.7.1.2' }],
  ['p2s', { meaning: 'Salt of the password', spec: 'RFC 7518 §4.8.1.1' }],
  ['p2c', { meaning: 'Rounds for the password', spec: 'RFC 7518 §4.8.1.2' }],
  ['iss', { meaning: 'Who issued it, readable though encrypted', spec: 'RFC 7519 §5.3' }],
  ['sub', { meaning: 'Whom it is about, readable though encrypted', spec: 'RFC 7519 §5.3' }],
  ['aud', { meaning: 'For whom it is, readable though encrypted', spec: 'RFC 7519 §5.3' }],
  ['b64', { meaning: 'Whether the payload is base64url-encoded', spec: 'RFC 7797 §3' }],
  ['ppt', { meaning: 'Kind of caller identity token', spec: 'RFC 8225 §8.1' }],
  ['url', { meaning: 'Address the message is for', spec: 'RFC 8555 §6.2' }],
  ['nonce', { meaning: 'Value that may be used once', spec: 'RFC 8555 §6.2' }],
  [
    'trust_chain',
    { meaning: 'Statements that lead to a trust anchor', spec: 'OpenID Federation §4.3' },
  ],
]);
