import { withOverrides } from '../clients/authorization-parameters';
import type { Client, Parameter } from '../clients/client';
import { providerOf } from '../clients/providers';

export type AuthorizationRequestInput = {
  readonly authorizationEndpoint: string;
  readonly client: Pick<
    Client,
    'provider' | 'clientId' | 'scopes' | 'pkce' | 'authorizationParameters'
  >;
  /** Parameters of this run alone. */
  readonly overrides?: readonly Parameter[];
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
};

/** The URL of the authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1). */
export function authorizationUrl(input: AuthorizationRequestInput): string {
  const { client, overrides = [] } = input;
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
  for (const [name, value] of withOverrides(client.authorizationParameters, overrides)) {
    parameters.append(name, value);
  }
  // %20 is read as a blank by every server, “+” only by those that decode forms.
  url.search = parameters.toString().replaceAll('+', '%20');
  return url.href;
}

/** Whether the server may show no page to the user (OpenID Connect Core §3.1.2.1, `prompt=none`). */
export function isSilent(authorizationRequestUrl: string): boolean {
  return parameterOf(authorizationRequestUrl, 'prompt') === 'none';
}

/** Whether the answer is asked for as a form (OAuth 2.0 Form Post Response Mode). */
export function isFormPostAsked(authorizationRequestUrl: string): boolean {
  return parameterOf(authorizationRequestUrl, 'response_mode') === 'form_post';
}

function parameterOf(url: string, name: string): string | null {
  return new URL(url).searchParams.get(name);
}
