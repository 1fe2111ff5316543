import type { Symptoms } from '../symptoms';
import type { ProviderCatalogue } from './provider-error';

/** Whether the client is of this provider, or an address of the request is one of its own. */
export function isOfProvider(
  { providers, hosts, paths = [] }: Pick<ProviderCatalogue, 'providers' | 'hosts' | 'paths'>,
  symptoms: Symptoms,
): boolean {
  if (symptoms.provider !== undefined && providers.includes(symptoms.provider)) return true;
  return addressesOf(symptoms).some((address) => {
    const url = URL.parse(address);
    return (
      url !== null &&
      (hosts.some((pattern) => pattern.test(url.hostname)) ||
        paths.some((pattern) => pattern.test(url.pathname)))
    );
  });
}

/** Where the request at hand went, who says to have answered, and where the client is registered. */
function addressesOf({ exchange, evidence, client, error }: Symptoms): readonly string[] {
  return [
    exchange?.request.url,
    evidence.request?.endpoint,
    evidence.callback?.parameters.get('iss') ?? undefined,
    error?.uri,
    client?.issuer,
    client?.endpoints.authorization,
    client?.endpoints.token,
  ].filter((address) => address !== undefined);
}
