import { fail, type Result } from './failure';
import { beginFlow, type FlowContext, type FlowEnd, obtainTokens, verifyTokens } from './flow';

/** Refreshes the tokens of an earlier run (RFC 6749 §6, OpenID Connect Core §12). */
export async function refreshFlow(context: FlowContext): Promise<Result<FlowEnd>> {
  const { refresh } = context;
  if (refresh === undefined) {
    return fail('client_incomplete', 'there is no refresh token to use', 'Run the client anew.');
  }
  const known = await beginFlow(context);
  if (!known.ok) return known;
  const tokens = await obtainTokens(context, known.value, {
    type: 'refresh_token',
    refreshToken: refresh.refreshToken,
  });
  if (!tokens.ok) return tokens;
  return verifyTokens(context, known.value, {
    grant: 'refresh_token',
    nonce: refresh.run.nonce,
    earlier: refresh.run.idTokenClaims,
  });
}
