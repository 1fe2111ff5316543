import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';

/** The client's authentication at the token endpoint, as it is registered (RFC 6749 §2.3.1). */
export function clientAuthentication(input: {
  readonly client: Pick<Client, 'tokenEndpointAuthMethod' | 'basicEncoding'>;
  readonly clientSecret: string | undefined;
}): oauth.ClientAuth {
  const secret = input.clientSecret ?? '';
  switch (input.client.tokenEndpointAuthMethod) {
    case 'none':
      return oauth.None();
    case 'client_secret_basic':
      return input.client.basicEncoding === 'raw'
        ? rawBasic(secret)
        : oauth.ClientSecretBasic(secret);
    case 'client_secret_post':
      return oauth.ClientSecretPost(secret);
  }
}

/** Basic credentials as RFC 7617 has them, for servers that do not decode what RFC 6749 has encoded. */
function rawBasic(secret: string): oauth.ClientAuth {
  return (_server, client, _body, headers) => {
    const bytes = new TextEncoder().encode(`${client.client_id}:${secret}`);
    headers.set('authorization', `Basic ${btoa(String.fromCharCode(...bytes))}`);
  };
}
