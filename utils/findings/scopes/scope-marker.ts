import { providerOf } from '../../clients/providers';
import { splitScopes } from '../../tokens/scopes';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** A granted scope that is no scope, but stands for what the registration allows. */
export const scopeMarker: FindingRule = {
  id: 'scope-marker',
  about: 'scopes',
  looksFor: 'What the server says of fine-grained access differs from what is noted of the client.',
  why: 'The API scopes of a fine-grained client are set in the registration and ignored in the request.',
  remedy: 'Look at the access type of the client at the provider, and note it here.',
  severities: ['warning', 'info'],
  specifications: [rfc(6749, '3.3')],
  find: ({ ofRun }) => {
    const response = ofRun?.result.response;
    if (ofRun === undefined || response === undefined) return [];
    const { client } = ofRun.run;
    const { name, scopeMarker: marker } = providerOf(client.provider);
    if (marker === undefined) return [];
    const hasMarker = splitScopes(response.scope).includes(marker);
    const isFineGrained = client.registration.access_type === 'fine-grained';
    if (hasMarker) {
      const title = `${marker} stands for the permissions of a fine-grained client`;
      return [
        isFineGrained
          ? {
              severity: 'passed',
              title,
              seen: 'As registered. Which API scopes the token carries cannot be told from the answer.',
            }
          : {
              severity: 'info',
              title,
              why: `${name} sends it for fine-grained clients, whose API scopes are set in the registration and ignored in the request. This client is not noted as one.`,
            },
      ];
    }
    return isFineGrained
      ? [
          {
            title: `The answer does not hold ${marker}, though the client is noted as fine-grained`,
            seen: 'It may be a scope client.',
          },
        ]
      : [];
  },
};
