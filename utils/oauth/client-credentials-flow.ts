import { type Result, succeed } from './failure';
import { beginFlow, type FlowContext, type FlowEnd, obtainTokens } from './flow';

/** The client credentials grant (RFC 6749 §4.4): one token request, no user, no redirect, no refresh token. */
export async function clientCredentialsFlow(context: FlowContext): Promise<Result<FlowEnd>> {
  const known = await beginFlow(context);
  if (!known.ok) return known;
  const tokens = await obtainTokens(context, known.value, {
    type: 'client_credentials',
    scopes: context.client.scopes,
  });
  if (!tokens.ok) return tokens;
  return succeed('done');
}
