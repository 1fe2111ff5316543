import type { PkceMethod, ProviderId, TokenEndpointAuthMethod } from '../client';

/** What differs between providers, as data. A new provider is one more of these. */
export type ProviderTemplate = {
  readonly id: ProviderId;
  readonly name: string;
  /** Where endpoints come from: the issuer's metadata, read at each run, or the form. */
  readonly endpointSource: 'discovery' | 'typed';
  readonly environments: readonly string[];
  readonly defaults: {
    readonly scopes: readonly string[];
    readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod;
    readonly pkce: PkceMethod;
  };
};
