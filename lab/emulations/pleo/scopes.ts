import type { ScopeInWords } from '../shared/scope-in-words.ts';

/** Scopes of Pleo, in words close to those of its scope tables: a part of all there are. */
export const pleoScopes: readonly ScopeInWords[] = [
  { name: 'users:read', title: 'Search employees and read one by ID' },
  { name: 'users:write', title: 'Change employees' },
  { name: 'accounts:read', title: 'Fetch the chart of accounts' },
  { name: 'accounts:write', title: 'Create, update or delete an account' },
  { name: 'export-jobs:read', title: 'Read export jobs and their items' },
  { name: 'export-jobs:write', title: 'Create and update export jobs' },
  { name: 'export-items:read', title: 'Read export items' },
  { name: 'vendors:read', title: 'Read vendors' },
  { name: 'vendors:write', title: 'Create, update or archive a vendor' },
  { name: 'test:test', title: 'Nothing: this scope is for testing' },
];

/** "For testing, test:test and any similar value will work": https://developers.pleo.io/docs/oauth */
export function isTestScope(name: string): boolean {
  return /^test:[\w-]+$/.test(name);
}
