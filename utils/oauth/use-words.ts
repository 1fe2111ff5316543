import type { Check } from '../tokens/check';
import { type Exchange, responseOf } from './exchange';
import type { TokenUse, TokenUseKind, UsedToken, UseOutcome } from './token-use';
import { memberOf } from '../tokens/members';

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
  /** What that means. */
  readonly sentence: string;
  /** What to do about a failure, where nothing better is known. */
  readonly remedy?: string;
};

type Answered = Extract<UseOutcome, { readonly ok: true }>;

/** What came of a use. */
export function summaryOfUse(use: TokenUse, exchange: Exchange | undefined): UseSummary {
  const { kind, outcome } = use;
  if (!outcome.ok) {
    const { code, cause, remedy } = outcome.failure;
    const sentence = `${upperFirst(cause)}.`;
    return code === 'token_use_interrupted'
      ? { tone: 'caution', word: 'Unknown', sentence, remedy }
      : { tone: 'bad', word: 'Failed', sentence, remedy };
  }
  switch (kind) {
    case 'introspection':
      return summaryOfIntrospection(outcome);
    case 'revocation':
      return outcome.checks.some((check) => check.outcome === 'warning')
        ? {
            tone: 'caution',
            word: 'Unclear',
            sentence:
              'The server answered with success, but not as a revocation endpoint does: see the check. Introspect the token, or use it, to be sure.',
          }
        : {
            tone: 'good',
            word: 'Revoked',
            sentence:
              'The server took the token back. It says the same of a token that it does not know (RFC 7009 §2.2): introspect it, or use it, to be sure.',
          };
    case 'user-info':
      return summaryOfUserInfo(outcome);
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

/** Checks of who signed an answer, and for whom. */
const OF_SIGNED_ANSWER: ReadonlySet<Check['name']> = new Set([
  'Signature',
  'Issuer',
  'Audience',
  'Library verdict',
]);

/** Checks that fail where an answer is about another token, or contradicts itself. */
const OF_THIS_TOKEN: ReadonlySet<Check['name']> = new Set([
  'Active',
  'Client ID',
  'Token issuer',
  'Subject',
]);

function summaryOfIntrospection({ claims, jwt, checks }: Answered): UseSummary {
  const active = claims === undefined ? undefined : memberOf(claims, 'active');
  const failed = checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  if (
    jwt !== undefined &&
    claims !== undefined &&
    failed.some((name) => OF_SIGNED_ANSWER.has(name))
  ) {
    return {
      tone: 'bad',
      word: 'Refused',
      sentence: 'This answer must not be trusted: a check has failed.',
    };
  }
  if (active === false) {
    return {
      tone: 'caution',
      word: 'Not active',
      sentence: 'The server says that the token is not good, or nothing that this client may know.',
    };
  }
  if (active !== true) {
    return { tone: 'caution', word: 'Unclear', sentence: 'The answer cannot be read whole.' };
  }
  if (failed.some((name) => OF_THIS_TOKEN.has(name))) {
    return {
      tone: 'bad',
      word: 'Does not fit',
      sentence:
        'The server calls a token active, but its answer does not fit the token of this run. See the checks.',
    };
  }
  if (failed.length > 0) {
    return {
      tone: 'caution',
      word: 'Active',
      sentence:
        'The server calls the token active, but not all is as this run has it. See the checks.',
    };
  }
  return isProven(checks)
    ? { tone: 'good', word: 'Active', sentence: 'The server says that the token is good.' }
    : {
        tone: 'caution',
        word: 'Active',
        sentence:
          'The server says that the token is good, but who says so could not be checked. See the checks.',
      };
}

function summaryOfUserInfo({ claims, checks }: Answered): UseSummary {
  if (checks.some(({ outcome }) => outcome === 'failed') && claims !== undefined) {
    return {
      tone: 'bad',
      word: 'Refused',
      sentence: 'These claims must not be trusted: a check has failed.',
    };
  }
  if (claims === undefined) {
    return { tone: 'caution', word: 'Unclear', sentence: 'The answer cannot be read whole.' };
  }
  return isProven(checks)
    ? { tone: 'good', word: 'Received', sentence: 'The server tells this of the user.' }
    : {
        tone: 'caution',
        word: 'Received',
        sentence:
          'The server tells this of the user, but who says so could not be checked. See the checks.',
      };
}

/** Whether nothing is open about who sent an answer; one that is not meant to be signed came over TLS. */
function isProven(checks: readonly Check[]): boolean {
  return checks.every(({ name, outcome }) => name !== 'Signature' || outcome !== 'unknown');
}

/** The name of a host, and the code of an error, stay as they are. */
function upperFirst(text: string): string {
  return text.replace(/^the /, 'The ');
}
