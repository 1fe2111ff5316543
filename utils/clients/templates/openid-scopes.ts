import type { ScopeEntry } from './template';

/** Scopes of OpenID Connect Core §5.4 that name what the ID token and user info hold. */
export const openidScopes: readonly ScopeEntry[] = [
  { name: 'openid', meaning: 'Sign the user in with OpenID Connect: an ID token comes back' },
  { name: 'profile', meaning: 'Claims of the user’s profile, such as the name' },
  { name: 'email', meaning: 'The user’s e-mail address, and whether it is verified' },
];

/** OpenID Connect Core §11. */
export const offlineAccess: ScopeEntry = {
  name: 'offline_access',
  meaning: 'A refresh token, for access while the user is away',
};
