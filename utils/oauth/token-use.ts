import type { Check } from '../tokens/check';
import type { JsonObject } from '../tokens/json';
import type { Failure } from './failure';

/** What can be done with the tokens of a run once it is over; each sends one request, recorded with the run. */
export const TOKEN_USES = ['introspection', 'revocation', 'user-info', 'resource'] as const;
export type TokenUseKind = (typeof TOKEN_USES)[number];

/** Which token of a run is used. */
export type UsedToken = 'access_token' | 'refresh_token';

/** A token that was used after its run, and what came of it. The exchange itself is among those of the run. */
export type TokenUse = {
  readonly kind: TokenUseKind;
  /** Milliseconds since the epoch, when the answer was judged. */
  readonly at: number;
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
