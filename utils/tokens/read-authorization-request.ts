/** An authorization request (RFC 6749 §4.1.1), as it stands in an address. */
export type AuthorizationRequest = {
  /** Where it was sent: the address without query and fragment. */
  readonly endpoint: string;
  readonly clientId: string;
  /** All of them, in their order; a name may repeat. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
};

/** Longer than what servers take, with room for a request object. */
const MAX_CHARACTERS = 20_000;

/** How many addresses may be wrapped around the request. */
const MAX_WRAPPINGS = 2;

/** One of them is in every authorization request (RFC 6749 §4.1.1, RFC 9101 §5), beside its client. */
const REQUEST_PARAMETERS = ['response_type', 'redirect_uri', 'request_uri'];

/** What stands in answers and in token requests, but in no authorization request. */
const FOREIGN_PARAMETERS = ['code', 'error', 'access_token', 'grant_type'];

/** IdentityServer comes back here after the sign-in, with the parameters of the request. */
const CALLBACK_OF_ENDPOINT = /(\/connect\/authorize)\/callback$/;

/**
 * Reads the address of an authorization request, or of a sign-in page that carries one along in a parameter, such as
 * `ReturnUrl`, `continue` or `goto`. @returns nothing for any other text. Never throws.
 */
export function readAuthorizationRequest(text: string): AuthorizationRequest | undefined {
  const address = text.trim();
  return address.length > MAX_CHARACTERS || /\s/.test(address)
    ? undefined
    : requestIn(URL.parse(address), MAX_WRAPPINGS);
}

/** Whether the parameter `request` is a request object (RFC 9101 §5): pages of other kinds have one of that name too. */
export function isRequestObject(request: string): boolean {
  return /^ey[\w-]+\.[\w-]*\./.test(request);
}

function requestIn(url: URL | null, wrappings: number): AuthorizationRequest | undefined {
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const { origin, pathname, searchParams } = url;
  const endpoint = origin + pathname.replace(CALLBACK_OF_ENDPOINT, '$1');
  const parameters = [...searchParams];
  if (isRequest(searchParams)) {
    return { endpoint, clientId: searchParams.get('client_id') ?? '', parameters };
  }
  if (wrappings === 0) return undefined;
  for (const [, value] of parameters) {
    // What is wrapped may have been encoded once more than it is decoded.
    for (const wrapped of value.includes('client_id') ? [value, decoded(value)] : []) {
      const found = requestIn(URL.parse(wrapped, origin + pathname), wrappings - 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isRequest(parameters: URLSearchParams): boolean {
  const has = (name: string) => Boolean(parameters.get(name));
  return (
    has('client_id') &&
    (REQUEST_PARAMETERS.some(has) || isRequestObject(parameters.get('request') ?? '')) &&
    !FOREIGN_PARAMETERS.some(has)
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
