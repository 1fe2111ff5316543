import type { SymptomPlace } from '../symptoms';
import { ENTRA_ID_CODES, type EntraIdCode } from './entra-id-codes';
import type { ProviderCatalogue, ProviderError } from './provider-error';

const codes = {
  name: 'Microsoft: authentication and authorization error codes',
  url: 'https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes',
};

const EVERYWHERE: readonly SymptomPlace[] = ['sign-in', 'authorization response', 'token request'];

function errorOf([numbers, cause, remedy, places]: EntraIdCode): ProviderError {
  const either = numbers.join('|');
  return {
    id: `entra-id-${numbers[0]}`,
    at: EVERYWHERE,
    match: {
      text: new RegExp(
        `AADSTS(?:${either})\\b|"error_codes"\\s{0,9}:\\s{0,9}\\[[\\d\\s,]{0,80}\\b(?:${either})\\b`,
      ),
    },
    cause,
    remedy,
    places,
    source: codes,
    standing: 'documented',
    isUnmistakable: true,
  };
}

const ID = '([0-9a-fA-F-]{36})';

export const entraIdErrors: ProviderCatalogue = {
  name: 'Microsoft Entra ID',
  providers: ['entra-id'],
  hosts: [/^login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn|windows\.net)$/],
  references: [
    { name: 'trace ID', pattern: new RegExp(`trace[ _]id"?\\s{0,9}:\\s{0,9}"?${ID}`, 'i') },
    {
      name: 'correlation ID',
      pattern: new RegExp(`correlation[ _]id"?\\s{0,9}:\\s{0,9}"?${ID}`, 'i'),
    },
  ],
  errors: ENTRA_ID_CODES.map(errorOf),
};
