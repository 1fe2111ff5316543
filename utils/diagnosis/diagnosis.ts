import type { Specification } from '../findings/finding';
import type { RunStep } from '../oauth/run';
import type { Symptoms } from './symptoms';

/**
 * How sure a cause is, the surest first: `seen` in what was recorded, so that nothing else can be; `said` by the server
 * in words or by a code with one meaning; `likely`, since comparing the request with registration and discovery
 * explains it; `possible`, one of those that such a symptom usually has.
 */
export const CERTAINTIES = ['seen', 'said', 'likely', 'possible'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A setting of the client, where its form has it. */
export type ClientSetting =
  | 'environment'
  | 'issuer'
  | 'authorization-endpoint'
  | 'token-endpoint'
  | 'further-endpoints'
  | 'grant-type'
  | 'client-id'
  | 'client-secret'
  | 'client-authentication'
  | 'basic-encoding'
  | 'redirect-uris'
  | 'redirect-mode'
  | 'scopes'
  | 'pkce'
  | 'parameters'
  | 'origin-header';

/** What can be done about it with one press. */
export type RemedyAction =
  | 'run-again'
  | 'open-in-tab'
  | 'paste-callback'
  | 'allow-access'
  | 'unlock-vault'
  | 'check-secret'
  | 'refresh'
  | 'see-page'
  | 'choose-account';

/** Where to click. */
export type Place =
  | { readonly kind: 'client'; readonly setting: ClientSetting }
  | { readonly kind: 'step'; readonly step: RunStep }
  | { readonly kind: 'action'; readonly action: RemedyAction }
  /** A value that has to be put in somewhere else. */
  | { readonly kind: 'copy'; readonly name: string; readonly value: string }
  /** A public page that documents it. */
  | { readonly kind: 'page'; readonly name: string; readonly url: string };

/** Which part of a flow a cause belongs to. */
export type Part =
  | 'start'
  | 'discovery'
  | 'sign-in'
  | 'authorization response'
  | 'token request'
  | 'verification'
  | 'scopes'
  | 'use';

/** That a cause fits what was seen, and why. */
export type Suspicion = {
  readonly certainty: Certainty;
  /** The cause in one sentence, with the values that it is about, where that is not the sentence of the rule. */
  readonly cause?: string;
  /** What speaks for it, a sentence each. */
  readonly reasons?: readonly string[];
  /** What to do, where that is not what the rule says. */
  readonly remedy?: string;
  readonly places?: readonly Place[];
  readonly specification?: Specification;
};

/** One cause of failure, and how to recognise it. */
export type CauseRule = {
  /** In kebab-case; never changes. */
  readonly id: string;
  readonly part: Part;
  /** The cause, in one sentence. */
  readonly cause: string;
  /** What to do, in sentences. */
  readonly remedy: string;
  /** Where to click, the best place first. */
  readonly places: readonly Place[];
  readonly specification?: Specification;
  /** It says what happened rather than why, and is left out where a likely cause is known. */
  readonly isFallback?: true;
  /** Nothing where it does not fit; never throws. */
  readonly find: (symptoms: Symptoms) => Suspicion | undefined;
};

/** A cause that fits: plain text. */
export type Diagnosis = {
  /** The id of the rule. */
  readonly rule: string;
  readonly certainty: Certainty;
  readonly cause: string;
  readonly reasons: readonly string[];
  readonly remedy: string;
  readonly places: readonly Place[];
  readonly specification?: Specification;
};

/** What a rule suspects, with what it says of every case. */
export function toDiagnosis(rule: CauseRule, suspicion: Suspicion): Diagnosis {
  const specification = suspicion.specification ?? rule.specification;
  return {
    rule: rule.id,
    certainty: suspicion.certainty,
    cause: suspicion.cause ?? rule.cause,
    reasons: suspicion.reasons ?? [],
    remedy: suspicion.remedy ?? rule.remedy,
    places: suspicion.places ?? rule.places,
    ...(specification === undefined ? {} : { specification }),
  };
}
