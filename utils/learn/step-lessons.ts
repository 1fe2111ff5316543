import type { endpointSourceOf } from '../clients/endpoint-source';
import type { PkceMethod, RedirectMode } from '../clients/client';
import { DISCOVERY, openIdCore, rfc } from '../findings/specifications';
import type { Lesson } from './lesson';

/** Whether the server describes itself. */
export const DISCOVERY_LESSONS = {
  discovery: {
    text: 'The extension asks the authorization server to describe itself: it fetches a JSON document from a fixed path of the issuer, and reads there where the endpoints are, where the keys are that sign tokens, and what the server supports. Nothing of the user or of the client is sent. The document has to name exactly the issuer that was asked for. Without that comparison one server could pass off the endpoints of another as its own, and a code or a secret would go to an attacker.',
    specifications: [DISCOVERY, rfc(8414, '3.3')],
  },
  typed: {
    text: 'The addresses of the endpoints were typed into the client, so the server is not asked for a description. That is how servers without discovery are used. It has its price: nothing tells the extension which scopes, methods and algorithms the server supports, or where its keys are. And the addresses are trusted as they stand: with a wrong token endpoint, the code and the credentials of the client go to whoever runs it. Compare them with the documents of the provider, and use https.',
    specifications: [rfc(6749, '3')],
  },
} as const satisfies Record<ReturnType<typeof endpointSourceOf>, Lesson>;

/** The authorization request: what every one has, then the nonce of OpenID Connect, then PKCE. */
export const REQUEST_LESSON = {
  text: 'The extension builds an address of the authorization endpoint and opens it in the browser. Its parameters say which client asks, for which scopes, and where the answer goes. The random state comes back with the answer and shows that it belongs to this browser; without it, an attacker could slip in an answer of their own.',
  nonce: 'The nonce ties the ID token to this request in the same way.',
  pkce: {
    S256: 'The code challenge is the hash of a secret that stays here (PKCE): without that secret, a code that is stolen on its way is worthless.',
    plain:
      'The code challenge is the secret itself, not its hash (PKCE plain): who can read this address can use a stolen code after all. Prefer S256.',
    off: 'PKCE is off in this run: a code that is stolen on its way can be redeemed by whoever has it, unless the client has to authenticate. Switch it on where the server allows it.',
  } satisfies Record<PkceMethod, string>,
  specifications: [rfc(6749, '4.1.1'), rfc(7636, '4.3')],
} as const;

/** Sign-in and consent: what always holds, with where it happens in between. */
export const SIGN_IN_LESSON = {
  begin:
    'The user proves to the authorization server who they are, and decides what the app may do. The app never sees the password: that is what OAuth is for.',
  places: {
    extension:
      'It happens in a window of the browser that this extension cannot look into, with the session, the password manager and the passkeys of the user.',
    capture:
      'It happens in an ordinary tab, with the session and the passkeys of the user. The extension does not look into the page: it waits for the answer at the redirect URI of the app.',
    manual:
      'It happens wherever the user opens the address, also on another device. The extension waits for the answer to be pasted.',
  } satisfies Record<RedirectMode, string>,
  end: 'The server has to show which client asks for what, and must not let other pages frame its own. Otherwise a page of an attacker could have users consent without their knowing.',
  specifications: [rfc(6749, '4.1'), rfc(6749, '10.13')],
} as const;

/** The authorization response: what always holds, and how it gets here. */
export const RESPONSE_LESSON = {
  text: 'The server sends the browser to the redirect URI, with a short-lived code or an error. It is a code rather than tokens, because addresses end up in histories and logs: a code is good once, and for one client. Before it is used, state is compared with that of the request, and iss, where the server sends it, with the issuer. Without the first, an attacker could sign the user in to an account of theirs; without the second, a dishonest server could collect the codes of an honest one.',
  ways: {
    extension: 'This redirect URI is the extension’s own: no site receives it.',
    capture: 'The extension takes the answer before the app gets it, so its code stays unused.',
    manual: 'The user pastes the address, and the same is checked.',
  } satisfies Record<RedirectMode, string>,
  specifications: [rfc(6749, '4.1.2'), rfc(9207, '2.4')],
} as const;

/** What is checked of an ID token, after a sign-in and after a refresh. */
export const VERIFICATION_LESSONS = {
  authorization_code: {
    text: 'If an ID token came, it is checked before it is believed: the signature with the keys that the issuer publishes, then issuer, audience, times, and the nonce of the request. The signature shows who wrote the token, the audience that it is meant for this client, and the nonce that it was made for this sign-in. Without these checks, a token that was given to another app, or an old one, would sign an attacker in as somebody else. Access tokens are not judged at this step: they are meant for the API.',
    specifications: [openIdCore('3.1.3.7', 'IDTokenValidation')],
  },
  refresh_token: {
    text: 'A refresh may bring a new ID token. Besides signature, audience and times, it is checked that it repeats what the first one said: the same issuer, the same user, the same time of the sign-in. Nobody has signed in since, so nothing else can be true. A token that names another user would mean that the server has mixed up two sessions, or that the refresh token belongs to somebody else. An app that does not compare would then show one user the data of another.',
    specifications: [openIdCore('12.2', 'RefreshTokenResponse')],
  },
} as const satisfies Record<string, Lesson>;
