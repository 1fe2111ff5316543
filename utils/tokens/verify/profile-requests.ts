import { failed, passed, type Check, warning } from '../check';
import type { JsonObject } from '../json';
import { showValue } from '../show-value';
import { checkClient, checkTokenId, ifThere } from './check-claims';
import { checkAudience, checkIssuer, checkSubject } from './check-identity';
import { checkExpiry, checkIssuedAt, checkNotBefore } from './check-times';
import type { ClaimsContext } from './context';
import { memberOf } from '../members';

/** A request object (RFC 9101 §4, §10.8): issued by the client, meant for the authorization server. */
export function checkRequestObject(context: ClaimsContext): readonly Check[] {
  const { claims, expected, clock } = context;
  const audience = expected.audience ?? expected.issuer;
  const clientId = expected.clientId ?? textOf(claims, 'client_id');
  return [
    ifThere(claims, 'iss', () => checkIssuer(claims, clientId)),
    checkClient(claims, expected.clientId, 'required'),
    ifThere(claims, 'aud', () => checkAudience(claims, audience, 'the authorization server')),
    checkRequestContents(claims),
    checkExpiry(claims, clock, 'optional'),
    checkIssuedAt(claims, clock, 'optional'),
    checkNotBefore(claims, clock),
    checkTokenId(claims, 'optional'),
  ];
}

function checkRequestContents(claims: JsonObject): Check {
  const nested = ['request', 'request_uri'].find((name) => Object.hasOwn(claims, name));
  if (nested !== undefined) {
    return failed(
      'Contents',
      `It holds "${nested}": a request object must not hold another (RFC 9101 §4).`,
    );
  }
  if (typeof claims['sub'] === 'string' && claims['sub'] === claims['client_id']) {
    return failed(
      'Contents',
      '"sub" is the client ID: the request could be taken for a client assertion (RFC 9101 §10.8).',
    );
  }
  return passed(
    'Contents',
    'It holds no other request, and nothing that makes it a client assertion.',
  );
}

/** A client assertion (RFC 7523 §3): by the client, of the client, for the authorization server. */
export function checkClientAssertion(context: ClaimsContext): readonly Check[] {
  const { claims, expected, clock } = context;
  const iss = textOf(claims, 'iss');
  const client = expected.clientId ?? textOf(claims, 'sub');
  return [
    checkIssuer(claims, client),
    iss !== undefined && claims['sub'] !== iss
      ? failed(
          'Subject',
          `"sub" is ${showValue(memberOf(claims, 'sub'))}, and "iss" ${showValue(iss)}: both are the client ID.`,
        )
      : checkSubject(claims),
    checkAudience(claims, expected.audience ?? expected.issuer, 'the authorization server'),
    checkExpiry(claims, clock),
    checkIssuedAt(claims, clock, 'optional'),
    checkNotBefore(claims, clock),
    claims['jti'] === undefined
      ? warning(
          'Token ID',
          '"jti" is missing: RFC 7523 §3 leaves it open, and OpenID Connect Core §9 requires it.',
        )
      : checkTokenId(claims, 'required'),
  ];
}

/** An assertion as an authorization grant (RFC 7523 §3): about a user or a service account, for the authorization server. */
export function checkAssertion({ claims, expected, clock }: ClaimsContext): readonly Check[] {
  return [
    checkIssuer(claims, expected.clientId),
    // A service account of Google that acts for itself leaves it out.
    ifThere(claims, 'sub', () => checkSubject(claims)),
    checkAudience(claims, expected.audience ?? expected.issuer, 'the authorization server'),
    checkExpiry(claims, clock),
    checkIssuedAt(claims, clock, 'optional'),
    checkNotBefore(claims, clock),
    checkTokenId(claims, 'optional'),
  ];
}

function textOf(claims: JsonObject, name: string): string | undefined {
  const value = memberOf(claims, name);
  return typeof value === 'string' ? value : undefined;
}
