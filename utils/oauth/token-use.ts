import type { Parameter } from '../clients/client';
import type { Check } from '../tokens/check';
import type { JsonObject } from '../tokens/json';
import type { Failure } from './failure';

/** What can be done with the tokens of a run once it is over; each sends one request, recorded with the run. */
export type TokenUseKind = 'introspection' | 'revocation' | 'user-info' | 'resource';

/** Which token of a run is used. */
export const USED_TOKENS = ['access_token', 'refresh_token'] as const;
export type UsedToken = (typeof USED_TOKENS)[number];

/** Methods with which an API can be called. */
export const RESOURCE_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;
type ResourceMethod = (typeof RESOURCE_METHODS)[number];

/** Forms in which a body can be sent to an API. */
export const RESOURCE_BODIES = ['json', 'form'] as const;
type ResourceBodyType = (typeof RESOURCE_BODIES)[number];

/** A request to an API, as it was typed. */
export type ResourceRequest = {
  readonly url: string;
  readonly method: ResourceMethod;
  /** Further headers. */
  readonly headers: readonly Parameter[];
  /** JSON as text, or lines of `name=value`. */
  readonly body?: { readonly type: ResourceBodyType; readonly text: string } | undefined;
};

/** What is to be done with a token of a run. */
export type WantedUse =
  | {
      readonly kind: 'introspection';
      readonly token: UsedToken;
      /** Asks for a signed answer (RFC 9701). */
      readonly isJwtWanted?: boolean | undefined;
    }
  | { readonly kind: 'revocation'; readonly token: UsedToken }
  | { readonly kind: 'user-info' }
  | ({ readonly kind: 'resource' } & ResourceRequest);

/** A token that was used after its run, and what came of it. The exchange itself is among those of the run. */
export type TokenUse = {
  readonly kind: TokenUseKind;
  /** Milliseconds since the epoch, when the answer was judged. */
  readonly at: number;
  /** When it began. */
  readonly startedAt?: number;
  readonly token: UsedToken;
  readonly outcome:
    | {
        readonly ok: true;
        /** What the server said of the token or the user (RFC 7662 §2.2, OpenID Connect Core §5.3.2). */
        readonly claims?: JsonObject;
        /** The answer itself, where it came as a JWT (RFC 9701, OpenID Connect Core §5.3.2). */
        readonly jwt?: string;
        /** What was checked of it, such as `sub` and the signature. */
        readonly checks: readonly Check[];
      }
    | { readonly ok: false; readonly failure: Failure };
};

/** A use that has begun, and whose end is not known yet. */
export type PendingUse = Pick<TokenUse, 'kind' | 'token'> & { readonly startedAt: number };

/** What came of a use. */
export type UseOutcome = TokenUse['outcome'];

/** Which token a use sends. */
export function tokenOfUse(wanted: WantedUse): UsedToken {
  return 'token' in wanted ? wanted.token : 'access_token';
}
