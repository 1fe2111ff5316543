import type { Exchange } from '../oauth/exchange';
import type { RunStep } from '../oauth/run';

/** Who takes part in a run. An app does where the redirect URI is its own, an API where it was called. */
export const PARTICIPANTS = ['app', 'browser', 'extension', 'server', 'api'] as const;
export type Participant = (typeof PARTICIPANTS)[number];

/** What follows on the end of a run belongs to no step of it. */
export type TraceStep = RunStep | 'after-end';

export type TraceOutcome = {
  readonly kind: 'ok' | 'error' | 'no-answer' | 'redirect' | 'pending';
  /** In a few words that quote no value: `200 OK`, `No answer`, `code, state`. */
  readonly words: string;
};

/** One way between two participants. */
export type TraceArrow = {
  readonly from: Participant;
  readonly to: Participant;
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Where it is an answer, or ended in one. */
  readonly outcome?: TraceOutcome;
};

/** What a message carries: a request with its answer, or an address that the browser was sent to. */
export type TraceContent =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  | {
      readonly kind: 'address';
      /** `authorization URL` or `callback URL` */
      readonly name: string;
      readonly method: 'GET' | 'POST';
      readonly url: string;
      /** What is out of the ordinary about it, in sentences. */
      readonly remarks: readonly string[];
    };

export type TraceMessage = {
  readonly kind: 'message';
  /** The same at every look at a run that goes on. */
  readonly id: string;
  readonly step: TraceStep;
  /** In the words of the specifications, such as `Token request`. */
  readonly label: string;
  readonly from: Participant;
  readonly to: Participant;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds until the answer, or until there was none. */
  readonly durationMs?: number;
  readonly outcome: TraceOutcome;
  readonly content: TraceContent;
  /** Its ways in order: there, and back where it was answered. */
  readonly arrows: readonly TraceArrow[];
};

/** What happens within participants, between the messages. */
export type TraceNote = {
  readonly kind: 'note';
  readonly id: string;
  readonly step: TraceStep;
  /** The first and the last of those that it concerns. */
  readonly over: readonly [Participant, Participant];
  readonly tone: 'plain' | 'good' | 'caution' | 'bad';
  /** May quote what servers said. */
  readonly text: string;
  readonly at: number;
};

export type TraceEntry = TraceMessage | TraceNote;

/** A participant of this run, and where it lives. */
export type TraceParty = {
  readonly participant: Participant;
  readonly name: string;
  /** Its hosts, in the order in which they were met. */
  readonly hosts: readonly string[];
};

/** The exchange of a run as a sequence, in protocol order. */
export type Trace = {
  readonly startedAt: number;
  readonly parties: readonly TraceParty[];
  readonly entries: readonly TraceEntry[];
};

/** The messages of a trace, without its notes. */
export function messagesOf({ entries }: Pick<Trace, 'entries'>): readonly TraceMessage[] {
  return entries.filter((entry) => entry.kind === 'message');
}

const NAMES = {
  app: 'App',
  browser: 'Browser',
  extension: 'Extension',
  server: 'Authorization server',
  api: 'API',
} as const satisfies Record<Participant, string>;

/** What a participant is called. */
export function participantName(participant: Participant): string {
  return NAMES[participant];
}

/** A time since the start of a run, such as `+1.24 s`. */
export function sinceStart(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 100) return `+${seconds.toFixed(2)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `+${minutes} min ${Math.floor(seconds % 60)} s`
    : `+${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
