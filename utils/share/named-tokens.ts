import type { RunResult } from '../oauth/run-result';
import type { DecodedToken } from '../tokens/decode-token';
import type { SensitiveKind } from './sensitive-names';

/** A token of a run, and how it is called. */
export type NamedToken = {
  readonly name: string;
  readonly kind: Extract<SensitiveKind, 'access token' | 'ID token' | 'refresh token'>;
  readonly token: DecodedToken;
};

/** Every token of a run, in the order in which they are shown. */
export function namedTokens(result: RunResult): readonly NamedToken[] {
  const { accessToken, idToken, refreshToken, nested } = result;
  const tokens = [
    { name: 'Access token', kind: 'access token', token: accessToken },
    { name: 'ID token', kind: 'ID token', token: idToken },
    { name: 'Refresh token', kind: 'refresh token', token: refreshToken },
    ...nested.map(({ member, token }) => ({
      name: `Access token in ${member}`,
      kind: 'access token' as const,
      token,
    })),
  ] as const;
  return tokens.flatMap(({ token, ...names }) =>
    token === undefined ? [] : [{ ...names, token }],
  );
}
