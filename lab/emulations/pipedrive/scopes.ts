import type { ScopeInWords } from '../shared/scope-in-words.ts';

/** The scope that every app has. */
const baseScope: ScopeInWords = {
  name: 'base',
  title: 'Read settings of the authorized user and currencies in an account',
};

/**
 * Scopes of Pipedrive in the words of its documentation, some shortened: a part of all there are.
 * https://pipedrive.readme.io/docs/marketplace-scopes-and-permissions-explanations
 */
export const pipedriveScopes: readonly ScopeInWords[] = [
  { name: 'deals:read', title: 'Read most of the data about deals and related entities' },
  { name: 'contacts:full', title: 'Create, read, update and delete persons and organizations' },
  {
    name: 'activities:read',
    title: 'Read activities, its fields and types; all files and filters',
  },
  { name: 'users:read', title: 'Read data about users, their permissions, roles and followers' },
  baseScope,
];
