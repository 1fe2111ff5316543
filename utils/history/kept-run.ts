import * as v from 'valibot';
import { providerName } from '../clients/providers';
import { type Run, type RunState, stepName, stepsOfGrant } from '../oauth/run';

/** How a run is kept: without anything that lets somebody in, or whole under the vault's key. */
export const KEPT_AS = ['redacted', 'sealed'] as const;
export type KeptAs = (typeof KEPT_AS)[number];

/** The longest note, in characters. */
export const MAX_NOTE = 200;

const summarySchema = v.object({
  /** That of the run. */
  id: v.pipe(v.string(), v.nonEmpty()),
  keptAs: v.picklist(KEPT_AS),
  /** The vault that it is sealed in. */
  vaultId: v.optional(v.string()),
  clientId: v.string(),
  label: v.string(),
  provider: v.string(),
  environment: v.string(),
  grant: v.picklist(['authorization_code', 'client_credentials', 'refresh_token']),
  startedAt: v.number(),
  keptAt: v.number(),
  status: v.picklist(['done', 'failed', 'cancelled', 'interrupted']),
  /** Where it ended. */
  step: v.picklist(stepsOfGrant('authorization_code')),
  /** Why it failed, redacted; absent where the run is sealed: servers may say anything there. */
  cause: v.optional(v.string()),
  /** What the user calls it. */
  note: v.string(),
  /** Of what is stored besides this. */
  bytes: v.number(),
});

/** What lists show of a kept run; it is stored in the clear. */
export type KeptRunSummary = Readonly<v.InferOutput<typeof summarySchema>>;

/** Reads what is stored; undefined where it is something else. */
export function parseKeptRunSummary(value: unknown): KeptRunSummary | undefined {
  const parsed = v.safeParse(summarySchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** The state of a run that is over. */
export type EndState = Extract<RunState, { readonly status: KeptRunSummary['status'] }>;

/** Nothing while the run goes on: such a run cannot be kept. */
export function endStateOf({ state }: Pick<Run, 'state'>): EndState | undefined {
  switch (state.status) {
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return state;
    case 'preparing':
    case 'discovering':
    case 'authorizing':
    case 'exchanging':
    case 'verifying':
      return undefined;
  }
}

/** What is told of a run in the clear, however it is kept. */
export function keptRunSummary(
  run: Run,
  state: EndState,
  kept: Pick<KeptRunSummary, 'keptAs' | 'vaultId' | 'cause' | 'note' | 'keptAt' | 'bytes'>,
): KeptRunSummary {
  const { id, client, grant, startedAt, step } = run;
  return {
    id,
    clientId: client.id,
    label: client.label,
    provider: client.provider,
    environment: client.environment,
    grant,
    startedAt,
    status: state.status,
    step,
    ...kept,
  };
}

/** How a kept run ended, in words. */
export function outcomeInWords({ status, step, cause }: KeptRunSummary): string {
  switch (status) {
    case 'done':
      return 'Done';
    case 'failed':
      return cause === undefined ? `Failed at step ${stepName(step)}` : `Failed: ${cause}`;
    case 'cancelled':
      return 'Cancelled';
    case 'interrupted':
      return `Interrupted at step ${stepName(step)}`;
  }
}

/** Whose run it was, in words: `Refresh · Pleo · Sandbox`. */
export function originInWords({
  grant,
  provider,
  environment,
}: Pick<KeptRunSummary, 'grant' | 'provider' | 'environment'>): string {
  return [grant === 'refresh_token' ? 'Refresh' : '', providerName(provider), environment]
    .filter(Boolean)
    .join(' · ');
}
