import type { Exchange, NameValue } from '../oauth/exchange';
import { prettyJson } from '../tokens/pretty-json';
import { parametersOfUrl } from '../share/url-parts';
import { formText } from './parameters';
import { participantName, type TraceMessage } from './trace';
import { decodedParts, tokensIn } from './tokens-in-message';

/**
 * The messages that hold a text anywhere: in their labels, addresses, headers and bodies, as they were sent and
 * decoded, whether it is masked on the screen or not. Case does not matter; an empty query finds all.
 */
export function searchTrace(
  messages: readonly TraceMessage[],
  query: string,
): readonly TraceMessage[] {
  const wanted = query.trim().toLowerCase();
  return wanted === '' ? messages : messages.filter((message) => textOf(message).includes(wanted));
}

/** What went over the wire does not change: it is read once, however often somebody types. */
const texts = new WeakMap<Exchange, string>();

function textOf(message: TraceMessage): string {
  const { content } = message;
  if (content.kind === 'address') return joined(message);
  const text = texts.get(content.exchange) ?? joined(message);
  texts.set(content.exchange, text);
  return text;
}

function joined(message: TraceMessage): string {
  return gather(message).join('\n').toLowerCase();
}

function gather(message: TraceMessage): readonly string[] {
  const { label, from, to, outcome, content } = message;
  const tokens = tokensIn(content).flatMap(({ token }) => decodedParts(token));
  const base = [label, participantName(from), participantName(to), outcome.words, ...tokens];
  if (content.kind === 'address') {
    return [...base, content.url, ...lines(parametersOfUrl(content.url)), ...content.remarks];
  }
  const { request, outcome: answer } = content.exchange;
  return [
    ...base,
    `${request.method} ${request.url}`,
    ...lines(parametersOfUrl(request.url)),
    ...lines(request.headers),
    ...lines(request.form ?? []),
    formText(request.form ?? []),
    request.body ?? '',
    ...(answer.kind === 'error' ? [answer.message] : []),
    ...(answer.kind === 'response'
      ? [...lines(answer.headers), answer.body, prettyJson(answer.body)]
      : []),
  ];
}

/** Names and values, each also as people write them: `name: value` and `name=value`. */
function lines(pairs: readonly NameValue[]): readonly string[] {
  return pairs.flatMap(([name, value]) => [`${name}: ${value}`, `${name}=${value}`]);
}
