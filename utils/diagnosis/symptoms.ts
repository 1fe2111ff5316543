import type { Client } from '../clients/client';
import type { Evidence } from '../findings/evidence';
import type { Exchange, RecordedResponse } from '../oauth/exchange';
import type { Failure } from '../oauth/failure';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import type { TokenUse } from '../oauth/token-use';
import type { JsonObject } from '../tokens/json';

/** Where the fault showed. `outcome`: the run is done, and what it brought is looked at. */
export type SymptomPlace =
  | 'start'
  | 'discovery'
  | 'sign-in'
  | 'authorization response'
  | 'token request'
  | 'verification'
  | 'outcome'
  | 'introspection'
  | 'revocation'
  | 'user-info'
  | 'resource';

/** An error that a server names (RFC 6749 §4.1.2.1, §5.2, RFC 6750 §3). */
export type NamedError = {
  readonly code: string;
  readonly description?: string;
  readonly uri?: string;
  /** The scope that it would take (RFC 6750 §3). */
  readonly scope?: string;
};

/** What causes are looked for in. A part is absent where there is none, or nothing is known of it. */
export type Symptoms = {
  readonly place: SymptomPlace;
  /** How the run or the use failed, as it was noticed. */
  readonly failure?: Failure;
  /** The error that the server named at this place. */
  readonly error?: NamedError;
  /** The request at which it showed, and what came of it. */
  readonly exchange?: Exchange;
  readonly response?: RecordedResponse;
  /** All that the server said at this place, as text to search in: descriptions, messages, the words of a page. */
  readonly said: string;
  /** The provider, as the client says or as the host of an endpoint tells. */
  readonly provider?: string;
  readonly client?: Client;
  readonly run?: Run;
  readonly result?: RunResult;
  /** The last token request, with its answer. */
  readonly tokenExchange?: Exchange;
  /** The discovery document as it came, whatever was thought of it. */
  readonly metadata?: JsonObject;
  /** The use of a token that is looked at. */
  readonly use?: TokenUse;
  /** What findings look at: request, callback, answer, tokens. */
  readonly evidence: Evidence;
};
