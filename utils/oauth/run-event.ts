import type { Client, Parameter } from '../clients/client';
import type { Redirect } from '../clients/redirect';
import type { JsonObject } from '../tokens/json';
import type { TokenVerification } from '../tokens/verify/verification';
import type { Exchange } from './exchange';
import type { Failure } from './failure';
import type { ServerMetadata } from './server-metadata';
import type { TokenVerdict } from './token-request';
import type { PendingUse, TokenUse } from './token-use';

/** What happens in a run, in the order in which it happened. `at` is in milliseconds since the epoch. */
export type RunEvent = { readonly at: number } & (
  | {
      readonly type: 'started';
      readonly runId: string;
      readonly client: Client;
      readonly redirect: Redirect;
      /** Parameters of the authorization request of this run alone. */
      readonly overrides?: readonly Parameter[];
      /** The run whose tokens are refreshed. */
      readonly refreshes?: RefreshedRun;
    }
  | { readonly type: 'discovering' }
  | { readonly type: 'exchanged'; readonly exchange: Exchange }
  | { readonly type: 'server-known'; readonly server: ServerMetadata }
  | ({ readonly type: 'authorization-requested' } & PendingAuthorization)
  | { readonly type: 'window-opened' }
  | ({
      readonly type: 'authorization-responded';
      readonly url: string;
    } & CallbackNotes)
  | { readonly type: 'authorization-accepted' }
  | ({ readonly type: 'tokens-accepted' } & TokenVerdict)
  | { readonly type: 'id-token-judged'; readonly verdict: TokenVerification }
  | { readonly type: 'finished' }
  /** After the end: a token is about to be used. */
  | { readonly type: 'token-use-started'; readonly use: PendingUse }
  /** After the end: a token was used, and this came of it. */
  | { readonly type: 'token-used'; readonly use: TokenUse }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'cancelled'; readonly by: 'user' | 'window' }
  | { readonly type: 'interrupted' }
);

/** How a callback came, where that is out of the ordinary. */
export type CallbackNotes = {
  /** Its parameters came in the body of a POST (`form_post`), and stand in the query of its URL here. */
  readonly isForm?: true;
  /** The user pasted it. */
  readonly isPasted?: true;
  /** It could not be captured before the app had it. */
  readonly isSeenByApp?: true;
};

/** An earlier run, as far as a refresh has to do with it. */
export type RefreshedRun = {
  readonly runId: string;
  /** What was granted before. */
  readonly scopes: readonly string[];
  /** That of the sign-in. */
  readonly nonce?: string;
  /** The claims of its ID token that a new one has to repeat (OpenID Connect Core §12.2). */
  readonly idTokenClaims?: JsonObject;
  /** What had become of its refresh token by then, as far as this browser session knows. */
  readonly refreshToken?: {
    /** When it came, in milliseconds since the epoch. */
    readonly receivedAt: number;
    /** Another run had got a new one in its place. */
    readonly isReplaced?: true;
    /** The server had confirmed that it was revoked. */
    readonly isRevoked?: true;
    /** It had been sent before, and the answer was lost: the server may have used it up. */
    readonly isAnswerLost?: true;
  };
};

/** What was sent to the authorization endpoint, and what its answer is compared with. */
export type PendingAuthorization = {
  readonly url: string;
  readonly state: string;
  readonly nonce?: string;
  readonly codeVerifier?: string;
};
