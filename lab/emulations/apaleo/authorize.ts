import { Refusal, callbackAnswer, pageAnswer } from '../shared/answer.ts';
import { authorizationRoutes } from '../shared/authorization-routes.ts';
import type { EmulatedClient } from '../shared/emulation.ts';
import { isLoopbackHttp } from '../shared/loopback-uri.ts';
import { messagePage } from '../shared/pages/message-page.ts';
import { inWords, splitScope } from '../shared/scope-in-words.ts';
import type { Routes } from '../shared/serve.ts';
import { apaleoPeople } from './people.ts';
import { createRequestId } from './request-id.ts';
import { fineGrainedMarker, isIdentityScope, scopeCatalogue } from './scopes.ts';
import type { ApaleoServer } from './server.ts';

type ApaleoRequest = {
  readonly client: EmulatedClient;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
};

const provider = 'apaleo';

/** `GET /connect/authorize` and what follows it. */
export function apaleoAuthorizationRoutes(server: ApaleoServer): Routes {
  return authorizationRoutes({
    origin: server.origin,
    path: '/connect/authorize',
    people: apaleoPeople,
    wording: {
      provider,
      heading: (clientName) => `${clientName} wants to connect to your apaleo account`,
      scopesLegend: 'It asks to',
      noScopes: 'It asks for no scope.',
      allow: 'Allow',
      deny: 'Deny',
    },
    read: (query) => readAuthorizationRequest(server, query),
    scopesInWords: ({ scopes }) => inWords(scopeCatalogue, scopes),
    approve: ({ client, redirectUri, scopes, codeChallenge, nonce }, person) =>
      server.codes.issue({
        clientId: client.clientId,
        person,
        scopes,
        redirectUri,
        codeChallenge,
        nonce,
      }),
    // Not documented. A choice of this lab, after RFC 6749 section 4.1.2.1.
    deny: () => ({ error: 'access_denied' }),
  });
}

function readAuthorizationRequest(server: ApaleoServer, query: URLSearchParams): ApaleoRequest {
  const client = server.clients.find(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  // Documented for a redirect URI that is not registered. For an unknown client, and for a custom app,
  // which has no redirect URI and of which https://github.com/apaleo/api/issues/12 only says that it does
  // not work, a choice of this lab.
  if (client === undefined || !isAllowed(server, client, redirectUri)) {
    throw new Refusal(unauthorizedClientPage());
  }

  const state = query.get('state') ?? undefined;
  // What apaleo does with requests as faulty as these is not documented: RFC 6749 section 4.1.2.1.
  const refuse = (error: string) => new Refusal(callbackAnswer(redirectUri, { error, state }));
  const responseType = query.get('response_type');
  if (responseType === null) throw refuse('invalid_request');
  if (responseType !== 'code') throw refuse('unsupported_response_type');
  const codeChallenge = query.get('code_challenge') ?? undefined;
  // Only S256 is known to work (github.com/apaleo/slack); to refuse the rest is a choice of this lab.
  if (codeChallenge !== undefined && query.get('code_challenge_method') !== 'S256') {
    throw refuse('invalid_request');
  }
  // A repeated scope parameter counts once, as in https://github.com/apaleo/api/issues/12.
  const asked = splitScope(query.get('scope'));
  if (asked.length === 0) throw refuse('invalid_request');
  const scopes = scopesFor(client, asked);
  if (scopes === undefined) throw refuse('invalid_scope');
  return {
    client,
    redirectUri,
    state,
    scopes,
    codeChallenge,
    nonce: query.get('nonce') ?? undefined,
  };
}

/** https://apaleo.dev/guides/api/scopes.md: a fine-grained client may ask for API scopes, but they count for nothing. */
function scopesFor(
  client: EmulatedClient,
  asked: readonly string[],
): readonly string[] | undefined {
  if (client.accessType === 'fine-grained') {
    return [fineGrainedMarker, ...asked.filter(isIdentityScope)];
  }
  return asked.every((name) => client.scopes.includes(name)) ? asked : undefined;
}

/** "It has to be 100% the same": https://github.com/apaleo/api/issues/74 */
function isAllowed(server: ApaleoServer, client: EmulatedClient, redirectUri: string): boolean {
  if (!client.redirectUris.includes(redirectUri)) return false;
  return (
    server.switches.get('loopback-http-redirects') === 'accepted' || !isLoopbackHttp(redirectUri)
  );
}

/** The texts are those of https://github.com/apaleo/api/issues/74; the status is a choice of this lab. */
function unauthorizedClientPage() {
  return pageAnswer(
    messagePage({
      provider,
      title: 'Something went wrong',
      lines: [
        'Sorry! We could not process your request.',
        'unauthorized_client',
        `Request Id: ${createRequestId()}`,
      ],
      note: 'The client ID is unknown or not that of a store app, or the redirect URI is not registered exactly as it was sent. The app is not told.',
    }),
    400,
  );
}
