import type { Endpoints, Parameter, PkceMethod, TokenEndpointAuthMethod } from '../client';
import type { RegistrationName } from '../registration';

/** A public page that says so. */
export type Source = { readonly name: string; readonly url: string };

/** Everything that differs between providers, as data. A new provider is one more of these. */
export type ProviderTemplate = {
  /** The provider's own pages; the first is about registering a client. */
  readonly documentation: readonly Source[];
  readonly environments: readonly Environment[];
  /** The registration form in the provider's words and order, then how to run the client. */
  readonly form: readonly FormPart[];
  readonly defaults: {
    readonly scopes: readonly string[];
    readonly tokenEndpointAuthMethod: TokenEndpointAuthMethod;
    readonly pkce: PkceMethod;
    /** Parameters of the authorization request that its clients usually need. */
    readonly parameters?: readonly Parameter[];
  };
  /** Ways of client authentication that the provider takes, the usual one first. */
  readonly authMethods: readonly TokenEndpointAuthMethod[];
  readonly secrets: SecretPolicy;
  readonly scopes: readonly ScopeEntry[];
  readonly rules: readonly RegistrationRule[];
  /** What one should know before a run surprises. */
  readonly quirks: readonly Quirk[];
  /** Error codes of the token endpoint that are not those of RFC 6749 §5.2, and what they say of the credentials. */
  readonly credentialErrors?: Readonly<Record<string, 'accepted' | 'refused'>>;
};

/** A system of the provider, with its own registrations. Braces in an address stand for what the user fills in. */
export type Environment = {
  readonly name: string;
  readonly issuer?: string;
  readonly endpoints: Endpoints;
  /** A harmless GET with which a token shows that it works; braces stand for members of the token response. */
  readonly exampleCall?: string;
};

export type FormPart = {
  readonly title: string;
  /** Where the provider asks for this, in a sentence. */
  readonly note?: string;
  readonly fields: readonly FieldSpec[];
};

/** Fields that every provider has in one form or another. */
export type CommonField =
  | 'grant-type'
  | 'server'
  | 'client-id'
  | 'client-authentication'
  | 'secrets'
  | 'redirect'
  | 'redirect-uris'
  | 'scopes'
  | 'pkce'
  | 'parameters'
  | 'origin-header';

export type FieldSpec =
  | {
      readonly kind: CommonField;
      /** What the provider calls it, where that is another word. */
      readonly term?: string;
      readonly hint?: string;
    }
  | {
      readonly kind: 'text';
      readonly name: RegistrationName;
      /** The provider's word. */
      readonly label: string;
      readonly holds: 'text' | 'address' | 'e-mail addresses';
      readonly hint?: string;
    }
  | {
      readonly kind: 'choice';
      readonly name: RegistrationName;
      readonly label: string;
      readonly options: readonly (readonly [value: string, label: string])[];
      readonly hint?: string;
    };

/** How the provider deals with client secrets. */
export type SecretPolicy = {
  /** `add`: a new one beside the old, which is retired later; `replace`: the old one dies at once. */
  readonly rotation: 'add' | 'replace' | 'unknown';
  /** In words, with what becomes of tokens that were issued. */
  readonly rotationNote: string;
  /** Whether it may be kept on this device at all. */
  readonly canBeRemembered: boolean;
  /** Why it may not. */
  readonly note?: string;
};

export type ScopeEntry = {
  readonly name: string;
  readonly meaning?: string;
  /** Seen in lists of third parties only. */
  readonly isUnofficial?: true;
};

/** A rule of the provider's registration form. A client that breaks it can be saved, but not unknowingly. */
export type RegistrationRule = {
  /** The rule in a sentence, with the provider's name. */
  readonly says: string;
  readonly source: Source;
} & (
  | { readonly kind: 'most-redirect-uris'; readonly most: number }
  | { readonly kind: 'https-redirect-uris'; readonly isLoopbackHttpAllowed: boolean }
  | { readonly kind: 'loopback-by-address' }
  | {
      readonly kind: 'pkce';
      readonly methods: readonly PkceMethod[];
      /** What the registration says where the provider agreed to something else. */
      readonly exception?: { readonly field: RegistrationName; readonly value: string };
    }
  | { readonly kind: 'confidential' }
  | { readonly kind: 'forbidden-word'; readonly field: RegistrationName; readonly word: string }
  | { readonly kind: 'square-image'; readonly field: RegistrationName }
  | { readonly kind: 'client-id-locked' }
);

/** One thing to know, and where it is said. Data for the reader; nothing in the flow depends on it. */
type Quirk = { readonly says: string; readonly source?: Source };
