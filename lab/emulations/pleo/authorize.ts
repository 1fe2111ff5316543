import { Refusal, callbackAnswer, pageAnswer } from '../shared/answer.ts';
import { authorizationRoutes } from '../shared/authorization-routes.ts';
import type { EmulatedClient } from '../shared/emulation.ts';
import { isLoopbackHttp } from '../shared/loopback-uri.ts';
import { messagePage } from '../shared/pages/message-page.ts';
import { inWords, splitScope } from '../shared/scope-in-words.ts';
import type { Routes } from '../shared/serve.ts';
import { pleoPeople } from './people.ts';
import { isTestScope, pleoScopes } from './scopes.ts';
import type { PleoServer } from './server.ts';

type PleoRequest = {
  readonly client: EmulatedClient;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | undefined;
};

const provider = 'Pleo';

/** `GET /oauth/authorize` and what follows it. */
export function pleoAuthorizationRoutes(server: PleoServer): Routes {
  return authorizationRoutes({
    origin: server.origin,
    path: '/oauth/authorize',
    people: pleoPeople,
    wording: {
      provider,
      heading: (clientName) => `Authorise ${clientName} to use your Pleo data`,
      scopesLegend: 'It will be able to',
      noScopes: 'It asks for no scope.',
      allow: 'Authorise',
      deny: 'Cancel',
    },
    read: (query) => readAuthorizationRequest(server, query),
    scopesInWords: ({ scopes }) => inWords(pleoScopes, scopes),
    approve: ({ client, redirectUri, scopes, codeChallenge }, person) =>
      server.codes.issue({ clientId: client.clientId, person, scopes, redirectUri, codeChallenge }),
    // Pleo documents error, optional error_description and state, but no value: RFC 6749 section 4.1.2.1.
    deny: () => ({ error: 'access_denied', ...describe(server, 'The user refused the request.') }),
  });
}

function readAuthorizationRequest(server: PleoServer, query: URLSearchParams): PleoRequest {
  const client = server.clients.find(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  // Exact match is documented, the page is not: RFC 6749 section 4.1.2.1 forbids to redirect.
  if (client === undefined || !isAllowed(client, redirectUri)) throw new Refusal(errorPage());

  const state = query.get('state') ?? undefined;
  // Which errors Pleo returns is not documented: these are the ones of RFC 6749 section 4.1.2.1.
  const refuse = (error: string, description: string) =>
    new Refusal(callbackAnswer(redirectUri, { error, ...describe(server, description), state }));

  for (const name of requiredParameters(server)) {
    if ((query.get(name) ?? '') === '') {
      throw refuse('invalid_request', `The parameter ${name} is missing.`);
    }
  }
  if (query.get('response_type') !== 'code') {
    throw refuse('unsupported_response_type', 'The only response_type is code.');
  }
  const codeChallenge = query.get('code_challenge') ?? undefined;
  if (codeChallenge !== undefined && query.get('code_challenge_method') !== 'S256') {
    throw refuse('invalid_request', 'The only code_challenge_method is S256.');
  }
  const scopes = splitScope(query.get('scope'));
  if (scopes.some((name) => !client.scopes.includes(name) && !isTestScope(name))) {
    throw refuse('invalid_scope', 'The client is not registered for every scope in the request.');
  }
  return { client, redirectUri, state, scopes, codeChallenge };
}

function requiredParameters({ switches }: PleoServer): readonly string[] {
  return [
    'response_type',
    'scope',
    ...(switches.get('state') === 'required' ? ['state'] : []),
    ...(switches.get('pkce') === 'required' ? ['code_challenge', 'code_challenge_method'] : []),
  ];
}

function describe({ switches }: PleoServer, text: string) {
  return switches.get('error-description') === 'sent' ? { error_description: text } : {};
}

/** Exact match, https, and http on loopback for development: the registration article on https://developers.pleo.io */
function isAllowed(client: EmulatedClient, redirectUri: string): boolean {
  if (!client.redirectUris.includes(redirectUri)) return false;
  return redirectUri.startsWith('https://') || isLoopbackHttp(redirectUri);
}

function errorPage() {
  return pageAnswer(
    messagePage({
      provider,
      title: 'This request cannot be handled',
      lines: ['The client ID is unknown, or the redirect URI is not registered for it.'],
      note: 'How Pleo shows this is not documented. A registered redirect URI must be sent exactly as it is registered, and be https or http on loopback.',
    }),
    400,
  );
}
