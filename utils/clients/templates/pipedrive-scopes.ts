import type { ScopeEntry } from './template';

/** Scopes that a Pipedrive app can be given, from its API description. */
export const pipedriveScopes: readonly ScopeEntry[] = [
  { name: 'activities:full', meaning: 'Read and change activities, files and filters' },
  {
    name: 'activities:read',
    meaning: 'Read activities with their fields and types, files, filters',
  },
  {
    name: 'admin',
    meaning: 'Administer the account: pipelines, fields, users, webhooks of the app',
  },
  { name: 'base', meaning: 'Read the user’s settings and the account’s currencies; always on' },
  { name: 'contact-fields:full', meaning: 'Read and change fields of persons and organizations' },
  {
    name: 'contacts:full',
    meaning: 'Read and change persons, organizations, notes, files, filters',
  },
  { name: 'contacts:read', meaning: 'Read persons, organizations, notes, files and filters' },
  { name: 'deal-fields:full', meaning: 'Read and change fields of deals' },
  { name: 'deals:full', meaning: 'Read and change deals, notes, files and filters' },
  { name: 'deals:read', meaning: 'Read deals, notes, files, filters, pipelines and statistics' },
  { name: 'goals:full', meaning: 'Read and change goals' },
  { name: 'goals:read', meaning: 'Read goals' },
  { name: 'leads:full', meaning: 'Read and change leads and their labels' },
  { name: 'leads:read', meaning: 'Read leads and their labels' },
  { name: 'mail:full', meaning: 'Read, change and delete mail threads; read messages' },
  { name: 'mail:read', meaning: 'Read mail threads and messages' },
  { name: 'messengers-integration', meaning: 'Be a messenger: deliver messages and their status' },
  { name: 'phone-integration', meaning: 'Log details of calls and play their recordings' },
  { name: 'product-fields:full', meaning: 'Read and change fields of products' },
  {
    name: 'products:full',
    meaning: 'Read and change products and their fields; add them to deals',
  },
  { name: 'products:read', meaning: 'Read products with their fields, files and deals' },
  { name: 'project-fields:full', meaning: 'Read and change fields of projects' },
  {
    name: 'projects:full',
    meaning: 'Read and change projects and fields; add templates and tasks',
  },
  { name: 'projects:read', meaning: 'Read projects with their fields, tasks and templates' },
  { name: 'recents:read', meaning: 'Read all recent changes in the account' },
  { name: 'search:read', meaning: 'Search the account and see what is found' },
  { name: 'users:read', meaning: 'Read users with their permissions and roles' },
  { name: 'video-calls', meaning: 'Be a provider of video calls: create links to conferences' },
];
