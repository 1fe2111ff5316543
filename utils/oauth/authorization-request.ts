import type { Client } from '../clients/client';
import { providerOf } from '../clients/providers';

export type AuthorizationRequestInput = {
  readonly authorizationEndpoint: string;
  readonly client: Pick<
    Client,
    'provider' | 'clientId' | 'scopes' | 'pkce' | 'authorizationParameters'
  >;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
};

/** The URL of the authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1). */
export function authorizationUrl(input: AuthorizationRequestInput): string {
  const { client } = input;
  const url = new URL(input.authorizationEndpoint);
  const parameters = url.searchParams;
  parameters.set('response_type', 'code');
  parameters.set('client_id', client.clientId);
  parameters.set('redirect_uri', input.redirectUri);
  const { hasScopesAtProvider = false, scopeSeparator = ' ' } = providerOf(client.provider);
  if (client.scopes.length > 0 && !hasScopesAtProvider) {
    parameters.set('scope', client.scopes.join(scopeSeparator));
  }
  parameters.set('state', input.state);
  if (input.nonce !== undefined) parameters.set('nonce', input.nonce);
  if (input.codeChallenge !== undefined) {
    parameters.set('code_challenge', input.codeChallenge);
    parameters.set('code_challenge_method', client.pkce);
  }
  for (const [name, value] of client.authorizationParameters) parameters.append(name, value);
  // %20 is read as a blank by every server, “+” only by those that decode forms.
  url.search = parameters.toString().replaceAll('+', '%20');
  return url.href;
}
