import type { Parameter } from '../clients/client';

/** A way to run a client that differs in parameters of the authorization request. */
export type RunVariant = {
  readonly name: string;
  readonly overrides: readonly Parameter[];
};

/** The user is asked anew who they are (OpenID Connect Core §3.1.2.1). */
export const OTHER_USER_VARIANTS: readonly RunVariant[] = [
  { name: 'Sign in again', overrides: [['prompt', 'login']] },
  { name: 'Other account', overrides: [['prompt', 'select_account']] },
  { name: 'Fresh sign-in', overrides: [['max_age', '0']] },
];

/** Nobody is asked: the answer tells whether a session and a consent exist. */
export const SILENT_CHECK: RunVariant = { name: 'Silent check', overrides: [['prompt', 'none']] };

/** Parameters as they stand in a request. */
export function parametersInWords(parameters: readonly Parameter[]): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join(' ');
}
