import { environmentOf } from '../clients/client-form';
import type { Run } from './run';
import { type RunResult, resultOf } from './run-result';
import { isWebAddress } from '../clients/url-rules';
import { textOf } from '../tokens/members';

/** A call that shows at this provider that a token works; nothing where none is known. */
export function suggestedCall(
  { client, server }: Run,
  { response }: RunResult,
): string | undefined {
  const { exampleCall, endpoints } = environmentOf(client) ?? {};
  if (exampleCall === undefined || response === undefined) return undefined;
  const url = exampleCall.replace(
    PLACEHOLDER,
    (_, member: string) => textOf(response.members, member) ?? '',
  );
  // The server itself says where its API is; else the token has to be of the very system that the call is for.
  const isOurs = PLACEHOLDER.test(exampleCall) || server?.token_endpoint === endpoints?.token;
  return isOurs && isWebAddress(url) ? url : undefined;
}

const PLACEHOLDER = /^\{(\w+)\}/;

/**
 * Whether a server has nothing to do with the token of a run, as far as one can see: it is neither that of the issuer,
 * nor one that the token names in `aud`, nor one where the provider’s API is.
 */
export function isForeignTo(url: string, run: Run): boolean {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined) return false;
  const result = resultOf(run);
  const { client, server } = run;
  const audience =
    result.accessToken?.kind === 'jwt' ? [result.accessToken.claims['aud']].flat() : [];
  return ![
    client.issuer,
    server?.issuer,
    server?.token_endpoint,
    server?.userinfo_endpoint,
    suggestedCall(run, result),
    ...audience,
  ].some((known) => typeof known === 'string' && URL.parse(known)?.origin === origin);
}
