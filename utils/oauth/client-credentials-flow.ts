import type { Result } from './failure';
import { succeed } from './failure';
import { checkBeforehand, type FlowContext, type FlowEnd, knowServer } from './flow';
import { requestTokens } from './token-request';

/** The client credentials grant (RFC 6749 §4.4): one token request, no user, no redirect, no refresh token. */
export async function clientCredentialsFlow(context: FlowContext): Promise<Result<FlowEnd>> {
  const { client, ports } = context;
  const ready = await checkBeforehand(context);
  if (!ready.ok) return ready;
  const known = await knowServer(context);
  if (!known.ok) return known;
  const tokens = await requestTokens(context, known.value, {
    type: 'client_credentials',
    scopes: client.scopes,
  });
  if (!tokens.ok) return tokens;
  await ports.emit({ type: 'tokens-accepted', at: ports.now(), ...tokens.value });
  return succeed('done');
}
