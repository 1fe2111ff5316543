import type { JsonObject } from '../json';
import type { SdJwt } from '../sd-jwt';
import type { Clock } from './check-times';

/** What a token is compared with; what is not known is absent, and its check says so. */
export type Expected = {
  /** As known before the token: from the client or its discovery document */
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
  /** Whom the token is meant for, where that is not the client */
  readonly audience?: string | undefined;
  /** As sent in the authorization request; null where none was sent */
  readonly nonce?: string | null | undefined;
  readonly accessToken?: string | undefined;
  readonly code?: string | undefined;
  /** As sent, in seconds */
  readonly maxAge?: number | undefined;
  /** What the issuer says it signs with, such as `id_token_signing_alg_values_supported` */
  readonly supportedAlgs?: readonly string[] | undefined;
};

/** All that the checks of a profile may look at. */
export type ClaimsContext = {
  readonly claims: JsonObject;
  readonly header: JsonObject;
  readonly expected: Expected;
  readonly clock: Clock;
  /** What the token is a part of */
  readonly sdJwt?: SdJwt | undefined;
};
