import type { RunningEmulations } from './start-emulations.ts';

/** What one needs to know to use running emulations, for a terminal. */
export function describeEmulations(emulations: RunningEmulations): string {
  return [
    ...Object.entries(emulations).flatMap(([provider, { origin, clients }]) => [
      `${provider} emulation: ${origin}  (home page with switches: ${origin}/)`,
      ...clients.flatMap(({ kind, clientId, clientName, accessType, secrets, redirectUris }) => [
        `  ${clientId}  (${clientName}, ${kind}${accessType === undefined ? '' : `, ${accessType} client`})`,
        ...secrets.map(({ value }) => `    secret: ${value}`),
        ...redirectUris.map((uri) => `    redirect URI: ${uri}`),
      ]),
      '',
    ]),
    'Stop with Ctrl+C.',
  ].join('\n');
}
