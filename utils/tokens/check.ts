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
