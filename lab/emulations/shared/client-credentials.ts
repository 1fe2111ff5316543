import type { ClientRegistry } from './client-registry.ts';
import type { EmulatedClient, SeenRequest } from './emulation.ts';

/** How Basic credentials are read; the values of the switch `basic-decoding`. */
export type BasicDecoding = 'form-decoded' | 'raw';

/** Who a request says it comes from. */
export type Credentials =
  | {
      readonly kind: 'credentials';
      readonly method: 'basic' | 'body';
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | { readonly kind: 'unreadable'; readonly method: 'basic' }
  | { readonly kind: 'missing' };

/**
 * Reads client ID and secret from the Basic header or from the form, never from the query.
 * If both are there the header counts: RFC 6749 §2.3 forbids to send both, none of the providers
 * documents what happens, so this is a choice of the lab.
 */
export function readCredentials(request: SeenRequest, decoding: BasicDecoding): Credentials {
  const basic = /^basic +(?<token>\S+)$/i.exec(request.authorization ?? '')?.groups?.['token'];
  if (basic !== undefined) return readBasic(basic, decoding);
  const clientId = request.form.get('client_id');
  const clientSecret = request.form.get('client_secret');
  if (clientId === null || clientSecret === null) return { kind: 'missing' };
  return { kind: 'credentials', method: 'body', clientId, clientSecret };
}

/** The client whose ID and secret these are. Any of its secrets will do. */
export function findByCredentials(
  clients: ClientRegistry,
  credentials: Credentials,
): EmulatedClient | undefined {
  if (credentials.kind !== 'credentials') return undefined;
  const client = clients.find(credentials.clientId);
  const isRight = client?.secrets.some(({ value }) => value === credentials.clientSecret);
  return isRight === true ? client : undefined;
}

function readBasic(token: string, decoding: BasicDecoding): Credentials {
  const [clientId = '', ...rest] = Buffer.from(token, 'base64').toString('utf8').split(':');
  const clientSecret = rest.join(':');
  if (rest.length === 0) return { kind: 'unreadable', method: 'basic' };
  if (decoding === 'raw') return { kind: 'credentials', method: 'basic', clientId, clientSecret };
  try {
    return {
      kind: 'credentials',
      method: 'basic',
      clientId: formDecode(clientId),
      clientSecret: formDecode(clientSecret),
    };
  } catch {
    return { kind: 'unreadable', method: 'basic' };
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
