import { describe, expect, test } from 'vitest';
import { createPleoClients } from '../../../lab/emulations/pleo/clients.ts';
import { introspectToken } from '../../../lab/emulations/pleo/introspection.ts';
import { pleoPeople } from '../../../lab/emulations/pleo/people.ts';
import { pleoSwitches } from '../../../lab/emulations/pleo/switches.ts';
import { createPleoTokenStore } from '../../../lab/emulations/pleo/token-store.ts';
import { createClientRegistry } from '../../../lab/emulations/shared/client-registry.ts';
import { createCodeStore } from '../../../lab/emulations/shared/code-store.ts';
import { createSwitches } from '../../../lab/common/switches.ts';
import { basic } from './emulation-client.ts';

describe('introspectToken', () => {
  test.each([
    ['first', true],
    ['second', false],
  ])('tells the %s client, when the first got the token: %s', async (clientId, isActive) => {
    const registrations = createPleoClients(['https://client.example/callback']);
    const tokens = createPleoTokenStore({
      seconds: () => 0,
      accessLifetime: 10,
      refreshLifetime: () => 10,
      createAccessToken: () => 'an-access-token',
    });
    const server = {
      origin: 'http://127.0.0.1:1',
      clients: createClientRegistry(
        ['first', 'second'].flatMap((id) =>
          registrations.map((client) => ({ ...client, clientId: id })),
        ),
      ),
      switches: createSwitches(pleoSwitches),
      codes: createCodeStore<never>({ now: () => 0, lifetime: () => 0, create: () => '' }),
      tokens,
    };
    await tokens.start({ clientId: 'first', person: pleoPeople[0], scopes: [] });
    const answer = introspectToken(server, {
      method: 'POST',
      path: '/oauth/token/introspect',
      query: new URLSearchParams(),
      form: new URLSearchParams({ token: 'an-access-token' }),
      contentType: 'application/x-www-form-urlencoded',
      authorization: basic(clientId, 'pleo-lab-secret-not-a-real-one'),
      origin: undefined,
    });
    expect(JSON.parse(answer.body)).toMatchObject({ active: isActive });
  });
});
