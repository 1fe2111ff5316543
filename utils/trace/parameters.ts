import type { NameValue } from '../oauth/exchange';
import { isFormText, partsOfUrl } from '../share/url-parts';

/** A parameter, and how its value was written in the address or form. */
export type SentParameter = {
  readonly name: string;
  readonly value: string;
  readonly sent: string;
};

/** The parameters in query and fragment of an address, in their order. */
export function parametersOfAddress(url: string): readonly SentParameter[] {
  const { query, fragment } = partsOfUrl(url);
  return [query, fragment].flatMap((part) =>
    part.includes('=') ? part.slice(1).split('&').filter(Boolean).map(readPair) : [],
  );
}

/** The parameters of a form, in their order. */
export function parametersOfForm(form: readonly NameValue[]): readonly SentParameter[] {
  return form.map(([name, value]) => ({ name, value, sent: formText([['', value]]).slice(1) }));
}

/** A form as it was sent (application/x-www-form-urlencoded). */
export function formText(form: readonly NameValue[]): string {
  return new URLSearchParams(form.map(([name, value]) => [name, value])).toString();
}

/** The parameters of a body that is a form, such as GitHub’s token response; nothing of any other. */
export function parametersOfBody(body: string): readonly SentParameter[] | undefined {
  const text = body.trim();
  return isFormText(text) ? text.split('&').filter(Boolean).map(readPair) : undefined;
}

function readPair(pair: string): SentParameter {
  const [[name, value] = ['', '']] = new URLSearchParams(pair);
  const equals = pair.indexOf('=');
  return { name, value, sent: equals === -1 ? '' : pair.slice(equals + 1) };
}
