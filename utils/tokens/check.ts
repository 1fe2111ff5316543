/** One check of a token: what was compared with what, in words, with the values. */
export type Check = {
  readonly name:
    | 'Algorithm'
    | 'Signature'
    | 'Issuer'
    | 'Subject'
    | 'Audience'
    | 'Authorized party'
    | 'Nonce'
    | 'Expiry'
    | 'Issued at'
    | 'Not before'
    | 'Authentication time'
    | 'Access token hash'
    | 'Code hash'
    /** What an introspection response says (RFC 7662 §2.2) */
    | 'Active'
    | 'Client ID'
    | 'Scopes'
    /** A refreshed ID token repeats what the first one said (OpenID Connect Core §12.2) */
    | 'Same issuer'
    | 'Same subject'
    | 'Same audience'
    | 'Same sign-in'
    /** What oauth4webapi has against a token that passed the other checks */
    | 'Library verdict';
  /** `unknown` only when it could not be checked */
  readonly outcome: 'passed' | 'failed' | 'unknown';
  readonly detail: string;
};

export function passed(name: Check['name'], detail: string): Check {
  return { name, outcome: 'passed', detail };
}

export function failed(name: Check['name'], detail: string): Check {
  return { name, outcome: 'failed', detail };
}

export function unknown(name: Check['name'], detail: string): Check {
  return { name, outcome: 'unknown', detail };
}
