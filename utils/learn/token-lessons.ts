import type { TokenEndpointAuthMethod } from '../clients/client';
import type { Specification } from '../findings/finding';
import { rfc } from '../findings/specifications';
import type { RunGrant } from '../oauth/run';

/** A token request in parts: what the grant is, and how this client authenticates with it. */
type TokenLesson = {
  readonly text: string;
  /** Of a client without a secret; with one, it is the same for every grant. */
  readonly none: string;
  readonly specification: Specification;
};

export const TOKEN_LESSONS = {
  authorization_code: {
    text: 'The extension exchanges the code for tokens, directly with the token endpoint: nothing of it passes through a page or an address. The server compares client and redirect URI with those of the authorization request.',
    none: 'This client is public: it has no secret, since an app on a device of the user could not keep one. It only names itself.',
    specification: rfc(6749, '4.1.3'),
  },
  client_credentials: {
    text: 'There is no user here: the app asks the token endpoint for a token in its own name, with nothing but its own credentials. What it may do follows from its registration and not from the consent of anybody, so no ID token comes, and usually no refresh token. Whoever has these credentials is the app, from anywhere: only servers should use this grant.',
    none: 'This client has no secret to authenticate with, which this grant demands: expect the server to refuse it.',
    specification: rfc(6749, '4.4'),
  },
  refresh_token: {
    text: 'The extension sends the refresh token and gets a new access token, without the user. So access tokens can be short-lived, and access can be taken back at the next refresh. Good servers give out a new refresh token each time, and notice when an old one comes again: either the client or a thief has it, and both are locked out.',
    none: 'This client is public, so the refresh token alone is enough: that it changes with each use matters all the more.',
    specification: rfc(6749, '6'),
  },
} as const satisfies Record<RunGrant, TokenLesson>;

/** The code is tied to who asked for it, or is not. */
export const CODE_VERIFIER = {
  sent: 'It also compares the code verifier with the challenge: a code that somebody else got hold of is refused.',
  none: 'No code verifier is sent, since PKCE is off: only the authentication of the client, where it has one, stands between a stolen code and the tokens.',
} as const;

/** How a client with a secret authenticates (RFC 6749 §2.3.1). */
export const AUTHENTICATION = {
  client_secret_basic:
    'The client authenticates with its secret in the Authorization header, which is written to logs less often than bodies are. ID and secret are form-encoded first; servers that do not decode them answer invalid_client.',
  client_secret_post:
    'The client authenticates with its secret in the body. On the wire that is as safe, but bodies are written to logs more often, and the specification prefers the header.',
} as const satisfies Record<Exclude<TokenEndpointAuthMethod, 'none'>, string>;

/** Where authentication, PKCE and the handling of refresh tokens are specified. */
export const FURTHER = {
  authentication: rfc(6749, '2.3.1'),
  verifier: rfc(7636, '4.5'),
  rotation: rfc(9700, '4.14.2'),
} as const;
