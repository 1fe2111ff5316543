import type { Client } from '../clients/client';
import { templateOf } from '../clients/templates/all-templates';
import type { Environment } from '../clients/templates/template';

/** The hosts of an environment whose addresses are whole: those with braces name no host. */
function hostsOf({ issuer, endpoints }: Environment): readonly string[] {
  return [issuer, ...Object.values(endpoints)].flatMap((address) => {
    if (address === undefined || address.includes('{')) return [];
    const host = URL.parse(address)?.host;
    return host === undefined ? [] : [host];
  });
}

/** The provider's environment in which this address is; nothing where none or several have its host. */
export function environmentOfAddress(provider: string, address: string): string | undefined {
  const host = URL.parse(address)?.host;
  const found = templateOf(provider).environments.filter(
    (environment) => host !== undefined && hostsOf(environment).includes(host),
  );
  return found.length === 1 ? found[0]?.name : undefined;
}

/**
 * Where a client is said to be of one environment of its provider, and this address is in another: both by their names.
 */
export function otherEnvironment(
  client: Pick<Client, 'provider' | 'environment'>,
  address: string,
): { readonly registered: string; readonly asked: string } | undefined {
  const { environments } = templateOf(client.provider);
  const registered = environments.find(({ name }) => name === client.environment)?.name;
  const asked = environmentOfAddress(client.provider, address);
  return registered === undefined || asked === undefined || registered === asked
    ? undefined
    : { registered, asked };
}

/** The environments of the provider besides that of the client; those without addresses are mere labels of the user. */
export function furtherEnvironments(
  client: Pick<Client, 'provider' | 'environment'>,
): readonly string[] {
  return templateOf(client.provider)
    .environments.filter(({ name }) => name !== client.environment)
    .filter(({ issuer, endpoints }) =>
      [issuer, ...Object.values(endpoints)].some((address) => address !== undefined),
    )
    .map(({ name }) => name);
}
