/** One check of a token: what was compared with what, in words, with the values. */
export type Check = {
  readonly name:
    | 'Type'
    | 'Algorithm'
    | 'Signature'
    /** How hard the secret of an HMAC is to guess; listed only where there is something to say */
    | 'Secret'
    /** Everybody can have signed */
    | 'Known secret'
    | 'Issuer'
    | 'Subject'
    | 'Audience'
    | 'Authorized party'
    | 'Client'
    | 'Nonce'
    | 'Expiry'
    | 'Issued at'
    | 'Not before'
    | 'Authentication time'
    | 'Token ID'
    | 'Access token hash'
    | 'Code hash'
    /** What an introspection response says (RFC 7662 §2.2) */
    | 'Active'
    | 'Client ID'
    | 'Token issuer'
    | 'Scopes'
    /** A refreshed ID token repeats what the first one said (OpenID Connect Core §12.2) */
    | 'Same issuer'
    | 'Same subject'
    | 'Same audience'
    | 'Same sign-in'
    | 'Proof key'
    | 'Key binding'
    | 'HTTP method'
    | 'HTTP address'
    | 'Event'
    | 'Contents'
    /** Listed only where a name stands twice (RFC 7515 §4, RFC 7519 §4) */
    | 'Unique names'
    /** Of an SD-JWT: whether all that is disclosed was signed (RFC 9901 §7.1) */
    | 'Disclosures'
    /** Of a key binding JWT: what it was made for (RFC 9901 §4.3) */
    | 'SD-JWT hash'
    /** What oauth4webapi has against a token that passed the other checks */
    | 'Library verdict';
  /** `unknown` only when it could not be checked; `warning` for what is allowed, and still worth a look */
  readonly outcome: 'passed' | 'warning' | 'failed' | 'unknown';
  readonly detail: string;
  /** It has passed because there was nothing to compare */
  readonly isNotNeeded?: true;
};

export function passed(name: Check['name'], detail: string): Check {
  return { name, outcome: 'passed', detail };
}

/** A check that has nothing to compare: what it is about is absent, and may be. */
export function notNeeded(name: Check['name'], detail: string): Check {
  return { name, outcome: 'passed', detail, isNotNeeded: true };
}

export function warning(name: Check['name'], detail: string): Check {
  return { name, outcome: 'warning', detail };
}

export function failed(name: Check['name'], detail: string): Check {
  return { name, outcome: 'failed', detail };
}

export function unknown(name: Check['name'], detail: string): Check {
  return { name, outcome: 'unknown', detail };
}
