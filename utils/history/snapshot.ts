import * as v from 'valibot';
import { CERTAINTIES, type Diagnosis } from '../diagnosis/diagnosis';
import { type ShownRun, shownRunOf } from '../diagnosis/shown-run';
import type { Finding } from '../findings/finding';
import { type Run, runFromEvents } from '../oauth/run';
import type { RunEvent } from '../oauth/run-event';
import { resultOf } from '../oauth/run-result';
import { makeMarks } from '../share/marks';
import { redactDiagnosis } from '../share/report-diagnoses';
import { redactFinding } from '../share/report-findings';
import { redactionOfRun } from '../share/redaction-of';
import type { ScopeRow } from '../tokens/scopes';
import { eventsSchema } from './event-schema';
import { keptTokensSchema, redactTokens, shownTokens } from './kept-token';
import { redactEvent } from './redact-event';
import { withMarksInAddresses } from './marks-in-addresses';

/** Version of what is stored of a kept run. Raise it with a migration and its test. */
const SNAPSHOT_VERSION = 1;

const version = v.literal(SNAPSHOT_VERSION);

const scopeSchema = v.object({
  scope: v.string(),
  requested: v.union([v.boolean(), v.literal('registered')]),
  granted: v.union([v.boolean(), v.literal('unknown')]),
  inToken: v.union([v.boolean(), v.literal('unknown')]),
  meaning: v.optional(v.string()),
});

const findingSchema = v.object({
  rule: v.string(),
  severity: v.picklist(['error', 'warning', 'info', 'passed']),
  title: v.string(),
  detail: v.optional(v.string()),
  remedy: v.optional(v.string()),
  specification: v.optional(v.object({ name: v.string(), url: v.string() })),
});

const diagnosisSchema = v.object({
  rule: v.string(),
  certainty: v.picklist(CERTAINTIES),
  cause: v.string(),
  reasons: v.array(v.string()),
  remedy: v.string(),
  specification: v.optional(v.object({ name: v.string(), url: v.string() })),
});

/** Besides the redacted events it holds what cannot be computed from them any more. */
const redactedSchema = v.object({
  version,
  events: eventsSchema,
  tokens: keptTokensSchema,
  scopes: v.array(scopeSchema),
  findings: v.array(findingSchema),
  diagnoses: v.array(diagnosisSchema),
});

const wholeSchema = v.object({ version, events: eventsSchema });

/** A run for display, and nothing more: without tokens, codes, secrets, and what says who somebody is. */
export type RedactedRun = {
  /** The text to store. */
  readonly text: string;
  /** What lists show of it besides, in the clear. */
  readonly cause: string | undefined;
  readonly note: string;
};

/**
 * Makes the snapshot of a run that is kept redacted.
 *
 * @param note what the user calls it: values of this run go from it too
 * @param key HMAC-SHA256, random, for this snapshot alone: fingerprints of two runs cannot be compared
 */
export async function redactRun(
  run: Run,
  events: readonly RunEvent[],
  { note, key }: { readonly note: string; readonly key: CryptoKey },
): Promise<RedactedRun> {
  const marks = makeMarks();
  const { result, findings, diagnoses } = shownRunOf(run);
  const redaction = redactionOfRun(run, result, { hasHosts: true, hasClaims: true }, marks);
  const { resolved } = await marks.resolve(
    {
      events: events.map((event) => redactEvent(event, redaction)),
      tokens: redactTokens(result, redaction),
      scopes: result.scopes.map((row): ScopeRow => ({ ...row, scope: redaction.text(row.scope) })),
      findings: findings.map((finding) => redactFinding(finding, redaction)),
      diagnoses: diagnoses.map((diagnosis) => redactDiagnosis(diagnosis, redaction.text)),
      cause: run.state.status === 'failed' ? redaction.text(run.state.failure.cause) : undefined,
      note: redaction.search(note),
    },
    key,
  );
  const { cause, note: shownNote, events: redacted, ...rest } = resolved;
  const snapshot = {
    version: SNAPSHOT_VERSION,
    events: withMarksInAddresses(redacted),
    ...rest,
  };
  return { text: JSON.stringify(snapshot), cause, note: shownNote };
}

/** A note without the values of its run, for one that is sealed: the note is not. */
export async function redactNote(run: Run, note: string, key: CryptoKey): Promise<string> {
  const marks = makeMarks();
  const options = { hasHosts: true, hasClaims: true };
  const redaction = redactionOfRun(run, resultOf(run), options, marks);
  return (await marks.resolve(redaction.search(note), key)).resolved;
}

/** Reads the snapshot of a redacted run; undefined where it is none. */
export function readRedactedRun(text: string): ShownRun | undefined {
  const parsed = v.safeParse(redactedSchema, parse(text));
  const run = parsed.success ? runFromEvents(parsed.output.events) : undefined;
  if (!parsed.success || run === undefined) return undefined;
  const { tokens, scopes, findings, diagnoses } = parsed.output;
  const { response } = resultOf(run);
  return {
    run,
    result: {
      response,
      ...shownTokens(tokens),
      scopes: scopes.map((row) => ({ ...row, meaning: row.meaning })),
    },
    findings: findings as readonly Finding[],
    // Where to click belongs to a run that can be acted on.
    diagnoses: diagnoses.map((diagnosis) => ({ ...diagnosis, places: [] }) as Diagnosis),
  };
}

/** The text to be sealed of a run that is kept whole. */
export function wholeRun(events: readonly RunEvent[]): string {
  return JSON.stringify({ version: SNAPSHOT_VERSION, events });
}

/** Reads what was sealed of a run; undefined where it is something else. */
export function readWholeRun(text: string): ShownRun | undefined {
  const parsed = v.safeParse(wholeSchema, parse(text));
  const run = parsed.success ? runFromEvents(parsed.output.events) : undefined;
  return run === undefined ? undefined : shownRunOf(run);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
