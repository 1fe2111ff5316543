import type { NameValue } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import type { UsedToken } from '../oauth/token-use';
import type { TokenResponse } from '../oauth/token-response';
import type { DecodedToken } from '../tokens/decode-token';
import type { JsonObject } from '../tokens/json';
import type { RecognisedRequest, TokenName } from '../tokens/recognised';
import type { SdJwt } from '../tokens/sd-jwt';
import type { JudgedAs } from './meant-as';

/** An authorization request, wherever it was found. */
export type RequestEvidence = {
  /** The address without query and fragment. */
  readonly endpoint: string;
  readonly parameters: readonly NameValue[];
};

/** An authorization response. */
export type CallbackEvidence = {
  readonly url: string;
  readonly query: URLSearchParams;
  readonly fragment: URLSearchParams;
  /** Those of the response, wherever its mode put them. */
  readonly parameters: URLSearchParams;
};

/** What the token endpoint answered. */
export type AnswerEvidence = {
  readonly members: JsonObject;
  /** Nothing where there is no token in it. */
  readonly tokens: TokenResponse | undefined;
  /** The error that it names. */
  readonly error: string | undefined;
  /** Of a run only. */
  readonly headers?: readonly NameValue[];
};

export type TokenEvidence = {
  readonly name: TokenName;
  /** For a sentence: `the ID token`, `the access token (no. 2)` */
  readonly called: string;
  readonly token: DecodedToken;
  readonly profile: JudgedAs | undefined;
  readonly header: JsonObject;
  /** Nothing where the claims cannot be read. */
  readonly claims: JsonObject | undefined;
  /** Whether header and claims could be read whole. */
  readonly isWhole: boolean;
};

export type IntrospectionEvidence = {
  readonly claims: JsonObject;
  /** Which token was introspected; unknown of what was pasted. */
  readonly token?: UsedToken;
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** Whether the server had confirmed before that it was revoked. */
  readonly isRevoked: boolean;
};

/** What rules look at: of a run, or of what was pasted. A part is absent where there is none. */
export type Evidence = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What only a run can tell. */
  readonly ofRun?: { readonly run: Run; readonly result: RunResult };
  readonly request?: RequestEvidence;
  readonly callback?: CallbackEvidence;
  readonly answer?: AnswerEvidence;
  readonly tokens: readonly TokenEvidence[];
  readonly sdJwt?: SdJwt;
  readonly introspections: readonly IntrospectionEvidence[];
  readonly userInfo?: JsonObject;
  /** A discovery document, as it came. */
  readonly metadata?: JsonObject;
  readonly keys: readonly JsonObject[];
  readonly httpRequest?: RecognisedRequest;
};
