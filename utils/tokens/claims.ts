import { headerMeanings } from './header-meanings';
import { providerClaimMeanings } from './provider-claim-meanings';
import { registeredClaimMeanings } from './registered-claim-meanings';
import { specialClaimMeanings } from './special-claim-meanings';
import { workloadClaimMeanings } from './workload-claim-meanings';

export type ClaimMeaning = { readonly meaning: string; readonly spec?: string };

const timeClaims: ReadonlySet<string> = new Set([
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'updated_at',
  'created_at',
  'expires_at',
  'orig_iat',
  'rat',
  'toe',
]);

/** Claims that have a name for each tenant, app or directory: known by how they begin. */
const beginnings: readonly (readonly [beginning: string, spec: string, meaning: string])[] = [
  ['custom:', 'Amazon Cognito', 'An attribute that the user pool defines itself'],
  ['cognito:', 'Amazon Cognito', 'Set by the user pool'],
  ['extension_', 'Microsoft Entra ID', 'An attribute that an app added to the directory'],
  ['xms_', 'Microsoft Entra ID', 'A claim of Microsoft; what it means is not known here'],
  ['urn:zitadel:iam:', 'Zitadel', 'Roles, organization or metadata of the user'],
  [
    'http://schemas.microsoft.com/',
    'Windows Identity Foundation',
    'A claim under its name in .NET',
  ],
  ['http://schemas.xmlsoap.org/', 'WS-Federation', 'A claim under its name in SAML and .NET'],
  ['https://', 'RFC 7519 §4.2', 'A claim that the issuer named with an address of its own'],
  ['http://', 'RFC 7519 §4.2', 'A claim that the issuer named with an address of its own'],
];

/** Meaning of a claim, registered or of a known provider, in words; undefined if unknown. */
export function claimMeaning(name: string): ClaimMeaning | undefined {
  return (
    registeredClaimMeanings.get(name) ??
    specialClaimMeanings.get(name) ??
    providerClaimMeanings.get(name) ??
    workloadClaimMeanings.get(name) ??
    meaningOfBeginning(name)
  );
}

/** Meaning of a JOSE header parameter in words; undefined if unknown. */
export function headerMeaning(name: string): ClaimMeaning | undefined {
  return headerMeanings.get(name);
}

/**
 * Whether the number of this claim is a NumericDate, in seconds (RFC 7519 §2): by its name, also
 * where the name is that of a namespace (`https://app.example/auth_time`).
 */
export function isTimeClaim(name: string): boolean {
  return timeClaims.has(/^https?:/.test(name) ? name.slice(name.lastIndexOf('/') + 1) : name);
}

function meaningOfBeginning(name: string): ClaimMeaning | undefined {
  const found = beginnings.find(([beginning]) => name.startsWith(beginning));
  return found === undefined ? undefined : { spec: found[1], meaning: found[2] };
}
