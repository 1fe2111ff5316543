import type { Provider } from 'oidc-provider';
import type { ConsentDecision } from './consent.ts';
import { apiResource } from './provider-configuration.ts';
import type { DemoUser } from './users.ts';

type GrantInput = {
  readonly provider: Provider;
  readonly decision: ConsentDecision;
  readonly user: DemoUser;
  readonly clientId: string;
};

/**
 * Stores a decision as a grant and gives its id. Always a new grant: the latest decision replaces
 * the earlier ones, and a scope that was refused once can be granted later.
 */
export async function saveGrant({
  provider,
  decision,
  user,
  clientId,
}: GrantInput): Promise<string> {
  const grant = new provider.Grant({ accountId: user.id, clientId });
  const api = apiResource(provider.issuer);
  for (const { kind, name } of decision.granted) {
    if (kind === 'api') grant.addResourceScope(api, name);
    else grant.addOIDCScope(name);
  }
  // Without the refusals the library would ask for the same scopes again at once.
  for (const { kind, name } of decision.refused) {
    if (kind === 'api') grant.rejectResourceScope(api, name);
    else grant.rejectOIDCScope(name);
  }
  return grant.save();
}
