import type { ClaimMeaning } from './claims';

/** Claims of the IANA JWT registry, in words; a Map, so that no name reaches an object prototype. */
export const registeredClaimMeanings: ReadonlyMap<string, ClaimMeaning> = new Map<
  string,
  ClaimMeaning
>([
  ['iss', { meaning: 'Who issued it', spec: 'RFC 7519 §4.1.1' }],
  ['sub', { meaning: 'Whom it is about: the user, or the client itself', spec: 'RFC 7519 §4.1.2' }],
  ['aud', { meaning: 'For whom it is: only these may accept it', spec: 'RFC 7519 §4.1.3' }],
  ['exp', { meaning: 'When it expires', spec: 'RFC 7519 §4.1.4' }],
  ['nbf', { meaning: 'When it begins to be valid', spec: 'RFC 7519 §4.1.5' }],
  ['iat', { meaning: 'When it was issued', spec: 'RFC 7519 §4.1.6' }],
  ['jti', { meaning: 'Its own identifier, to notice a second use', spec: 'RFC 7519 §4.1.7' }],
  ['auth_time', { meaning: 'When the user last signed in', spec: 'OpenID Connect Core §2' }],
  [
    'nonce',
    {
      meaning: 'The value the client sent along, to tie the token to its sign-in',
      spec: 'OpenID Connect Core §2',
    },
  ],
  ['acr', { meaning: 'How strong the sign-in was', spec: 'OpenID Connect Core §2' }],
  [
    'amr',
    {
      meaning: 'How the user signed in: password, one-time code, key, …',
      spec: 'OpenID Connect Core §2',
    },
  ],
  ['azp', { meaning: 'The client it was issued to', spec: 'OpenID Connect Core §2' }],
  [
    'at_hash',
    {
      meaning: 'Ties it to the access token: half of its hash',
      spec: 'OpenID Connect Core §3.1.3.6',
    },
  ],
  [
    'c_hash',
    {
      meaning: 'Ties it to the authorization code: half of its hash',
      spec: 'OpenID Connect Core §3.3.2.11',
    },
  ],
  [
    's_hash',
    {
      meaning: 'Ties it to the state: half of its hash',
      spec: 'Financial-grade API 1.0 Part 2 §5.1.1',
    },
  ],
  [
    'sub_jwk',
    { meaning: 'The key of the user, in a self-issued token', spec: 'OpenID Connect Core §7.4' },
  ],
  ['name', { meaning: 'Full name', spec: 'OpenID Connect Core §5.1' }],
  ['given_name', { meaning: 'Given name', spec: 'OpenID Connect Core §5.1' }],
  ['family_name', { meaning: 'Family name', spec: 'OpenID Connect Core §5.1' }],
  ['middle_name', { meaning: 'Middle name', spec: 'OpenID Connect Core §5.1' }],
  ['nickname', { meaning: 'Casual name', spec: 'OpenID Connect Core §5.1' }],
  [
    'preferred_username',
    {
      meaning: 'Name the user goes by; may change and need not be unique',
      spec: 'OpenID Connect Core §5.1',
    },
  ],
  ['profile', { meaning: 'Address of the profile page', spec: 'OpenID Connect Core §5.1' }],
  ['picture', { meaning: 'Address of the picture', spec: 'OpenID Connect Core §5.1' }],
  ['website', { meaning: 'Address of the web site', spec: 'OpenID Connect Core §5.1' }],
  ['email', { meaning: 'E-mail address', spec: 'OpenID Connect Core §5.1' }],
  [
    'email_verified',
    { meaning: 'Whether the e-mail address was verified', spec: 'OpenID Connect Core §5.1' },
  ],
  ['gender', { meaning: 'Gender', spec: 'OpenID Connect Core §5.1' }],
  [
    'birthdate',
    { meaning: 'Date of birth; the year may be 0000 or alone', spec: 'OpenID Connect Core §5.1' },
  ],
  ['zoneinfo', { meaning: 'Time zone', spec: 'OpenID Connect Core §5.1' }],
  ['locale', { meaning: 'Language and region', spec: 'OpenID Connect Core §5.1' }],
  ['phone_number', { meaning: 'Phone number', spec: 'OpenID Connect Core §5.1' }],
  [
    'phone_number_verified',
    { meaning: 'Whether the phone number was verified', spec: 'OpenID Connect Core §5.1' },
  ],
  ['updated_at', { meaning: 'When the profile last changed', spec: 'OpenID Connect Core §5.1' }],
  ['address', { meaning: 'Postal address', spec: 'OpenID Connect Core §5.1.1' }],
  [
    '_claim_names',
    { meaning: 'Claims kept elsewhere, and with which source', spec: 'OpenID Connect Core §5.6.2' },
  ],
  [
    '_claim_sources',
    { meaning: 'Where to get the claims kept elsewhere', spec: 'OpenID Connect Core §5.6.2' },
  ],
  [
    'events',
    {
      meaning: 'What happened: says that it is a logout or security event token',
      spec: 'OpenID Connect Back-Channel Logout §2.4',
    },
  ],
  [
    'sid',
    { meaning: 'The session at the provider', spec: 'OpenID Connect Front-Channel Logout §3' },
  ],
  ['toe', { meaning: 'When the event happened', spec: 'RFC 8417 §2.2' }],
  ['txn', { meaning: 'Ties tokens of one transaction together', spec: 'RFC 8417 §2.2' }],
  ['sub_id', { meaning: 'Whom it is about, in a structured form', spec: 'RFC 9493 §4.1' }],
  ['act', { meaning: 'Who acts for the subject (delegation)', spec: 'RFC 8693 §4.1' }],
  ['scope', { meaning: 'What the token allows', spec: 'RFC 8693 §4.2' }],
  ['client_id', { meaning: 'The client it was issued to', spec: 'RFC 8693 §4.3' }],
  ['may_act', { meaning: 'Who may act for the subject', spec: 'RFC 8693 §4.4' }],
  ['roles', { meaning: 'Roles of the subject', spec: 'RFC 9068 §2.2.3.1' }],
  ['groups', { meaning: 'Groups of the subject', spec: 'RFC 9068 §2.2.3.1' }],
  ['entitlements', { meaning: 'What the subject is entitled to', spec: 'RFC 9068 §2.2.3.1' }],
  ['cnf', { meaning: 'The key the sender must prove to hold', spec: 'RFC 7800 §3.1' }],
  ['htm', { meaning: 'HTTP method the proof is for', spec: 'RFC 9449 §4.2' }],
  ['htu', { meaning: 'Address the proof is for', spec: 'RFC 9449 §4.2' }],
  ['ath', { meaning: 'Ties the proof to the access token: its hash', spec: 'RFC 9449 §4.2' }],
  ['authorization_details', { meaning: 'What the token allows, in detail', spec: 'RFC 9396 §9.1' }],
  [
    'token_introspection',
    { meaning: 'The introspection answer about a token', spec: 'RFC 9701 §5' },
  ],
  [
    'verified_claims',
    {
      meaning: 'Claims that were verified, and how',
      spec: 'OpenID Connect for Identity Assurance §5',
    },
  ],
  ['_sd', { meaning: 'Digests of claims that may be disclosed one by one', spec: 'RFC 9901 §4' }],
  ['_sd_alg', { meaning: 'Hash of the digests of disclosable claims', spec: 'RFC 9901 §4' }],
  ['vct', { meaning: 'The type of the credential', spec: 'SD-JWT VC §2.2.2' }],
  ['status', { meaning: 'Where to look up whether it was revoked', spec: 'Token Status List §6' }],
]);
