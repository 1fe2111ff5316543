import { discover } from '../oauth/discovery';
import { permissionMissing, type Result } from '../oauth/failure';
import { makeRedactor } from '../oauth/redactor';
import type { ServerMetadata } from '../oauth/server-metadata';
import { plainFetch } from '../platform/fetch';
import { missingOrigins } from '../platform/permissions';

/**
 * Reads the metadata of an issuer for the form. Many servers let everyone read it; only where one does not is a
 * permission needed, and the failure says so.
 */
export async function discoverIssuer(issuer: string): Promise<Result<ServerMetadata>> {
  const result = await discover(issuer, {
    fetch: plainFetch,
    now: () => Date.now(),
    signal: new AbortController().signal,
    redact: makeRedactor('', undefined),
    onExchange: () => Promise.resolve(),
  });
  if (result.ok || result.failure.code !== 'discovery_failed') return result;
  const origin = URL.parse(issuer)?.origin;
  const missing = origin === undefined ? [] : await missingOrigins([origin]);
  return missing.length === 0 ? result : { ok: false, failure: permissionMissing(missing) };
}
