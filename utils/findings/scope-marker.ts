import { providerOf } from '../clients/providers';
import { splitScopes } from '../tokens/scopes';
import type { FindingRule } from './finding';

/** A granted scope that is no scope, but stands for what the registration allows. */
export const scopeMarker: FindingRule = ({ client }, { response }) => {
  const { name, scopeMarker: marker } = providerOf(client.provider);
  if (marker === undefined || response === undefined) return [];
  const hasMarker = splitScopes(response.scope).includes(marker);
  const isFineGrained = client.registration.access_type === 'fine-grained';
  if (hasMarker) {
    return [
      {
        severity: isFineGrained ? 'passed' : 'info',
        title: `${marker} stands for the permissions of a fine-grained client`,
        detail: isFineGrained
          ? 'As registered. Which API scopes the token carries cannot be told from the answer.'
          : `${name} sends it for fine-grained clients, whose API scopes are set in the registration and ignored in the request. This client is not noted as one.`,
      },
    ];
  }
  return isFineGrained
    ? [
        {
          severity: 'warning',
          title: `The answer does not hold ${marker}, though the client is noted as fine-grained`,
          detail: 'It may be a scope client: look at its access type at the provider.',
        },
      ]
    : [];
};
