import type { Client, RedirectMode } from './client';
import { isWebAddress } from './url-rules';

/** Where the answer to a run arrives, and how it gets from there to the run. */
export type Redirect = {
  readonly mode: RedirectMode;
  /** What the requests of the run send as `redirect_uri`. */
  readonly uri: string;
  /** It is the extension's: no app lives there that must not see the callback. */
  readonly isOwn?: true;
};

/** The redirect URI of the extension for this client: a registered one that begins like it, else that of its slug. */
export function extensionRedirectUriOf(
  client: Pick<Client, 'slug' | 'redirectUris'>,
  extensionRedirectBase: string,
): string {
  const registered = client.redirectUris.find((uri) => uri.startsWith(extensionRedirectBase));
  return registered ?? extensionRedirectBase + client.slug;
}

/** Where the answers to runs of this client arrive. Without a registered redirect URI that is the extension's. */
export function redirectOf(
  client: Pick<Client, 'slug' | 'redirectMode' | 'redirectUris' | 'chosenRedirectUri'>,
  extensionRedirectBase: string,
): Redirect {
  const { redirectMode: mode } = client;
  const registered = mode === 'extension' ? undefined : registeredRedirectUri(client);
  const uri = registered ?? extensionRedirectUriOf(client, extensionRedirectBase);
  return { mode, uri, ...(uri.startsWith(extensionRedirectBase) ? { isOwn: true } : {}) };
}

/** The registered redirect URI that was chosen, or the first where none of them is. */
export function registeredRedirectUri({
  redirectUris,
  chosenRedirectUri,
}: Pick<Client, 'redirectUris' | 'chosenRedirectUri'>): string | undefined {
  return redirectUris.find((uri) => uri === chosenRedirectUri) ?? redirectUris[0];
}

/** Whether the browser lets an extension see what is opened there; those of native apps it does not (RFC 8252 §7.1). */
export function canBeCaptured(redirectUri: string): boolean {
  return isWebAddress(redirectUri);
}

/** Why no answer to this redirect URI can be captured, and what can be done. */
export function captureRefusal(redirectUri: string): string {
  const scheme = redirectUri.split(':')[0] ?? '';
  return `The browser opens ${scheme}: in an app, and shows no extension what is sent there. Choose “Paste the callback URL”.`;
}
