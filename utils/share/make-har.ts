import { type Run, stateInWords } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { stepsOf } from '../oauth/run-steps';
import { frontMessage, type HarMessage, recordedMessage, redactedMessage } from './har-message';
import { withEscapes } from './hidden-characters';
import type { ReportPorts } from './make-report';
import { makeMarks, type Receipt } from './marks';
import { redactionOf } from './redaction-of';
import type { ReportOptions } from './report';
import { type HarPage, toHar } from './to-har';
import { parametersOfUrl, partsOfUrl } from './url-parts';

export type HarOptions = ReportOptions & {
  /** With tokens, codes and everything else as it was recorded. The client secret is not in the record. */
  readonly hasTokens: boolean;
};

/** An archive as text, and what was taken out of it. */
export type SharedHar = { readonly text: string; readonly receipt: Receipt };

const REDACTED =
  'Tokens, codes, secrets and what says who somebody is are replaced by their kind and a fingerprint.';
const WHOLE =
  'As it was recorded: who has this file can use the tokens in it. It holds no client secret.';

/**
 * A run as an HTTP Archive (HAR 1.2): every request that the extension sent, and the two messages that went through the
 * browser. Redacted as a report is, unless tokens are asked for.
 */
export async function makeHar(
  { run, result }: { readonly run: Run; readonly result: RunResult },
  options: HarOptions,
  ports: ReportPorts,
): Promise<SharedHar> {
  const marks = makeMarks();
  const redaction = redactionOf({ kind: 'run', run, result }, options, marks);
  const { hasTokens } = options;
  const text = hasTokens ? (value: string) => value : redaction.text;
  const contents = {
    page: pageOf(run, text),
    messages: [
      ...frontMessages(run, hasTokens ? (url: string) => url : redaction.url),
      ...run.exchanges.map((exchange) =>
        hasTokens
          ? recordedMessage(exchange, options)
          : redactedMessage(exchange, redaction, options),
      ),
    ],
  };
  const { resolved, receipt } = hasTokens
    ? { resolved: contents, receipt: [] }
    : await marks.resolve(contents, ports.key);
  const har = toHar(resolved.page, resolved.messages, {
    version: ports.version,
    comment: hasTokens ? WHOLE : REDACTED,
  });
  return { text: withEscapes(`${JSON.stringify(har, null, 2)}\n`), receipt };
}

function pageOf(run: Run, text: (value: string) => string): HarPage {
  return {
    title: text(run.client.label),
    startedAt: run.startedAt,
    durationMs: run.updatedAt - run.startedAt,
    state: text(stateInWords(run.state)),
    steps: stepsOf(run).map(({ name, progress, detail }) => ({
      name,
      progress,
      detail: text(detail),
    })),
  };
}

/** What the browser carried: the authorization request, and the response to it. */
function frontMessages(run: Run, change: (url: string) => string): readonly HarMessage[] {
  const { authorization, authorizationRequestedAt, authorizationRespondedAt } = run;
  const { authorizationResponseUrl, callbackNotes, startedAt } = run;
  const requestedAt = authorizationRequestedAt ?? startedAt;
  const respondedAt = authorizationRespondedAt ?? requestedAt;
  return [
    ...(authorization === undefined
      ? []
      : [
          frontMessage({
            purpose: 'authorization-request',
            note: 'Opened in the browser. What the server answered there, and what the user did, is not seen; the time is that until the authorization response.',
            url: change(authorization.url),
            startedAt: requestedAt,
            durationMs: respondedAt - requestedAt,
          }),
        ]),
    ...(authorizationResponseUrl === undefined
      ? []
      : [
          callbackMessage(
            change(authorizationResponseUrl),
            respondedAt,
            callbackNotes?.isForm === true,
          ),
        ]),
  ];
}

function callbackMessage(url: string, startedAt: number, isForm: boolean): HarMessage {
  return frontMessage({
    purpose: 'authorization-response',
    note: 'The address that the server sent the browser to. It reached the extension without a request of its own.',
    url: isForm ? partsOfUrl(url).base : url,
    startedAt,
    durationMs: 0,
    ...(isForm ? { form: parametersOfUrl(url) } : {}),
  });
}
