/** A scope of the demo server, in the words of its consent page. */
export type DemoScope = {
  readonly name: string;
  /** `identity` scopes are about the user (OpenID Connect Core §5.4, §11); `api` scopes open the demo API. */
  readonly kind: 'identity' | 'api';
  readonly title: string;
  readonly description: string;
};

/** Every scope the demo server knows, in the order in which the consent page shows them. */
export const demoScopes: readonly DemoScope[] = [
  {
    name: 'openid',
    kind: 'identity',
    title: 'Sign you in',
    description: 'Recognise your account when you come back.',
  },
  {
    name: 'profile',
    kind: 'identity',
    title: 'See your name',
    description: 'Your name, your sign-in name and your language.',
  },
  {
    name: 'email',
    kind: 'identity',
    title: 'See your email address',
    description: 'The address, and whether it was verified.',
  },
  {
    name: 'offline_access',
    kind: 'identity',
    title: 'Stay connected',
    description: 'Keep this access while you are away.',
  },
  {
    name: 'reservations.read',
    kind: 'api',
    title: 'View reservations',
    description: 'See bookings with their guests, dates and rates.',
  },
  {
    name: 'reservations.manage',
    kind: 'api',
    title: 'Manage reservations',
    description: 'Create, change and cancel bookings.',
  },
  {
    name: 'invoices.read',
    kind: 'api',
    title: 'View invoices',
    description: 'See invoices and whether they were paid.',
  },
  {
    name: 'folios.manage',
    kind: 'api',
    title: 'Manage folios',
    description: 'Post charges, take payments, correct guest bills.',
  },
];

/** The scope that no user can untick: without it there is no sign-in. */
export const alwaysGrantedScope = 'openid';

/** The names of the known scopes of one kind. */
export function scopeNames(kind: DemoScope['kind']): readonly string[] {
  return demoScopes.filter((scope) => scope.kind === kind).map(({ name }) => name);
}

/** The known scopes among those of a `scope` parameter (RFC 6749 §3.3). */
export function knownScopes(scopeParameter: string): readonly DemoScope[] {
  const names = new Set(scopeParameter.split(' '));
  return demoScopes.filter(({ name }) => names.has(name));
}

/** Whether a `scope` parameter asks for anything of the demo API. */
export function asksForApi(scopeParameter: string): boolean {
  return knownScopes(scopeParameter).some(({ kind }) => kind === 'api');
}
