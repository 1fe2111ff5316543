import type { DemoServer } from './start-demo-server.ts';
import { demoPassword, demoUsers } from './users.ts';

/** What one needs to know to use a running demo server, for a terminal. */
export function describeDemoServer({ issuer, clients, faults }: DemoServer): string {
  return [
    `Demo authorization server: ${issuer}`,
    `Discovery: ${issuer}/.well-known/openid-configuration`,
    '',
    'Clients',
    ...clients.flatMap((client) => [
      `  ${client.clientId}  (${client.clientName}, ${client.tokenEndpointAuthMethod})`,
      ...(client.clientSecret === undefined ? [] : [`    secret: ${client.clientSecret}`]),
    ]),
    '',
    'Redirect URIs of every client',
    ...(clients[0]?.redirectUris ?? []).map((uri) => `  ${uri}`),
    '',
    `Users (password: ${demoPassword})`,
    ...demoUsers.map(({ email, name, role, withheldScopes }) => {
      const withheld = Object.keys(withheldScopes);
      const limit = withheld.length === 0 ? '' : `, may not grant ${withheld.join(', ')}`;
      return `  ${email}  (${name}, ${role.toLowerCase()}${limit})`;
    }),
    '',
    `Faults, to be switched on: ${issuer}/faults`,
    ...faults.list().flatMap(({ id, effect, isOn }) => (isOn ? [`  ${id} is on: ${effect}`] : [])),
    '',
    'Stop with Ctrl+C.',
  ].join('\n');
}
