import type { EmulatedClient } from '../../lab/emulations/shared/emulation.ts';
import type { StoredClient } from '../e2e/support/lab-runs.ts';
import type { ExpectedCause } from './expected-causes.ts';

export type EmulatedProvider = 'apaleo' | 'Pleo' | 'Pipedrive';

/** An error that a provider documents, how its emulation is brought to it, and what it truly means. */
export type EmulationCase = ExpectedCause & {
  readonly fault: string;
  readonly kind: EmulatedClient['kind'];
  /** How the emulation is set: before the run, or before its refresh. */
  readonly switches?: Readonly<Record<string, string>>;
  readonly isRefreshed?: true;
  /** What differs from the registration. */
  readonly changes?: Partial<StoredClient>;
  readonly isSecretWrong?: true;
  /** The button that is pressed on the consent page, where there is one. */
  readonly answer?: 'Allow' | 'Deny' | 'Authorise' | 'Cancel' | 'Allow and install';
};

const USER_REFUSED = /\buser\b.*\b(?:refused|chose “Cancel”)/i;
const STORE = 'apaleo-store-app';
const CUSTOM = 'apaleo-custom-app';
/** No redirect URI with this path is registered. */
const elsewhere = { id: 'another-path' };
const expired = { 'code-lifetime': 'already expired' };

/** Which errors are documented, and where, stands with each emulation. */
export const emulationCases: Readonly<Record<EmulatedProvider, readonly EmulationCase[]>> = {
  apaleo: [
    {
      fault:
        'The redirect URI is not registered, or differs in a character: `unauthorized_client` on a page.',
      kind: STORE,
      changes: elsewhere,
      cause: 'The redirect URI is not registered.',
      names: /redirect URI/i,
    },
    {
      fault: 'A custom app is sent to the sign-in page: `unauthorized_client` on a page.',
      kind: STORE,
      changes: { clientId: 'not-a-store-app' },
      cause: 'Client ID or redirect URI are not those of a store app.',
      names: /client ID|redirect URI/i,
    },
    {
      fault: 'The user denies: `access_denied`.',
      kind: STORE,
      answer: 'Deny',
      cause: 'The user refused.',
      names: USER_REFUSED,
    },
    {
      fault: 'A scope that the app is not registered for: `invalid_scope`.',
      kind: STORE,
      changes: { scope: 'openid reservations.read accounting.manage-not-registered' },
      cause: 'A scope is not registered for the app.',
      names: /scope.*“(?:accounting\.manage-)?not-registered/i,
    },
    {
      fault: 'The client secret is wrong: `invalid_client` with status 400.',
      kind: STORE,
      answer: 'Allow',
      isSecretWrong: true,
      cause: 'The client secret is wrong.',
      names: /secret|credentials/i,
    },
    {
      fault: 'The code has expired: `invalid_grant`, unexplained.',
      kind: STORE,
      answer: 'Allow',
      switches: expired,
      cause: 'The code was refused; the server does not say why.',
      names: /code/i,
    },
    {
      fault: 'Scopes were added to the app since the sign-in: `invalid_request` for the refresh.',
      kind: STORE,
      answer: 'Allow',
      switches: { 'scopes-added-since-sign-in': 'yes' },
      isRefreshed: true,
      cause: 'Scopes were added to the app since the user signed in.',
      names: /scopes?/i,
    },
    {
      fault: 'A custom app asks for a scope that it is not registered for: `invalid_scope`.',
      kind: CUSTOM,
      changes: { scope: 'not-registered.read' },
      cause: 'A scope is not registered for the app.',
      names: /scope.*“(?:accounting\.manage-)?not-registered/i,
    },
    {
      fault: 'The secret of a custom app is wrong: `invalid_client` with status 400.',
      kind: CUSTOM,
      isSecretWrong: true,
      cause: 'The client secret is wrong.',
      names: /secret|credentials/i,
    },
  ],
  Pleo: [
    {
      fault: 'The redirect URI is not registered: a page.',
      kind: 'pleo',
      changes: elsewhere,
      cause: 'The redirect URI is not registered.',
      names: /redirect URI/i,
    },
    {
      fault: 'The user refuses: `access_denied`.',
      kind: 'pleo',
      answer: 'Cancel',
      cause: 'The user refused.',
      names: USER_REFUSED,
    },
    {
      fault: 'No code challenge: `invalid_request`.',
      kind: 'pleo',
      changes: { own: { pkce: 'off' } },
      cause: 'Pleo wants PKCE.',
      names: /demands PKCE/,
    },
    {
      fault: 'A scope that the client is not registered for: `invalid_scope`.',
      kind: 'pleo',
      changes: { scope: 'not-registered:read' },
      cause: 'A scope is not registered for the client.',
      names: /scope/i,
    },
    {
      fault: 'The client secret is wrong: `invalid_client` with status 401.',
      kind: 'pleo',
      answer: 'Authorise',
      isSecretWrong: true,
      cause: 'The client secret is wrong.',
      names: /secret|credentials/i,
    },
    {
      fault: 'The secret stands in the form, and only Basic is taken: `invalid_client`.',
      kind: 'pleo',
      answer: 'Authorise',
      switches: { 'client-authentication': 'basic-only' },
      changes: { authentication: 'client_secret_post' },
      cause: 'The server does not take the secret in the form.',
      names: /Basic header only|found no client ID and secret/i,
    },
    {
      fault: 'The code has expired: `invalid_grant`.',
      kind: 'pleo',
      answer: 'Authorise',
      switches: expired,
      cause: 'The code is unknown, used or expired.',
      names: /code/i,
    },
  ],
  Pipedrive: [
    {
      fault: 'The redirect URI is not the callback URL of the app: a page.',
      kind: 'pipedrive',
      changes: elsewhere,
      cause: 'The redirect URI is not the callback URL of the app.',
      names: /redirect URI|callback URL/i,
    },
    {
      fault: 'The user cancels: `user_denied`.',
      kind: 'pipedrive',
      answer: 'Cancel',
      cause: 'The user refused.',
      names: USER_REFUSED,
    },
    {
      fault: 'The user cancels: `access_denied`.',
      kind: 'pipedrive',
      answer: 'Cancel',
      switches: { 'denied-value': 'access_denied' },
      cause: 'The user refused.',
      names: USER_REFUSED,
    },
    {
      fault: 'The code has expired: “Invalid grant: authorization_code has expired”.',
      kind: 'pipedrive',
      answer: 'Allow and install',
      switches: expired,
      cause: 'The code has expired.',
      names: /code has expired/i,
    },
    {
      fault: 'The client secret is wrong: “Invalid client: client is invalid”.',
      kind: 'pipedrive',
      answer: 'Allow and install',
      isSecretWrong: true,
      cause: 'The client secret is wrong.',
      names: /secret|credentials/i,
    },
    {
      fault:
        'The secret stands in the form, and only Basic is taken: “cannot retrieve client credentials”.',
      kind: 'pipedrive',
      answer: 'Allow and install',
      switches: { 'client-authentication': 'basic-only' },
      changes: { authentication: 'client_secret_post' },
      cause: 'The server does not take the secret in the form.',
      names: /Basic header only|found no client ID and secret/i,
    },
    {
      fault: 'The client secret is wrong, answered with status 401.',
      kind: 'pipedrive',
      answer: 'Allow and install',
      switches: { 'client-authentication-failure': '401' },
      isSecretWrong: true,
      cause: 'The client secret is wrong.',
      names: /secret|credentials/i,
    },
  ],
};
