import { randomBytes } from 'node:crypto';
import { errors, type Configuration, type JWKS } from 'oidc-provider';
import { toClientMetadata, type DemoClient } from './clients.ts';
import { createInteractionPolicy } from './interaction-policy.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { renderErrorPage, renderSignedOutPage, renderSignOutPage } from './provider-pages.ts';
import { asksForApi, scopeNames } from './scopes.ts';
import { findUserById, userClaims } from './users.ts';

type ConfigurationInput = {
  readonly issuer: string;
  readonly clients: readonly DemoClient[];
  readonly signingKeys: JWKS;
};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** The resource indicator (RFC 8707) and the audience of the demo API. Nothing answers there. */
export function apiResource(issuer: string): string {
  return `${issuer}/api`;
}

/**
 * The oidc-provider configuration of the demo server.
 *
 * Two kinds of access token: when a scope of the demo API is granted, a JWT (RFC 9068) for that API;
 * when only scopes about the user are granted, an opaque token that the userinfo endpoint takes.
 * One token cannot be both, because the audience of a JWT is the API and not this server.
 */
export function createProviderConfiguration({
  issuer,
  clients,
  signingKeys,
}: ConfigurationInput): Configuration {
  const { port } = new URL(issuer);
  const api = apiResource(issuer);

  return {
    adapter: createMemoryAdapter(),
    clients: clients.map(toClientMetadata),
    jwks: signingKeys,
    scopes: scopeNames('identity'),
    claims: {
      openid: ['sub'],
      profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale'],
      email: ['email', 'email_verified'],
    },
    // The claims of the granted scopes go into the ID token too, so that a demo has something to show.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
    // Answers with CORS headers would hide from the workbench that it needs a host permission.
    clientBasedCORS: () => false,
    findAccount: (_ctx, id) => {
      const user = findUserById(id);
      return user && { accountId: user.id, claims: () => userClaims(user) };
    },
    interactions: {
      policy: createInteractionPolicy(),
      url: (_ctx, { uid }) => `/interaction/${uid}`,
    },
    renderError: renderErrorPage,
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      revocation: '/revoke',
      introspection: '/introspect',
      end_session: '/sign-out',
    },
    cookies: {
      keys: [randomBytes(32)],
      // Cookies do not know ports: without the port in the name two lab servers would share a session.
      names: {
        session: `demo-${port}-session`,
        interaction: `demo-${port}-interaction`,
        resume: `demo-${port}-resume`,
      },
      long: { httpOnly: true, sameSite: 'lax', secure: false },
      short: { httpOnly: true, sameSite: 'lax', secure: false },
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: minute,
      Grant: 14 * day,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 14 * day,
      Session: 14 * day,
    },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      introspection: { enabled: true, allowedPolicy: isTokenOfClient },
      revocation: { enabled: true, allowedPolicy: isTokenOfClient },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: renderSignOutPage,
        postLogoutSuccessSource: renderSignedOutPage,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, _client, oneOf) => {
          if (oneOf !== undefined) return oneOf;
          const scope = ctx.oidc.params?.['scope'];
          return typeof scope === 'string' && asksForApi(scope) ? api : undefined;
        },
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== api) throw new errors.InvalidTarget();
          return {
            scope: scopeNames('api').join(' '),
            audience: api,
            accessTokenFormat: 'jwt',
            accessTokenTTL: hour,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
        // Looks at what was granted, not at what was asked for: with every API scope unticked the token is for userinfo.
        useGrantedResource: (_ctx, source) => asksForApi(source.scope ?? ''),
      },
    },
  };
}

function isTokenOfClient(
  _ctx: unknown,
  client: { readonly clientId: string },
  token: { readonly clientId?: string | undefined },
): boolean {
  return client.clientId === token.clientId;
}
