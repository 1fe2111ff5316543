import type { Environment, FieldSpec, SecretPolicy, Source } from './template';

/** Pages that the templates of both client kinds refer to. */
export const apaleoPages = {
  storeApp: {
    name: 'apaleo: register a store app',
    url: 'https://apaleo.dev/guides/oauth-connection/register-connect-client-app.html',
  },
  customApp: {
    name: 'apaleo: custom apps',
    url: 'https://apaleo.dev/guides/oauth-connection/simple-client',
  },
  endpoints: {
    name: 'apaleo: OAuth and OpenID Connect',
    url: 'https://apaleo.dev/guides/oauth-connection/oauth-openid',
  },
  refresh: {
    name: 'apaleo: refresh tokens',
    url: 'https://apaleo.dev/guides/oauth-connection/refresh-token',
  },
  scopes: {
    name: 'apaleo: scopes and permissions',
    url: 'https://apaleo.dev/guides/api/scopes.md',
  },
} as const satisfies Readonly<Record<string, Source>>;

/** A discussion in apaleo’s issue tracker. */
export function apaleoIssue(number: number): Source {
  return {
    name: `apaleo: issue ${number}`,
    url: `https://github.com/apaleo/api/issues/${number}`,
  };
}

/** apaleo documents no host for tests; one uses a developer account here. */
export const apaleoProduction: Environment & {
  readonly endpoints: { readonly token: string; readonly introspection: string };
} = {
  name: 'Production',
  endpoints: {
    authorization: 'https://identity.apaleo.com/connect/authorize',
    token: 'https://identity.apaleo.com/connect/token',
    introspection: 'https://identity.apaleo.com/connect/introspect',
    // “Only applicable to the authorization code grant flow”.
    revocation: 'https://identity.apaleo.com/connect/revocation',
    endSession: 'https://identity.apaleo.com/connect/endsession',
  },
};

export const apaleoClientCode: FieldSpec = {
  kind: 'text',
  name: 'client_code',
  label: 'Client code',
  holds: 'text',
  hint: 'A key that no other client has.',
};

export const apaleoSecretsField: FieldSpec = {
  kind: 'secrets',
  term: 'Secrets',
  hint: 'apaleo asks for a description and generates the value.',
};

export const apaleoSecrets: SecretPolicy = {
  rotation: 'add',
  rotationNote:
    'A client can have several secrets: add a new one, move to it, then retire the old one. What becomes of tokens is not documented.',
  canBeRemembered: true,
};
