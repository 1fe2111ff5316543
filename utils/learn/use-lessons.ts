import { openIdCore, rfc } from '../findings/specifications';
import type { TokenUseKind } from '../oauth/token-use';
import type { Lesson } from './lesson';

/** What is done with tokens once a run is over. */
export const USE_LESSONS = {
  introspection: {
    text: 'The client asks the server about a token: whether it is active, whose it is, and with which scopes. That is how an API judges tokens that it cannot read, and how it learns that one was revoked before its time. The endpoint has to demand authentication: otherwise anybody could try out tokens until one is active, and learn whose it is. An answer that says no more than “not active” may mean expired, revoked, unknown, or none of the business of this client.',
    specifications: [rfc(7662, '2'), rfc(7662, '4')],
  },
  revocation: {
    text: 'The client tells the server that a token is no longer needed, as when a user signs out or disconnects the app. Revoking a refresh token ends the grant behind it; access tokens that an API judges by itself live on until they expire. A token that stays good after its user has left is one that a thief can use. The server answers with success to tokens that it does not know as well, so that nobody can find out which ones exist.',
    specifications: [rfc(7009, '2')],
  },
  'user-info': {
    text: 'The client shows its access token to the user info endpoint and gets claims about the user: a name, an e-mail address, whatever the scopes allow. It is an API like others. The sub of the answer has to be that of the ID token. Without this comparison, an attacker who puts the access token of another user in its place would have that user’s claims taken for those of the one who signed in, or the other way round.',
    specifications: [openIdCore('5.3.2', 'UserInfoResponse')],
  },
  resource: {
    text: 'The access token is shown to an API, in the Authorization header of a request. The API decides by the token alone: whether it is genuine, not expired, meant for this API, and whether its scopes are enough. Whoever holds a bearer token can use it, like a key that was found. So it belongs in no address, no log and no page, and is shown to no server that it is not meant for. A 401 speaks of the token, a 403 of what it allows.',
    specifications: [rfc(6750, '2.1'), rfc(6750, '3.1')],
  },
} as const satisfies Record<TokenUseKind, Lesson>;
