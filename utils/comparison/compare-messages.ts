import { type Exchange, lastTokenExchange, mediaTypeOf, sentParameter } from '../oauth/exchange';
import type { CallbackNotes } from '../oauth/run-event';
import { readTokenBody } from '../oauth/token-body';
import { kindOfName } from '../share/sensitive-names';
import { basicCredentials } from '../share/shared-request';
import { parametersOfUrl, partsOfUrl } from '../share/url-parts';
import type { Entry, Side } from './comparison';
import { fact, memberEntries, parameterEntries, secretFact } from './entries';
import { timed } from './timed';

/** The authorization request: its address, its parameters, and the verifier that stays here. */
export function requestEntries({ run: { authorization } }: Side): readonly Entry[] {
  return authorization === undefined
    ? []
    : [
        ...fact('Address', partsOfUrl(authorization.url).base),
        ...parameterEntries(parametersOfUrl(authorization.url)),
        ...secretFact('Code verifier', 'code verifier', authorization.codeVerifier),
      ];
}

/** The authorization response. */
export function callbackEntries({ run }: Side): readonly Entry[] {
  const { authorizationResponseUrl: url, callbackNotes = {} } = run;
  return url === undefined
    ? []
    : [
        ...fact('Address', partsOfUrl(url).base),
        ...fact('How it came', placeInWords(url, callbackNotes)),
        ...parameterEntries(parametersOfUrl(url)),
      ];
}

function placeInWords(url: string, { isForm, isPasted, isSeenByApp }: CallbackNotes): string {
  const { fragment } = partsOfUrl(url);
  return [
    isForm === true ? 'as a form' : fragment.includes('=') ? 'in the fragment' : 'in the query',
    ...(isPasted === true ? ['pasted'] : []),
    ...(isSeenByApp === true ? ['after the app had it'] : []),
  ].join(', ');
}

/** The last token request. What authenticates the client is told as a method. */
export function tokenRequestEntries({ run }: Side): readonly Entry[] {
  const exchange = lastTokenExchange(run.exchanges);
  if (exchange === undefined) return [];
  const { method, url, headers, form = [] } = exchange.request;
  return [
    ...fact('Address', `${method} ${url}`),
    ...fact('Client authentication as sent', authenticationOf(exchange)),
    ...parameterEntries(form.filter(([name]) => name !== 'client_secret')),
    ...parameterEntries(headers.filter(([name]) => kindOfName(name) !== 'credentials')).map(
      (entry) => ({ ...entry, key: `header ${entry.key}`, name: `${entry.name} (header)` }),
    ),
  ];
}

function authenticationOf(exchange: Exchange): string {
  const header = exchange.request.headers.find(([name]) => name.toLowerCase() === 'authorization');
  if (header !== undefined) {
    const [clientId] = basicCredentials(header)?.split(':') ?? [];
    return clientId === undefined ? 'in the header' : `in the header, as ${clientId}`;
  }
  if (sentParameter(exchange, 'client_assertion') !== undefined) return 'by an assertion';
  return sentParameter(exchange, 'client_secret') === undefined ? 'none' : 'in the body';
}

/** The answer to the last token request, read member by member where that is possible. */
export function tokenResponseEntries({ run }: Side): readonly Entry[] {
  const exchange = lastTokenExchange(run.exchanges);
  if (exchange === undefined) return [];
  const { outcome, startedAt, durationMs } = exchange;
  switch (outcome.kind) {
    case 'redirect':
      return fact('Answer', 'a redirect, which the browser hides');
    case 'error':
      return fact('Answer', outcome.message);
    case 'response': {
      const body = readTokenBody(outcome);
      return [
        ...fact('HTTP status', outcome.status),
        ...fact('Media type', mediaTypeOf(outcome)),
        ...(body === undefined
          ? fact('Body', outcome.body, {
              shown: `${outcome.body.length.toLocaleString('en')} characters, neither JSON nor a form`,
            })
          : timed(memberEntries(body.members, 'member'), (startedAt + durationMs) / 1000)),
      ];
    }
  }
}
