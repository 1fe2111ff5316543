import type { Parameter } from './client';

/** Parameters of the authorization request that the run sets itself, and why they cannot be typed. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['client_id', 'it comes from the field Client ID'],
  ['redirect_uri', 'it comes from the redirect URI of this client'],
  ['scope', 'it comes from the field Scopes'],
  ['response_type', 'every run uses the authorization code flow'],
  ['state', 'each run makes its own random value'],
  ['nonce', 'each run makes its own random value'],
  ['code_challenge', 'it is computed from the code verifier of the run'],
  ['code_challenge_method', 'it comes from the field PKCE'],
  ['code_verifier', 'it must never be in a URL'],
  ['client_secret', 'a secret must never be in a URL'],
]);

/** Parameters with a field of their own (OpenID Connect Core §3.1.2.1, RFC 8707, Auth0’s `audience`). */
export const PARAMETER_FIELDS = [
  'prompt',
  'login_hint',
  'max_age',
  'ui_locales',
  'acr_values',
  'resource',
  'audience',
] as const;
export type ParameterField = (typeof PARAMETER_FIELDS)[number];

/** Why this parameter cannot be set by hand, or nothing if it can. */
export function reservedReason(name: string): string | undefined {
  return RESERVED.get(name);
}

/** The parameters with those of one run in the place of others of the same name. */
export function withOverrides(
  parameters: readonly Parameter[],
  overrides: readonly Parameter[],
): readonly Parameter[] {
  const names = new Set(overrides.map(([name]) => name));
  return [...parameters.filter(([name]) => !names.has(name)), ...overrides];
}

export type ParameterLines =
  | { readonly ok: true; readonly parameters: readonly Parameter[] }
  | { readonly ok: false; readonly message: string };

/** Reads lines of `name=value`. Empty lines are passed over; the value may be empty and may hold `=`. */
export function parseParameterLines(text: string): ParameterLines {
  const parameters: Parameter[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const equals = trimmed.indexOf('=');
    if (equals < 1) {
      return {
        ok: false,
        message: `Line ${index + 1} is not name=value: “${trimmed.slice(0, 60)}”.`,
      };
    }
    const name = trimmed.slice(0, equals).trim();
    if (/\s/.test(name)) {
      return {
        ok: false,
        message: `Line ${index + 1}: the name of a parameter holds no blank: “${name.slice(0, 60)}”.`,
      };
    }
    const reason = reservedReason(name);
    if (reason !== undefined) {
      return { ok: false, message: `Line ${index + 1}: ${name} cannot be set here, ${reason}.` };
    }
    parameters.push([name, trimmed.slice(equals + 1).trim()]);
  }
  return { ok: true, parameters };
}
