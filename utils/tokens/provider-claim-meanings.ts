import type { ClaimMeaning } from './claims';

/** Claims documented by single providers; the source names the provider. */
export const providerClaimMeanings: ReadonlyMap<string, ClaimMeaning> = new Map<
  string,
  ClaimMeaning
>([
  ['tid', { meaning: 'Tenant (directory) of the user', spec: 'Microsoft Entra ID' }],
  [
    'oid',
    {
      meaning: 'The user or service in the tenant: same for all clients',
      spec: 'Microsoft Entra ID',
    },
  ],
  ['ver', { meaning: 'Version of the token format', spec: 'Microsoft Entra ID' }],
  ['appid', { meaning: 'The client it was issued to (v1 tokens)', spec: 'Microsoft Entra ID' }],
  [
    'appidacr',
    {
      meaning: 'How the client authenticated: 0 not, 1 secret, 2 certificate (v1 tokens)',
      spec: 'Microsoft Entra ID',
    },
  ],
  [
    'azpacr',
    {
      meaning: 'How the client authenticated: 0 not, 1 secret, 2 certificate',
      spec: 'Microsoft Entra ID',
    },
  ],
  ['upn', { meaning: 'User principal name; may change', spec: 'Microsoft Entra ID' }],
  [
    'unique_name',
    { meaning: 'Readable name of the user; not unique (v1 tokens)', spec: 'Microsoft Entra ID' },
  ],
  [
    'wids',
    {
      meaning: 'Roles of the user in the whole tenant, as template identifiers',
      spec: 'Microsoft Entra ID',
    },
  ],
  ['idp', { meaning: 'Who signed the user in, if not the issuer', spec: 'Microsoft Entra ID' }],
  [
    'idtyp',
    { meaning: 'Kind of token: app for a token without a user', spec: 'Microsoft Entra ID' },
  ],
  [
    'hasgroups',
    { meaning: 'The user is in groups that do not fit in the token', spec: 'Microsoft Entra ID' },
  ],
  ['ipaddr', { meaning: 'Address from which the user signed in', spec: 'Microsoft Entra ID' }],
  [
    'onprem_sid',
    { meaning: 'Identifier of the user in the local directory', spec: 'Microsoft Entra ID' },
  ],
  [
    'login_hint',
    { meaning: 'Hint that identifies the account at a later sign-in', spec: 'Microsoft Entra ID' },
  ],
  ['puid', { meaning: 'Identifier of the user in older systems', spec: 'Microsoft Entra ID' }],
  ['ctry', { meaning: 'Country of the user', spec: 'Microsoft Entra ID' }],
  ['tenant_ctry', { meaning: 'Country of the tenant', spec: 'Microsoft Entra ID' }],
  ['tenant_region_scope', { meaning: 'Region of the tenant', spec: 'Microsoft Entra ID' }],
  [
    'verified_primary_email',
    { meaning: 'Verified primary e-mail addresses', spec: 'Microsoft Entra ID' },
  ],
  [
    'acct',
    { meaning: 'Whether the user is a member (0) or a guest (1)', spec: 'Microsoft Entra ID' },
  ],
  ['acrs', { meaning: 'Authentication contexts the sign-in meets', spec: 'Microsoft Entra ID' }],
  ['deviceid', { meaning: 'The device of the user', spec: 'Microsoft Entra ID' }],
  ['app_displayname', { meaning: 'Name of the client', spec: 'Microsoft Entra ID' }],
  ['aio', { meaning: 'For internal use', spec: 'Microsoft Entra ID' }],
  ['rh', { meaning: 'For internal use', spec: 'Microsoft Entra ID' }],
  ['uti', { meaning: 'For internal use: identifier of the token', spec: 'Microsoft Entra ID' }],
  [
    'xms_cc',
    {
      meaning: 'What the client can handle, such as claims challenges',
      spec: 'Microsoft Entra ID',
    },
  ],
  [
    'xms_edov',
    { meaning: 'Whether the owner of the e-mail domain was verified', spec: 'Microsoft Entra ID' },
  ],
  ['tfp', { meaning: 'User flow that issued it (Azure AD B2C)', spec: 'Microsoft Entra ID' }],
  ['scp', { meaning: 'What the token allows', spec: 'Microsoft Entra ID, Okta' }],
  ['cid', { meaning: 'The client it was issued to', spec: 'Okta' }],
  ['uid', { meaning: 'The user at Okta', spec: 'Okta' }],
  ['permissions', { meaning: 'What the user may do at this API, by role', spec: 'Auth0' }],
  ['gty', { meaning: 'Grant type that led to the token', spec: 'Auth0' }],
  ['org_id', { meaning: 'Organization of the sign-in', spec: 'Auth0' }],
  ['org_name', { meaning: 'Name of the organization of the sign-in', spec: 'Auth0' }],
  ['realm_access', { meaning: 'Roles of the user in the realm', spec: 'Keycloak' }],
  ['resource_access', { meaning: 'Roles of the user, by client', spec: 'Keycloak' }],
  ['session_state', { meaning: 'The session at the provider', spec: 'Keycloak' }],
  ['allowed-origins', { meaning: 'Origins that may call with the token (CORS)', spec: 'Keycloak' }],
  ['typ', { meaning: 'Kind of token: Bearer, ID, Refresh, …', spec: 'Keycloak' }],
  [
    'authorization',
    { meaning: 'Permissions granted by the authorization service', spec: 'Keycloak' },
  ],
  ['token_use', { meaning: 'Whether it is an ID or an access token', spec: 'Amazon Cognito' }],
  ['cognito:groups', { meaning: 'Groups of the user', spec: 'Amazon Cognito' }],
  ['cognito:username', { meaning: 'User name in the pool', spec: 'Amazon Cognito' }],
  ['cognito:roles', { meaning: 'IAM roles of the groups of the user', spec: 'Amazon Cognito' }],
  ['cognito:preferred_role', { meaning: 'IAM role to prefer', spec: 'Amazon Cognito' }],
  [
    'origin_jti',
    { meaning: 'Identifier that all tokens of one sign-in share', spec: 'Amazon Cognito' },
  ],
  ['event_id', { meaning: 'Identifier of the sign-in event', spec: 'Amazon Cognito' }],
  ['identities', { meaning: 'Accounts at other providers', spec: 'Amazon Cognito' }],
  ['username', { meaning: 'User name', spec: 'Amazon Cognito' }],
  ['hd', { meaning: 'Workspace domain of the account', spec: 'Google' }],
  ['firebase', { meaning: 'How the user signed in, and with which identities', spec: 'Firebase' }],
  ['user_id', { meaning: 'The user at Firebase', spec: 'Firebase' }],
  ['account_code', { meaning: 'The apaleo account (tenant) it belongs to', spec: 'apaleo' }],
  ['apptype', { meaning: 'Whether the client is public or confidential', spec: 'ADFS' }],
  ['authmethod', { meaning: 'How the user signed in', spec: 'ADFS' }],
]);
