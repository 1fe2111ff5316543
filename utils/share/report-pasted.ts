import { evidenceOfPasted } from '../findings/gather-evidence';
import { decodeToken } from '../tokens/decode-token';
import type { JsonValue } from '../tokens/json';
import type { Recognised } from '../tokens/recognised';
import { disclosedClaims } from '../tokens/sd-jwt';
import type { Redaction } from './redaction';
import type { ReportContents, ReportedPart, ReportOptions } from './report';
import { namedPairs, reportRequest } from './report-exchange';
import { reportFindings } from './report-findings';
import { reportToken } from './report-token';
import { KINDS_OF_TOKENS } from './sensitive-values';
import { partsOfUrl } from './url-parts';

/** Everything that is told of what was pasted, redacted. */
export function reportPasted(
  recognised: Recognised,
  redaction: Redaction,
  options: ReportOptions,
  now: number,
): ReportContents {
  const { what, tokens, parameters, request, callbackUrl, httpRequest } = recognised;
  const address = callbackUrl === undefined ? request?.endpoint : partsOfUrl(callbackUrl).base;
  return {
    recognised_as: redaction.text(what),
    findings: reportFindings(evidenceOfPasted(recognised, now), redaction),
    ...(address === undefined
      ? {}
      : {
          [callbackUrl === undefined ? 'authorization_request' : 'authorization_response']: {
            address: redaction.url(address),
            parameters: [],
          },
        }),
    ...(parameters === undefined ? {} : { parameters: namedPairs(redaction.pairs(parameters)) }),
    parts: partsOf(recognised, redaction, options),
    tokens: tokens.map(({ name, value, unprotected }) =>
      reportToken(
        decodeToken(value, unprotected),
        { name, kind: KINDS_OF_TOKENS[name] },
        redaction,
        options,
      ),
    ),
    ...(httpRequest === undefined
      ? {}
      : { requests: [reportRequest(httpRequest, redaction, options)] }),
  };
}

/** What is public of what was pasted, though it may look random. */
export function harmlessOfPasted({ request, callbackUrl, metadata, tokens }: Recognised) {
  const claims = tokens.flatMap(({ value }) => {
    const token = decodeToken(value);
    return 'claims' in token && token.claims !== undefined
      ? ['iss', 'aud', 'azp', 'client_id'].flatMap((name) => token.claims?.[name] ?? [])
      : [];
  });
  const addresses = [request?.endpoint, callbackUrl && URL.parse(callbackUrl)?.origin];
  return [request?.clientId, ...addresses, ...Object.values(metadata ?? {}), ...claims].filter(
    (text) => typeof text === 'string',
  );
}

function partsOf(
  recognised: Recognised,
  redaction: Redaction,
  options: ReportOptions,
): readonly ReportedPart[] {
  const { tokenResponse, introspection, userInfo, metadata, keys, claims, header, sdJwt } =
    recognised;
  const parts: readonly (readonly [name: string, members: JsonValue | undefined])[] = [
    ['Token response', options.hasBodies ? tokenResponse : undefined],
    ['Introspection response', options.hasClaims ? introspection : undefined],
    ['User info', options.hasClaims ? userInfo : undefined],
    ['Discovery document', options.hasBodies ? metadata : undefined],
    ['Keys', options.hasBodies ? keys : undefined],
    ['Claims', options.hasClaims ? claims : undefined],
    ['Header', options.hasBodies ? header : undefined],
    ['Disclosures', options.hasClaims && sdJwt !== undefined ? disclosedClaims(sdJwt) : undefined],
  ];
  return parts.flatMap(([name, members]) =>
    members === undefined ? [] : [{ name, members: redaction.json(members) }],
  );
}
