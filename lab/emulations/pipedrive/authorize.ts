import { Refusal, pageAnswer } from '../shared/answer.ts';
import { authorizationRoutes } from '../shared/authorization-routes.ts';
import type { EmulatedClient } from '../shared/emulation.ts';
import { messagePage } from '../shared/pages/message-page.ts';
import { inWords } from '../shared/scope-in-words.ts';
import type { Routes } from '../shared/serve.ts';
import { pipedrivePeople } from './people.ts';
import { pipedriveScopes } from './scopes.ts';
import type { PipedriveServer } from './server.ts';

type InstallRequest = {
  readonly client: EmulatedClient;
  readonly redirectUri: string;
  readonly state: string | undefined;
};

const provider = 'Pipedrive';

/** `GET /oauth/authorize` and what follows it. */
export function pipedriveAuthorizationRoutes(server: PipedriveServer): Routes {
  return authorizationRoutes({
    origin: server.origin,
    path: '/oauth/authorize',
    people: pipedrivePeople,
    wording: {
      provider,
      heading: (clientName) => `Allow ${clientName} to use your company's data`,
      scopesLegend: 'The app will be able to',
      noScopes: 'The app has no scope.',
      allow: 'Allow and install',
      deny: 'Cancel',
    },
    read: (query) => readInstallRequest(server, query),
    // All or nothing: the scopes stand on the app, and the user cannot pick among them.
    scopesInWords: ({ client }) => inWords(pipedriveScopes, client.scopes),
    approve: ({ client: { clientId, scopes }, redirectUri }, person) =>
      server.codes.issue({ clientId, person, scopes, redirectUri }),
    deny: () => ({ error: server.switches.get('denied-value') }),
  });
}

/**
 * Reads the documented parameters: `client_id`, `redirect_uri` and an optional `state`. That everything
 * else is ignored, `scope` and `code_challenge` among it, is a choice of this lab.
 */
function readInstallRequest({ clients }: PipedriveServer, query: URLSearchParams): InstallRequest {
  const client = clients.find(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  if (client === undefined || !client.redirectUris.includes(redirectUri)) {
    throw new Refusal(errorPage());
  }
  return { client, redirectUri, state: query.get('state') ?? undefined };
}

function errorPage() {
  return pageAnswer(
    messagePage({
      provider,
      title: 'This app cannot be installed',
      lines: ['The client ID is unknown, or the redirect_uri is not the callback URL of the app.'],
      note: 'What Pipedrive shows here is not documented. An app has exactly one callback URL.',
    }),
    400,
  );
}
