import { activeSecret, type Client } from '../clients/client';
import type { FlowInput } from '../oauth/flow';
import { runFromEvents } from '../oauth/run';
import { refreshedRun } from '../oauth/refreshed-run';
import { refreshTokenOf } from '../oauth/run-result';
import { isSameRegistration } from '../oauth/use-endpoints';
import { readRunEvents, readRunSummaries } from './runs-storage';
import { isVaultLocked, readSecretValues } from './secrets-storage';

/** The secret that a run of this client uses, where it is at hand. */
export async function readSecretOf(
  client: Client,
): Promise<Pick<FlowInput, 'clientSecret' | 'isSecretSealed'>> {
  const active = activeSecret(client);
  if (active === undefined) return { clientSecret: undefined, isSecretSealed: false };
  const { [client.id]: values } = await readSecretValues();
  const clientSecret = values?.[active.id];
  const isMissing = active.isRemembered && clientSecret === undefined;
  return { clientSecret, isSecretSealed: isMissing && (await isVaultLocked()) };
}

/** What a refresh needs of an earlier run, or why there can be none. */
export async function readRefresh(
  runId: string,
  client: Client,
): Promise<NonNullable<FlowInput['refresh']> | string> {
  const run = runFromEvents(await readRunEvents(runId));
  const refreshToken = run?.client.id === client.id ? refreshTokenOf(run) : undefined;
  if (run === undefined || refreshToken === undefined) {
    return 'The run has no refresh token, or is not here any more. Run the client anew.';
  }
  // A refresh token is for the server and the client that it was issued to, and is sent to no other.
  if (!isSameRegistration(run.client, client)) {
    return 'The client has another client ID, issuer or token endpoint than when this run was made. Its refresh token is not sent there: run the client anew.';
  }
  return { refreshToken, run: refreshedRun(run, await readRunSummaries()) };
}
