import type { EmulatedClient, Emulation } from '../../../lab/emulations/shared/emulation.ts';
import { startApaleo } from '../../../lab/emulations/start-apaleo.ts';
import { startPipedrive } from '../../../lab/emulations/start-pipedrive.ts';
import { startPleo } from '../../../lab/emulations/start-pleo.ts';
import type { Client } from '../../../utils/clients/client';
import type { FlowInput, WindowOutcome } from '../../../utils/oauth/flow';
import type { Run } from '../../../utils/oauth/run';
import { refreshTokenOf, resultOf } from '../../../utils/oauth/run-result';
import {
  clientAt,
  closeAfterTest,
  decide,
  redirectUri,
} from '../../lab/emulations/emulation-client.ts';
import { sampleClient } from '../clients/sample-client';

const PATHS = {
  apaleo: { authorize: '/connect/authorize', token: '/connect/token' },
  other: { authorize: '/oauth/authorize', token: '/oauth/token' },
} as const;

/** An emulation that stops with the test. */
export const startEmulated = {
  apaleo: async () => closeAfterTest(await startApaleo({ port: 0, redirectUris: [redirectUri] })),
  pleo: async () => closeAfterTest(await startPleo({ port: 0, redirectUris: [redirectUri] })),
  pipedrive: async () => closeAfterTest(await startPipedrive({ port: 0, redirectUri })),
} as const;

/** A client of ours that is registered at an emulation, and its secret. */
export function emulatedClient(
  emulation: Emulation,
  index = 0,
  changes: Partial<Client> = {},
): { readonly client: Client; readonly clientSecret: string; readonly tokenEndpoint: string } {
  const { kind, clientId, secrets }: EmulatedClient = clientAt(emulation, index);
  const { authorize, token } = kind.startsWith('apaleo') ? PATHS.apaleo : PATHS.other;
  const { origin } = emulation;
  const { issuer: _, ...rest } = sampleClient;
  const tokenEndpoint = origin + token;
  return {
    client: {
      ...rest,
      provider: kind,
      grantType: kind === 'apaleo-custom-app' ? 'client_credentials' : 'authorization_code',
      registration: {},
      clientId,
      endpoints: { authorization: origin + authorize, token: tokenEndpoint },
      tokenEndpointAuthMethod: 'client_secret_basic',
      redirectUris: [redirectUri],
      authorizationParameters: [],
      ...changes,
    },
    clientSecret: secrets[0]?.value ?? '',
    tokenEndpoint,
  };
}

/** A window in which somebody presses the button that allows the request. */
export async function allow(url: string): Promise<WindowOutcome> {
  return { kind: 'redirected', url: (await decide(url)).href };
}

/** What a refresh needs of an earlier run. */
export function refreshOf(run: Run): NonNullable<FlowInput['refresh']> {
  const refreshToken = refreshTokenOf(run);
  if (refreshToken === undefined) throw new Error('The run brought no refresh token.');
  const nonce = run.authorization?.nonce ?? run.refreshes?.nonce;
  return {
    refreshToken,
    run: {
      runId: run.id,
      scopes: resultOf(run).scopes.flatMap(({ scope, granted }) =>
        granted === true ? [scope] : [],
      ),
      ...(nonce === undefined ? {} : { nonce }),
    },
  };
}
