import type { ScopeInWords } from '../shared/scope-in-words.ts';

/** What stands in `scope` of the token response of a fine-grained client in place of API scopes. */
export const fineGrainedMarker = 'identity:permissions';

/** Scopes about the user and the connection. Their titles are words of this lab. */
export const identityScopes = [
  { name: 'openid', title: 'Recognise your account' },
  { name: 'profile', title: 'See your name and user name' },
  { name: 'offline_access', title: 'Keep this access while you are away' },
] as const satisfies readonly ScopeInWords[];

/** API scopes with the display names of https://apaleo.dev/guides/api/scopes.html: a part of all there are. */
export const apiScopes = [
  { name: 'companies.read', title: 'Read companies' },
  { name: 'reports.read', title: 'Retrieve report data' },
  { name: 'logs.read', title: 'Read logs' },
  { name: 'invoices.read', title: 'Retrieve invoices and preview invoices as data or PDF' },
  { name: 'invoices.manage', title: 'Mark invoices as paid' },
  { name: 'folios.read', title: 'Read folios, including charges and payments' },
  { name: 'folios.manage', title: 'Perform actions on folios' },
  { name: 'reservations.read', title: 'Read reservations' },
  { name: 'reservations.manage', title: 'Modify, check in/out, cancel reservations' },
  { name: 'availability.read', title: 'Retrieve availability information' },
] as const satisfies readonly ScopeInWords[];

/** Every scope in words, with those of the marker. */
export const scopeCatalogue: readonly ScopeInWords[] = [
  ...identityScopes,
  ...apiScopes,
  { name: fineGrainedMarker, title: 'Use what you permit for the properties you choose' },
];

/** Whether a scope is about the user and not about the API. */
export function isIdentityScope(name: string): boolean {
  return identityScopes.some((scope) => scope.name === name);
}
