import type { ScopeEntry } from './template';

/** Scopes of Pleo’s tables and examples. Those without a meaning occur in its examples only. */
export const pleoScopes: readonly ScopeEntry[] = [
  { name: 'accounts:read', meaning: 'Read accounts of the chart of accounts' },
  {
    name: 'accounts:write',
    meaning: 'Create, change and delete accounts of the chart of accounts',
  },
  { name: 'expense:read' },
  { name: 'export-items:read', meaning: 'Read export items' },
  { name: 'export-jobs:read', meaning: 'Read export jobs and their items' },
  { name: 'export-jobs:write', meaning: 'Create export jobs and their events, change their items' },
  { name: 'export:read' },
  { name: 'export:write' },
  { name: 'test:test', meaning: 'For tests; Pleo takes similar values as well' },
  { name: 'users:read', meaning: 'Search and read employees' },
  { name: 'users:write' },
  { name: 'vendors:read', meaning: 'Read vendors' },
  { name: 'vendors:write', meaning: 'Create, change and archive vendors, post their status' },
];
