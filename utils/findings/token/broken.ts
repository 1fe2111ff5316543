import { capitalised } from '../../tokens/capitalised';
import type { DecodedToken, TokenProblem } from '../../tokens/decode-token';
import { showCharacter } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

type BrokenToken = Extract<DecodedToken, { kind: 'broken' }>;

/** Why a token broke, as far as it can be told, and what helps. */
type Cause = { readonly why: string; readonly remedy: string };

const broken: FindingRule = {
  id: 'token-broken',
  about: 'token',
  looksFor: 'A token looks like a JWT or a JWE, and cannot be read whole.',
  why: 'Every recipient refuses it.',
  remedy:
    'Copy it again from where it was issued. If it is the same there, its maker has to mend it.',
  severities: ['error'],
  specifications: [rfc(7519, '7.2'), rfc(7515, '5.2')],
  find: ({ tokens }) =>
    tokens.flatMap(({ token, called }) =>
      token.kind === 'broken'
        ? [
            {
              title: `${capitalised(called)} is broken`,
              seen: token.problems[0]?.message ?? '',
              ...causeOf(token),
            },
          ]
        : [],
    ),
};

const CUT_OFF: Cause = {
  why: 'It ends too early: often it was cut off when it was copied.',
  remedy: 'Copy it again, from its first to its last character.',
};

const TOO_LONG: Cause = {
  why: 'It goes on where a token ends: two tokens may stick together, or text with dots in it.',
  remedy: 'Copy the token alone.',
};

const NO_ALGORITHM: Cause = {
  why: 'A recipient cannot tell how to check it, and has to refuse it.',
  remedy: 'Whoever makes the token has to put alg into its header, as a string such as RS256.',
};

const SHORTENED: Cause = {
  why: 'Dots stand for what was left out: the token was shortened where it was shown.',
  remedy: 'Copy it whole, from where it was issued.',
};

const INTERRUPTED: Cause = {
  why: 'One of its parts breaks off, and another follows: characters are missing within it.',
  remedy:
    'Copy it again from where it was issued. If it is the same there, its maker has to mend it.',
};

/** Nothing where it is not known: then the rule itself says what to do. */
function causeOf(token: BrokenToken): Cause | undefined {
  const { problems, segments, header, raw } = token;
  const [first] = problems;
  const inserted = problems.flatMap((problem) => insertedBy(token, problem))[0];
  if (inserted !== undefined) return inserted;
  if (raw.includes('...')) return SHORTENED;
  if (first?.where === 'header' && header !== undefined && typeof header['alg'] !== 'string') {
    return NO_ALGORITHM;
  }
  const parts = Object.hasOwn(header ?? {}, 'enc') ? 5 : 3;
  if (segments.length > parts) return TOO_LONG;
  const last = segments.length - 1;
  if (segments.length < parts || segments[last] === '' || first?.at?.segment === last) {
    return CUT_OFF;
  }
  return first?.at !== undefined && raw.charAt(first.at.index + 1) === '.'
    ? INTERRUPTED
    : undefined;
}

/** Who puts such a character into a token. */
const INSERTED: readonly (readonly [characters: RegExp, by: string])[] = [
  [
    /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/,
    'Web pages, chats and word processors put it there to break or direct lines; it cannot be seen.',
  ],
  [/["'`\u2018-\u201F\u00AB\u00BB]/, 'It is a quotation mark of the text around the token.'],
  [/[<>&;]/, 'It belongs to the markup of a page or of an e-mail, or marks quoted lines.'],
  [/\\/, 'It escapes a line break or a quotation mark in a shell, in JSON or in source code.'],
  [
    /[\u2010-\u2015\u2212]/,
    'Word processors and PDF files put it in place of a hyphen, or at the end of a line.',
  ],
  [
    /[\u2026*\u2022]/,
    'It stands for what was left out: the token was shortened or masked where it was shown.',
  ],
  [/%/, 'It belongs to percent-encoding, as addresses have it.'],
];

const LINE_ENDS: Cause = {
  why: '“=” stands only at the end of a part. Within it comes from an e-mail, which ends wrapped lines so, or from two texts that were put together.',
  remedy: 'Take it out, with the line break after it, or copy the token from another place.',
};

/** What is known of a character that no token has. */
function insertedBy({ raw }: BrokenToken, { where, at }: TokenProblem): readonly Cause[] {
  const character = at === undefined ? '' : raw.charAt(at.index);
  // Of the token as a whole it is only remarked on; white space within is taken out.
  if (where === 'token' || at === undefined || character === '') return [];
  if (isAfterPadding(raw, at.index)) return [LINE_ENDS];
  if (/[\w=+/\s-]/.test(character)) return [];
  const shown = showCharacter(raw, at.index);
  const by = INSERTED.find(([characters]) => characters.test(character))?.[1];
  return [
    {
      why: `A token has letters, digits, “-” and “_” only, and dots between its parts. ${by ?? `${shown} was put in, or replaced a character, after the token was made.`}`,
      remedy:
        by !== undefined && /[\u2026*\u2022]/.test(character)
          ? 'Copy it whole, from where it was issued.'
          : `Take ${shown} out wherever it stands, or copy the token from where it is plain text.`,
    },
  ];
}

function isAfterPadding(raw: string, index: number): boolean {
  return (
    /[\w+/-]/.test(raw.charAt(index)) && /=\s{0,4}$/.test(raw.slice(Math.max(0, index - 5), index))
  );
}

export const brokenRules: readonly FindingRule[] = [broken];
