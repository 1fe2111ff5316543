import type { ClientRegistry } from './client-registry.ts';
import type { Emulation, EmulationSwitch } from './emulation.ts';
import { serve, type Routes } from './serve.ts';

type Parts = {
  readonly port: number;
  readonly clients: ClientRegistry;
  readonly switches: {
    list(): Readonly<Record<string, EmulationSwitch>>;
    readonly set: (name: string, value: string) => void;
  };
  readonly createRoutes: (origin: string) => Routes;
};

/**
 * Starts an emulation of these parts.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export async function startEmulation(parts: Parts): Promise<Emulation> {
  const { port, clients, switches, createRoutes } = parts;
  const { origin, requests, close } = await serve(port, createRoutes);
  return {
    origin,
    requests,
    get clients() {
      return clients.list();
    },
    get switches() {
      return switches.list();
    },
    setSwitch: switches.set,
    close,
  };
}
