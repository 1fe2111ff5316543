import { activeSecret, type Client, ENDPOINT_NAMES } from '../clients/client';
import { providerName } from '../clients/providers';
import { REGISTRATION_NAMES } from '../clients/registration';
import type { Entry, Side } from './comparison';
import { fact, listFact, memberEntries, parameterEntries } from './entries';

/** What the user calls the client. */
export const LABEL = 'Label';

/** How the client was registered, and how this run was asked for. */
export function clientEntries({ run }: Side): readonly Entry[] {
  const { client, grant, redirect, overrides } = run;
  const isForUsers = grant === 'authorization_code';
  return [
    ...fact(LABEL, client.label),
    ...fact('Provider', providerName(client.provider)),
    ...fact('Environment', client.environment),
    ...fact('Grant', grant),
    ...fact('Client ID', client.clientId),
    ...fact('Client authentication', client.tokenEndpointAuthMethod),
    ...(client.tokenEndpointAuthMethod === 'client_secret_basic'
      ? fact('Basic encoding', client.basicEncoding)
      : []),
    ...secretEntries(client),
    ...(isForUsers
      ? [
          ...fact('Redirect URI', redirect.uri),
          ...fact('Redirect mode', redirect.mode),
          ...fact('PKCE', client.pkce),
        ]
      : []),
    ...listFact('Registered redirect URIs', client.redirectUris),
    ...listFact('Scopes of the client', client.scopes),
    ...fact('Origin header', client.originHeader),
    ...parameterEntries(client.authorizationParameters).map((entry) => ({
      ...entry,
      name: `Parameter ${entry.name}`,
    })),
    ...parameterEntries(overrides).map((entry) => ({
      ...entry,
      key: `override ${entry.key}`,
      name: `Parameter ${entry.name} of this run alone`,
    })),
    ...REGISTRATION_NAMES.flatMap((name) => fact(name, client.registration[name])),
  ];
}

/** Which secret was used, as its owner calls it; its value is not in the record. */
function secretEntries(client: Client): readonly Entry[] {
  const secret = activeSecret(client);
  if (secret === undefined) return [];
  const { id, addedAt, description } = secret;
  const time = new Date(addedAt).toISOString().slice(0, 19).replace('T', ' ');
  return fact('Client secret', `${id} ${addedAt}`, {
    shown: [description, `typed in at ${time} UTC`].filter(Boolean).join(', '),
  });
}

/** What the server said of itself, or what the client knows of it where discovery did not get that far. */
export function serverEntries({ run }: Side): readonly Entry[] {
  const { server, client } = run;
  const known: Readonly<Record<string, string | undefined>> = {
    issuer: client.issuer,
    ...Object.fromEntries(
      Object.entries(client.endpoints).map(([name, address]) => [
        ENDPOINT_NAMES[name as keyof typeof ENDPOINT_NAMES],
        address,
      ]),
    ),
  };
  const members = Object.entries(server ?? known).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
  return memberEntries(Object.fromEntries(members), 'server');
}
