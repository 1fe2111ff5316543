import { fail, type Result } from './failure';
import { checkBeforehand, type FlowContext, type FlowEnd, knowServer, verifyTokens } from './flow';
import { requestTokens } from './token-request';

/** Refreshes the tokens of an earlier run (RFC 6749 §6, OpenID Connect Core §12). */
export async function refreshFlow(context: FlowContext): Promise<Result<FlowEnd>> {
  const { ports, refresh } = context;
  if (refresh === undefined) {
    return fail('client_incomplete', 'there is no refresh token to use', 'Run the client anew.');
  }
  const ready = await checkBeforehand(context);
  if (!ready.ok) return ready;
  const known = await knowServer(context);
  if (!known.ok) return known;
  const tokens = await requestTokens(context, known.value, {
    type: 'refresh_token',
    refreshToken: refresh.refreshToken,
  });
  if (!tokens.ok) return tokens;
  await ports.emit({ type: 'tokens-accepted', at: ports.now(), ...tokens.value });
  return verifyTokens(context, known.value, {
    grant: 'refresh_token',
    nonce: refresh.run.nonce,
  });
}
