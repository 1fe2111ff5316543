import type { JsonValue } from '../tokens/json';
import type { Receipt } from './marks';

/** Facts under names that are members in JSON, and words in Markdown. */
export type Facts = Readonly<Record<string, string>>;

type Pairs = readonly { readonly name: string; readonly value: string }[];

export type ReportedAddress = { readonly address: string; readonly parameters: Pairs };

type ReportedStep = {
  readonly name: string;
  readonly progress: string;
  readonly detail: string;
};

export type ReportedFinding = {
  /** The id of the rule, as in the list of rules. */
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly specification?: string;
};

export type ReportedDiagnosis = {
  /** The id of the rule. */
  readonly rule: string;
  readonly certainty: string;
  readonly cause: string;
  readonly reasons: readonly string[];
  readonly remedy: string;
  readonly specification?: string;
};

export type ReportedScope = {
  readonly scope: string;
  readonly requested: string;
  readonly granted: string;
  readonly in_token: string;
};

export type ReportedCheck = {
  readonly name: string;
  readonly outcome: string;
  readonly detail: string;
};

export type ReportedToken = {
  readonly name: string;
  readonly kind: string;
  readonly value: string;
  readonly problems?: readonly string[];
  readonly header?: JsonValue;
  readonly claims?: JsonValue;
};

/** Of a body either what it holds, or why it is not here. */
export type ReportedBody =
  { readonly json: JsonValue } | { readonly form: Pairs } | { readonly note: string };

export type ReportedRequest = {
  readonly purpose?: string;
  readonly method: string;
  readonly url: string;
  readonly sent_at?: string;
  readonly duration?: string;
  readonly headers: Pairs;
  readonly body?: ReportedBody;
  readonly outcome?: string;
  readonly response_headers?: Pairs;
  readonly response_body?: ReportedBody;
};

export type ReportedUse = {
  readonly kind: string;
  readonly token: string;
  readonly judged_at: string;
  /** What was sent, and the status that came back. */
  readonly request?: string;
  readonly status?: string;
  readonly outcome: string;
  readonly claims?: JsonValue;
  readonly checks?: readonly ReportedCheck[];
};

/** What was found in a text, part by part. */
export type ReportedPart = { readonly name: string; readonly members: JsonValue };

/** What is told of a run or of what was pasted: everything in it is redacted. */
export type ReportContents = {
  readonly client?: Facts;
  readonly run?: Facts;
  readonly recognised_as?: string;
  /** Why it failed, the most likely cause first. */
  readonly diagnoses?: readonly ReportedDiagnosis[];
  readonly findings?: readonly ReportedFinding[];
  readonly steps?: readonly ReportedStep[];
  readonly authorization_request?: ReportedAddress;
  readonly authorization_response?: ReportedAddress;
  readonly scopes?: readonly ReportedScope[];
  readonly parameters?: Pairs;
  readonly parts?: readonly ReportedPart[];
  readonly tokens?: readonly ReportedToken[];
  readonly id_token_checks?: readonly ReportedCheck[];
  readonly requests?: readonly ReportedRequest[];
  readonly uses_of_tokens?: readonly ReportedUse[];
};

/** A report, from which both of its forms are written. */
export type Report = ReportContents & {
  readonly report: string;
  readonly made_at: string;
  readonly made_by: string;
  readonly removed: Receipt;
};

/** What the user may leave out. Secrets are never in a report. */
export type ReportOptions = {
  readonly hasBodies: boolean;
  readonly hasHosts: boolean;
  readonly hasClaims: boolean;
};
