/** Well-known values of claims and header parameters, in words, by the name of the member. */
type KnownValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

const TOKEN_TYPES: ReadonlyMap<string, string> = new Map([
  ['jwt', 'A JWT of no declared kind (RFC 7519 §5.1)'],
  ['at+jwt', 'An access token (RFC 9068 §2.1)'],
  ['logout+jwt', 'A logout token (OpenID Connect Back-Channel Logout §2.4)'],
  ['dpop+jwt', 'A DPoP proof (RFC 9449 §4.2)'],
  ['oauth-authz-req+jwt', 'A request object (RFC 9101 §4)'],
  ['client-authentication+jwt', 'A client assertion'],
  ['token-introspection+jwt', 'An introspection response (RFC 9701 §5)'],
  ['secevent+jwt', 'A security event token (RFC 8417 §2.3)'],
  ['entity-statement+jwt', 'A statement about an entity (OpenID Federation)'],
  ['trust-mark+jwt', 'A mark of trust (OpenID Federation)'],
  ['kb+jwt', 'The key binding of an SD-JWT (RFC 9901 §4.3)'],
  ['dc+sd-jwt', 'A credential with selective disclosure (SD-JWT VC)'],
  ['statuslist+jwt', 'A list of states of tokens (Token Status List)'],
  ['pleo_id+jwt', 'A session handed over by Pleo'],
]);

const HMAC = 'HMAC: the same secret signs and verifies';
const AGREED = 'The key is wrapped with one agreed on with elliptic curves';
const PASSWORD = 'The key is wrapped with one made of a password';
const ENCRYPTED_CBC = 'The content is encrypted with AES-CBC,';
const ENTRA_CLIENT = new Map([
  ['0', 'The client did not authenticate: a public client'],
  ['1', 'The client authenticated with its secret'],
  ['2', 'The client authenticated with a certificate'],
]);

export const knownHeaderValues: KnownValues = new Map([
  ['typ', TOKEN_TYPES],
  ['cty', new Map([['jwt', 'Within is another token (RFC 7519 §5.2)']])],
  ['zip', new Map([['def', 'DEFLATE']])],
  [
    'alg',
    new Map([
      ['none', 'Not signed: anybody can write such a token (RFC 7515 appendix A.5)'],
      ['hs256', `${HMAC} (RFC 7518 §3.2)`],
      ['hs384', `${HMAC} (RFC 7518 §3.2)`],
      ['hs512', `${HMAC} (RFC 7518 §3.2)`],
      ['rs256', 'RSA, PKCS #1 v1.5, with SHA-256 (RFC 7518 §3.3)'],
      ['rs384', 'RSA, PKCS #1 v1.5, with SHA-384 (RFC 7518 §3.3)'],
      ['rs512', 'RSA, PKCS #1 v1.5, with SHA-512 (RFC 7518 §3.3)'],
      ['ps256', 'RSA, PSS, with SHA-256 (RFC 7518 §3.5)'],
      ['ps384', 'RSA, PSS, with SHA-384 (RFC 7518 §3.5)'],
      ['ps512', 'RSA, PSS, with SHA-512 (RFC 7518 §3.5)'],
      ['es256', 'Elliptic curve P-256 (RFC 7518 §3.4)'],
      ['es384', 'Elliptic curve P-384 (RFC 7518 §3.4)'],
      ['es512', 'Elliptic curve P-521 (RFC 7518 §3.4)'],
      ['es256k', 'Elliptic curve secp256k1 (RFC 8812 §3.2)'],
      ['eddsa', 'Edwards curve Ed25519 or Ed448 (RFC 8037 §3.1)'],
      ['ed25519', 'Edwards curve Ed25519 (RFC 9864)'],
      ['dir', 'The content is encrypted with a shared key directly (RFC 7518 §4.5)'],
      ['rsa1_5', 'The key is encrypted with RSA, PKCS #1 v1.5 (RFC 7518 §4.2)'],
      ['rsa-oaep', 'The key is encrypted with RSA, OAEP (RFC 7518 §4.3)'],
      ['rsa-oaep-256', 'The key is encrypted with RSA, OAEP and SHA-256 (RFC 7518 §4.3)'],
      ['rsa-oaep-384', 'The key is encrypted with RSA, OAEP and SHA-384'],
      ['rsa-oaep-512', 'The key is encrypted with RSA, OAEP and SHA-512'],
      ['a128kw', 'The key is wrapped with a shared key of 128 bits, AES (RFC 7518 §4.4)'],
      ['a192kw', 'The key is wrapped with a shared key of 192 bits, AES (RFC 7518 §4.4)'],
      ['a256kw', 'The key is wrapped with a shared key of 256 bits, AES (RFC 7518 §4.4)'],
      ['a128gcmkw', 'The key is encrypted with a shared key of 128 bits, AES-GCM (RFC 7518 §4.7)'],
      ['a192gcmkw', 'The key is encrypted with a shared key of 192 bits, AES-GCM (RFC 7518 §4.7)'],
      ['a256gcmkw', 'The key is encrypted with a shared key of 256 bits, AES-GCM (RFC 7518 §4.7)'],
      ['ecdh-es', 'The key is agreed on with elliptic curves (RFC 7518 §4.6)'],
      ['ecdh-es+a128kw', `${AGREED}, AES with 128 bits (RFC 7518 §4.6)`],
      ['ecdh-es+a192kw', `${AGREED}, AES with 192 bits (RFC 7518 §4.6)`],
      ['ecdh-es+a256kw', `${AGREED}, AES with 256 bits (RFC 7518 §4.6)`],
      ['pbes2-hs256+a128kw', `${PASSWORD}, HMAC SHA-256 and AES with 128 bits (RFC 7518 §4.8)`],
      ['pbes2-hs384+a192kw', `${PASSWORD}, HMAC SHA-384 and AES with 192 bits (RFC 7518 §4.8)`],
      ['pbes2-hs512+a256kw', `${PASSWORD}, HMAC SHA-512 and AES with 256 bits (RFC 7518 §4.8)`],
    ]),
  ],
  [
    'enc',
    new Map([
      ['a128cbc-hs256', `${ENCRYPTED_CBC} 128 bits, and HMAC SHA-256 (RFC 7518 §5.2.3)`],
      ['a192cbc-hs384', `${ENCRYPTED_CBC} 192 bits, and HMAC SHA-384 (RFC 7518 §5.2.4)`],
      ['a256cbc-hs512', `${ENCRYPTED_CBC} 256 bits, and HMAC SHA-512 (RFC 7518 §5.2.5)`],
      ['a128gcm', 'The content is encrypted with AES-GCM, 128 bits (RFC 7518 §5.3)'],
      ['a192gcm', 'The content is encrypted with AES-GCM, 192 bits (RFC 7518 §5.3)'],
      ['a256gcm', 'The content is encrypted with AES-GCM, 256 bits (RFC 7518 §5.3)'],
    ]),
  ],
]);

export const knownClaimValues: KnownValues = new Map([
  [
    // RFC 8176 §2
    'amr',
    new Map([
      ['face', 'Face recognition'],
      ['fpt', 'Fingerprint'],
      ['geo', 'Place where the user is'],
      ['hwk', 'A key in hardware'],
      ['iris', 'Iris scan'],
      ['kba', 'Questions that only the user can answer'],
      ['mca', 'Several channels'],
      ['mfa', 'Several factors'],
      ['otp', 'One-time password'],
      ['pin', 'PIN or pattern'],
      ['pop', 'Proof that a key is held, such as a passkey'],
      ['pwd', 'Password'],
      ['rba', 'By how risky the sign-in seemed'],
      ['retina', 'Retina scan'],
      ['sc', 'Smart card'],
      ['sms', 'Text message to a number'],
      ['swk', 'A key in software'],
      ['tel', 'Phone call'],
      ['user', 'The user was present'],
      ['vbm', 'Voice'],
      ['wia', 'Windows sign-in'],
    ]),
  ],
  [
    'acr',
    new Map([
      ['0', 'Not strong enough for anything of monetary value (OpenID Connect Core §2)'],
      ['phr', 'Resistant to phishing (OpenID Connect EAP ACR Values)'],
      ['phrh', 'Resistant to phishing, with a key in hardware (OpenID Connect EAP ACR Values)'],
      ['http://schemas.openid.net/pape/policies/2007/06/multi-factor', 'Several factors'],
      ['urn:okta:loa:1fa:any', 'One factor (Okta)'],
      ['urn:okta:loa:2fa:any', 'Two factors (Okta)'],
    ]),
  ],
  [
    'token_use',
    new Map([
      ['id', 'An ID token: who the user is, for the client'],
      ['access', 'An access token: for an API'],
    ]),
  ],
  [
    'idtyp',
    new Map([
      ['app', 'No user: a token of the client itself'],
      ['user', 'A token on behalf of a user'],
      ['device', 'A token of a device'],
    ]),
  ],
  ['gty', new Map([['client-credentials', 'No user: a token of the client itself']])],
  ['azpacr', ENTRA_CLIENT],
  ['appidacr', ENTRA_CLIENT],
  [
    'acct',
    new Map([
      ['0', 'A member of the tenant'],
      ['1', 'A guest of the tenant'],
    ]),
  ],
  [
    'typ',
    new Map([
      ['bearer', 'An access token'],
      ['dpop', 'An access token, tied to a key'],
      ['id', 'An ID token'],
      ['refresh', 'A refresh token'],
      ['offline', 'A refresh token for offline access'],
      ['logout', 'A logout token'],
    ]),
  ],
  [
    'tid',
    new Map([
      ['9188040d-6c67-4c5b-b112-36a304b66dad', 'The tenant of personal Microsoft accounts'],
    ]),
  ],
  [
    'wids',
    new Map([
      ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
      ['b79fbf4d-3ef9-4689-8143-76b194e85509', 'An ordinary member of the tenant'],
    ]),
  ],
  ['xms_cc', new Map([['cp1', 'The client can handle claims challenges']])],
  [
    'real_user_status',
    new Map([
      ['0', 'Not supported by the device'],
      ['1', 'Unknown'],
      ['2', 'Likely a real person'],
    ]),
  ],
  ['email_verified', new Map([['false', 'Not verified: the address may belong to somebody else']])],
  [
    'events',
    new Map([
      [
        'http://schemas.openid.net/event/backchannel-logout',
        'The user signed out (OpenID Connect Back-Channel Logout)',
      ],
      [
        'https://schemas.openid.net/secevent/caep/event-type/session-revoked',
        'The session was ended (CAEP)',
      ],
      [
        'https://schemas.openid.net/secevent/caep/event-type/credential-change',
        'A credential was changed (CAEP)',
      ],
      [
        'https://schemas.openid.net/secevent/risc/event-type/account-disabled',
        'The account was disabled (RISC)',
      ],
    ]),
  ],
  // RFC 7800 §3, RFC 8705 §3.1, RFC 9449 §6.1
  [
    'cnf',
    new Map([
      ['jkt', 'Whoever uses the token proves with DPoP to hold the key of this thumbprint'],
      ['x5t#s256', 'Whoever uses the token shows the certificate of this thumbprint (mutual TLS)'],
      ['jwk', 'The public key that the sender must prove to hold'],
      ['jwe', 'The secret key, encrypted for the recipient'],
      ['kid', 'Which key the sender must prove to hold'],
      ['jku', 'Where to get the key that the sender must prove to hold'],
    ]),
  ],
]);
