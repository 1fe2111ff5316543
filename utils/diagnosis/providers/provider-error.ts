import type { Source } from '../../clients/templates/template';
import type { Certainty, Place } from '../diagnosis';
import type { SymptomPlace, Symptoms } from '../symptoms';

/**
 * How an error is recognised: all that is given has to hold. Texts are looked for in everything that the server said,
 * upper and lower case alike.
 */
export type ErrorMatch = {
  /** One of these error codes. */
  readonly code?: readonly string[];
  /** A text, or a pattern whose groups fill `{1}` and `{2}` in the sentences. */
  readonly text?: string | RegExp;
  readonly status?: readonly number[];
  /** The answer is a page. */
  readonly isHtml?: true;
};

/**
 * An error as a provider gives it, and what it means there. In its sentences `{redirect URI}`, `{client ID}`, `{scopes}`
 * and `{tenant}` stand for these words, with the value of the request where that is known.
 */
export type ProviderError = {
  /** In kebab-case; never changes. */
  readonly id: string;
  readonly at: readonly SymptomPlace[];
  readonly match: ErrorMatch;
  /** What the record has to show besides, where one answer has several causes. */
  readonly fits?: (symptoms: Symptoms) => boolean;
  /** `said` where nothing else is given. */
  readonly certainty?: Certainty;
  readonly cause: string;
  readonly remedy: string;
  readonly places: readonly Place[];
  readonly source: Source;
  /** Who says so: the provider in public, or only others who saw it. */
  readonly standing: 'documented' | 'third-party';
  /** Nobody else answers like that, whatever the client and the host. */
  readonly isUnmistakable?: true;
};

/** The errors of one provider. */
export type ProviderCatalogue = {
  /** As people know it. */
  readonly name: string;
  /** The ids of its clients among the providers. */
  readonly providers: readonly string[];
  /** Its hosts: an address of one of them tells the provider, whatever the client is said to be of. */
  readonly hosts: readonly RegExp[];
  /** Paths that only its servers have, whatever their host. */
  readonly paths?: readonly RegExp[];
  /** What its support asks for, and where an answer has it: the first group. */
  readonly references?: readonly { readonly name: string; readonly pattern: RegExp }[];
  readonly errors: readonly ProviderError[];
};
