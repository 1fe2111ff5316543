import type { EmulationsOptions } from './command-line.ts';
import type { Emulation } from './shared/emulation.ts';
import { startApaleo } from './start-apaleo.ts';
import { startPipedrive } from './start-pipedrive.ts';
import { startPleo } from './start-pleo.ts';

/** The emulations that run, by the name of the provider. */
export type RunningEmulations = Readonly<Record<'apaleo' | 'Pleo' | 'Pipedrive', Emulation>>;

/**
 * Starts all emulations; if one cannot start, those that did are stopped again.
 *
 * @throws Error with the code `EADDRINUSE` when a port is taken.
 */
export async function startEmulations({
  ports,
  redirectUris,
}: EmulationsOptions): Promise<RunningEmulations> {
  const [redirectUri, ...more] = redirectUris;
  const started = await Promise.allSettled([
    startApaleo({ port: ports.apaleo, redirectUris }),
    startPleo({ port: ports.pleo, redirectUris }),
    startPipedrive({ port: ports.pipedrive, redirectUri, more }),
  ]);
  const [apaleo, pleo, pipedrive] = started;
  if (
    apaleo.status === 'fulfilled' &&
    pleo.status === 'fulfilled' &&
    pipedrive.status === 'fulfilled'
  ) {
    return { apaleo: apaleo.value, Pleo: pleo.value, Pipedrive: pipedrive.value };
  }
  for (const result of started) if (result.status === 'fulfilled') await result.value.close();
  throw started.find((result) => result.status === 'rejected')?.reason;
}
