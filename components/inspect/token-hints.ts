/** What is known of a token from elsewhere, such as its run. */
export type TokenHints = {
  readonly issuer?: string | undefined;
  readonly jwksUri?: string | undefined;
  readonly clientId?: string | undefined;
  readonly nonce?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly code?: string | undefined;
  readonly clientSecret?: string | undefined;
};
