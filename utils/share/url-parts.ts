import type { NameValue } from '../oauth/exchange';

/** An address in three parts, as they are written: each with its `?` or `#`, or empty. */
export function partsOfUrl(url: string): {
  readonly base: string;
  readonly query: string;
  readonly fragment: string;
} {
  const hash = url.indexOf('#');
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const question = beforeHash.indexOf('?');
  return {
    base: question === -1 ? beforeHash : beforeHash.slice(0, question),
    query: question === -1 ? '' : beforeHash.slice(question),
    fragment: hash === -1 ? '' : url.slice(hash),
  };
}

/** The parameters in query and fragment of an address; none in a text that is no address. */
export function parametersOfUrl(url: string): readonly NameValue[] {
  const { query, fragment } = partsOfUrl(url);
  return [query, fragment].flatMap((part) =>
    part.includes('=') ? [...new URLSearchParams(part.slice(1))] : [],
  );
}

/** A query or fragment with each value changed, decoded; what stays the same is left as it is written. */
export function mapParameters(part: string, change: (name: string, value: string) => string) {
  return part
    .split('&')
    .map((pair, index) => {
      const sign = index === 0 ? pair.slice(0, 1) : '';
      const written = pair.slice(sign.length);
      const [[name, value] = [undefined, '']] = new URLSearchParams(written);
      const changed = name === undefined ? value : change(name, value);
      return sign + (name === undefined || changed === value ? written : `${name}=${changed}`);
    })
    .join('&');
}

/** Whether a text has the form of a form body (application/x-www-form-urlencoded): `a=1&b=2`. */
export function isFormText(text: string): boolean {
  return /^[\w.-]{1,60}=\S*$/.test(text);
}
