import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import type { EmulatedClient, Emulation } from '../../../lab/emulations/shared/emulation.ts';
import { startApaleo, type ApaleoEmulation } from '../../../lab/emulations/start-apaleo.ts';
import {
  startPipedrive,
  type PipedriveEmulation,
} from '../../../lab/emulations/start-pipedrive.ts';
import { startPleo } from '../../../lab/emulations/start-pleo.ts';
import type { ClientFields } from './client-form.ts';
import { openSignIn, runFlow } from './run.ts';
import { test as withServers } from './servers.ts';
import { withStopping } from './with-stopping.ts';

/** Starts a server of the lab for one registered redirect URI; it is stopped when the test is over. */
type Start<Started> = (redirectUri: string) => Promise<Started>;

type Emulations = {
  startApaleo: Start<ApaleoEmulation>;
  startPleo: Start<Emulation>;
  startPipedrive: Start<PipedriveEmulation>;
  /** Stands before a token endpoint and sends everything twice; what it passes on is the second answer. */
  startRepeater: (target: string) => Promise<{ readonly origin: string }>;
};

export const test = withServers.extend<Emulations>({
  // oxlint-disable-next-line no-empty-pattern
  startApaleo: async ({}, use) => {
    await withStopping(use, (redirectUri) => startApaleo({ port: 0, redirectUris: [redirectUri] }));
  },
  // oxlint-disable-next-line no-empty-pattern
  startPleo: async ({}, use) => {
    await withStopping(use, (redirectUri) => startPleo({ port: 0, redirectUris: [redirectUri] }));
  },
  // oxlint-disable-next-line no-empty-pattern
  startPipedrive: async ({}, use) => {
    await withStopping(use, (redirectUri) => startPipedrive({ port: 0, redirectUri }));
  },
  // oxlint-disable-next-line no-empty-pattern
  startRepeater: async ({}, use) => {
    await withStopping(use, startRepeater);
  },
});

/** A gateway that repeats what it forwards: the second of two requests with one code is the one that is answered. */
async function startRepeater(
  target: string,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { authorization, 'content-type': contentType = '' } = request.headers;
      const send = () =>
        fetch(target, {
          method: 'POST',
          headers: {
            'content-type': contentType,
            ...(authorization === undefined ? {} : { authorization }),
          },
          body: Buffer.concat(chunks),
        });
      await send();
      const answer = await send();
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? '',
      });
      response.end(await answer.text());
    })();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The credentials of the client of that kind and access, as its owner notes them down. */
export function credentialsOf(
  { clients }: Emulation,
  kind: EmulatedClient['kind'],
  accessType: EmulatedClient['accessType'] = clients.find((client) => client.kind === kind)
    ?.accessType,
): { readonly clientId: string; readonly clientSecret: string } {
  const client = clients.find(
    (candidate) => candidate.kind === kind && candidate.accessType === accessType,
  );
  const [secret] = client?.secrets ?? [];
  if (client === undefined || secret === undefined) throw new Error(`no client of kind ${kind}`);
  return { clientId: client.clientId, clientSecret: secret.value };
}

/** Where an emulation is, in the form of a client with a user. */
export function endpointsOf({ origin, clients }: Emulation): ClientFields {
  const path = clients.some(({ kind }) => kind.startsWith('apaleo')) ? '/connect' : '/oauth';
  return {
    authorizationEndpoint: `${origin}${path}/authorize`,
    tokenEndpoint: `${origin}${path}/token`,
  };
}

/** The requests that a path of an emulation got. */
export function requestsTo({ requests }: Emulation, path: string) {
  return requests.filter((request) => request.path === path);
}

type Answer = 'Allow' | 'Deny' | 'Authorise' | 'Cancel' | 'Allow and install';

/** Presses Run flow, signs in on the consent page of an emulation, and answers it. */
export async function runAndAnswer(page: Page, answer: Answer, person?: string): Promise<void> {
  await answerConsent(await openSignIn(page, () => runFlow(page)), answer, person);
}

/** Signs in on the consent page of an emulation, and answers it. */
export async function answerConsent(window: Page, answer: Answer, person?: string): Promise<void> {
  if (person !== undefined) {
    await window
      .getByRole('group', { name: 'Sign in as' })
      .getByRole('radio', { name: person, exact: true })
      .check();
  }
  await window.getByRole('button', { name: answer, exact: true }).click();
}
