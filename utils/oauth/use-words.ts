import { type Exchange, responseOf } from './exchange';
import { memberOf } from './token-body';
import type { TokenUse, TokenUseKind, UsedToken } from './token-use';

const USE_NAMES = {
  introspection: 'Introspection',
  revocation: 'Revocation',
  'user-info': 'User info',
  resource: 'API call',
} as const satisfies Readonly<Record<TokenUseKind, string>>;

const TOKEN_NAMES = {
  access_token: 'access token',
  refresh_token: 'refresh token',
} as const satisfies Readonly<Record<UsedToken, string>>;

/** A use in a few words, such as `Introspection of the access token`. */
export function nameOfUse({ kind, token }: Pick<TokenUse, 'kind' | 'token'>): string {
  const isAbout = kind === 'introspection' || kind === 'revocation';
  return `${USE_NAMES[kind]} ${isAbout ? 'of' : 'with'} the ${TOKEN_NAMES[token]}`;
}

export type UseSummary = {
  readonly tone: 'good' | 'caution' | 'bad';
  /** What came of it, in a word or two. */
  readonly word: string;
  /** What that means, and what to do. */
  readonly sentence: string;
};

/** What came of a use. */
export function summaryOfUse(use: TokenUse, exchange: Exchange | undefined): UseSummary {
  const { kind, outcome } = use;
  if (!outcome.ok) {
    const { cause, remedy } = outcome.failure;
    return { tone: 'bad', word: 'Failed', sentence: `${upperFirst(cause)}. ${remedy}` };
  }
  const hasFailed = outcome.checks.some((check) => check.outcome === 'failed');
  switch (kind) {
    case 'introspection': {
      const active = outcome.claims === undefined ? undefined : memberOf(outcome.claims, 'active');
      if (active === true) {
        return hasFailed
          ? {
              tone: 'caution',
              word: 'Active',
              sentence: 'The token is good, but not all is as this run has it. See the checks.',
            }
          : { tone: 'good', word: 'Active', sentence: 'The server says that the token is good.' };
      }
      return active === false
        ? {
            tone: 'caution',
            word: 'Not active',
            sentence:
              'The server says that the token is not good, or nothing that this client may know.',
          }
        : { tone: 'caution', word: 'Unclear', sentence: 'The answer cannot be read whole.' };
    }
    case 'revocation':
      return {
        tone: 'good',
        word: 'Revoked',
        sentence:
          'The server took the token back. It says the same of a token that it does not know (RFC 7009 §2.2): introspect it, or use it, to be sure.',
      };
    case 'user-info':
      return hasFailed
        ? {
            tone: 'bad',
            word: 'Refused',
            sentence: 'These claims must not be trusted: a check has failed.',
          }
        : { tone: 'good', word: 'Received', sentence: 'The server tells this of the user.' };
    case 'resource': {
      const status = exchange === undefined ? undefined : responseOf(exchange)?.status;
      return {
        tone: 'good',
        word: status === undefined ? 'Answered' : `HTTP ${status}`,
        sentence: 'The API accepted the request. Its whole answer is below.',
      };
    }
  }
}

/** The name of a host, and the code of an error, stay as they are. */
function upperFirst(text: string): string {
  return text.replace(/^the /, 'The ');
}
