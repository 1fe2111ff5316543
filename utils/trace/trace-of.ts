import { type Exchange, hostOf } from '../oauth/exchange';
import type { FailureCode } from '../oauth/failure';
import { exchangesBeforeEnd, isOver, type Run } from '../oauth/run';
import { messageOfExchange } from './exchange-message';
import { authorizationRequestOf, authorizationResponseOf, hasApp } from './front-channel';
import {
  comparisonNote,
  endNote,
  hiddenPageNote,
  signInNote,
  sparedAppNote,
  typedEndpointsNote,
  useNotes,
  verificationNote,
} from './trace-notes';
import {
  type Participant,
  participantName,
  PARTICIPANTS,
  type Trace,
  type TraceEntry,
  type TraceParty,
  type TraceStep,
} from './trace';

/**
 * The exchange of a run between its participants, in protocol order: what was sent and answered, what happened inside,
 * how it ended, and what was done with its tokens since. Nothing is there that did not happen yet.
 */
export function traceOf(run: Run): Trace {
  const sent = exchangesBeforeEnd(run).map((exchange, index) =>
    messageOfExchange(exchange, { index, isFault: isFaulty(run, exchange) }),
  );
  const ofStep = (step: TraceStep) => sent.filter((message) => message.step === step);
  const entries: readonly (TraceEntry | undefined)[] = [
    ...ofStep('discovery'),
    typedEndpointsNote(run),
    authorizationRequestOf(run),
    signInNote(run),
    hiddenPageNote(run, ofStep('sign-in')[0]),
    ...ofStep('sign-in'),
    authorizationResponseOf(run),
    sparedAppNote(run),
    comparisonNote(run),
    ...ofStep('token-request'),
    ...ofStep('verification'),
    ...ofStep('after-end'),
    verificationNote(run),
    endNote(run),
    ...afterEnd(run),
  ];
  const shown = entries.filter((entry) => entry !== undefined);
  return { startedAt: run.startedAt, parties: partiesOf(run, shown), entries: shown };
}

/** Whether the run failed over the answer of this exchange: the last one of the step at which it failed. */
function isFaulty(run: Run, exchange: Exchange): boolean {
  if (run.state.status !== 'failed') return false;
  const { step } = run.state;
  if (step !== 'discovery' && step !== 'token-request') return false;
  const purpose = step === 'discovery' ? 'discovery' : 'token';
  const isLast = exchangesBeforeEnd(run).findLast((one) => one.purpose === purpose) === exchange;
  return isLast && FAULTS_OF_REQUESTS.has(run.state.failure.code);
}

/** Failures at these steps that lie in an answer, and not in what was missing before. */
const FAULTS_OF_REQUESTS: ReadonlySet<FailureCode> = new Set([
  'discovery_failed',
  'issuer_mismatch',
  'token_error',
  'token_response_invalid',
]);

function afterEnd(run: Run): readonly TraceEntry[] {
  if (!isOver(run.state)) return [];
  const first = exchangesBeforeEnd(run).length;
  const messages = run.exchanges
    .slice(first)
    .map((exchange, index) =>
      messageOfExchange(exchange, { index: first + index, isAfterEnd: true }),
    );
  // A use is judged right after its answer.
  return [...messages, ...useNotes(run)].toSorted((one, other) => one.at - other.at);
}

function partiesOf(run: Run, entries: readonly TraceEntry[]): readonly TraceParty[] {
  const met = new Set<Participant>([
    'extension',
    'server',
    ...(hasApp(run) ? ['app' as const] : []),
  ]);
  const hosts = { server: new Set<string>(), api: new Set<string>(), app: new Set<string>() };
  const meetHost = (of: keyof typeof hosts, url: string | undefined) => {
    const host = url === undefined ? undefined : URL.parse(url)?.host;
    if (host !== undefined && host !== '') hosts[of].add(host);
  };
  meetHost('app', run.redirect.uri);
  meetHost('server', run.authorization?.url);
  for (const entry of entries) {
    if (entry.kind === 'note') continue;
    for (const { from, to } of entry.arrows) met.add(from).add(to);
    if (entry.content.kind === 'exchange') {
      hosts[entry.to === 'api' ? 'api' : 'server'].add(hostOf(entry.content.exchange));
    }
  }
  if (hosts.server.size === 0) {
    meetHost(
      'server',
      run.server?.token_endpoint ?? run.client.issuer ?? run.client.endpoints.token,
    );
  }
  return PARTICIPANTS.filter((participant) => met.has(participant)).map((participant) => ({
    participant,
    name: participantName(participant),
    hosts: participant === 'browser' || participant === 'extension' ? [] : [...hosts[participant]],
  }));
}
