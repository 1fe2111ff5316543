import type { Evidence } from '../../../../utils/findings/evidence';
import { evidenceOfPasted, evidenceOfRun } from '../../../../utils/findings/gather-evidence';
import type { Run } from '../../../../utils/oauth/run';
import { resultOf } from '../../../../utils/oauth/run-result';
import type { TokenUse } from '../../../../utils/oauth/token-use';
import type { JsonObject } from '../../../../utils/tokens/json';
import type { Recognised, RecognisedRequest, TokenName } from '../../../../utils/tokens/recognised';
import type { Client } from '../../../../utils/clients/client';
import { sampleClient } from '../../clients/sample-client';
import { exchangeOf, goodEvents, runOf, tokenBody } from '../../oauth/sample-run';
import { encode } from '../../tokens/vectors';

/** What shows the fault of a rule, and what does not. */
export type Case = {
  readonly fault: Evidence | readonly Evidence[];
  readonly sound: Evidence | readonly Evidence[];
};

export type Members = Readonly<Record<string, unknown>>;

/** Milliseconds and seconds at which everything here is judged. */
export const NOW = Date.UTC(2026, 0, 1);
export const SECONDS = NOW / 1000;

export function pasted(parts: Partial<Recognised>): Evidence {
  return evidenceOfPasted({ what: '', tokens: [], ...parts }, NOW);
}

const SOUND_REQUEST = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example.com/cb',
  scope: 'openid profile',
  state: 'f3Zk8QpL0vXw2NcR7tYbHg',
  nonce: 'Aq9Lm2Xe5Rj8Ts1Vw4Yz7C',
  // RFC 7636 appendix B
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

/** A sound authorization request with some parameters changed, or taken out, or repeated. */
export function request(
  changes: Readonly<Record<string, string | readonly string[] | undefined>> = {},
  endpoint = 'https://auth.example.com/authorize',
): Evidence {
  const merged: Readonly<Record<string, string | readonly string[] | undefined>> = {
    ...SOUND_REQUEST,
    ...changes,
  };
  const parameters = Object.entries(merged).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [name, one] as const),
  );
  return pasted({ request: { endpoint, clientId: 'app', parameters } });
}

export function callback(url: string): Evidence {
  return pasted({ callbackUrl: url });
}

export const SOUND_CALLBACK =
  'https://app.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=f3Zk8QpL0vXw2NcR7tYbHg';

export function jwt(claims: Members, header: Members = {}, signature = 'c2ln'): string {
  return `${encode({ alg: 'RS256', ...header })}.${encode(claims)}.${signature}`;
}

export function token(name: TokenName, value: string, more: Partial<Recognised> = {}): Evidence {
  return pasted({ tokens: [{ name, value }], ...more });
}

export const ACCESS_CLAIMS = {
  iss: 'https://auth.example.com',
  sub: 'user-1',
  aud: 'https://api.example.com',
  client_id: 'app',
  iat: SECONDS - 60,
  exp: SECONDS + 3540,
  jti: 'a1',
  scope: 'bookings.read',
};

export const ID_CLAIMS = {
  iss: 'https://auth.example.com',
  sub: 'user-1',
  aud: 'app',
  iat: SECONDS - 60,
  exp: SECONDS + 3540,
  nonce: 'n',
  at_hash: 'x',
};

export function accessToken(
  claims: Members = {},
  header: Members = {},
  more: Partial<Recognised> = {},
): Evidence {
  return token(
    'Access token',
    jwt({ ...ACCESS_CLAIMS, ...claims }, { typ: 'at+jwt', ...header }),
    more,
  );
}

export function idToken(
  claims: Members = {},
  header: Members = {},
  more: Partial<Recognised> = {},
): Evidence {
  return token('ID token', jwt({ ...ID_CLAIMS, ...claims }, header), more);
}

/** A token response that was pasted. */
export function answer(members: JsonObject): Evidence {
  return pasted({
    tokenResponse: members,
    tokens: (['access_token', 'id_token', 'refresh_token'] as const).flatMap((name) => {
      const value = members[name];
      return typeof value === 'string' ? [{ name: NAMES[name], value }] : [];
    }),
  });
}

const NAMES = {
  access_token: 'Access token',
  id_token: 'ID token',
  refresh_token: 'Refresh token',
} as const satisfies Record<string, TokenName>;

export const SOUND_ANSWER = {
  access_token: 'opaque-access-token',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'bookings.read',
};

export function httpRequest(changes: Partial<RecognisedRequest>): Evidence {
  return pasted({
    httpRequest: {
      method: 'GET',
      url: 'https://api.example.com/bookings',
      headers: [['Authorization', 'Bearer abc']],
      ...changes,
    },
  });
}

const goodRun = runOf(goodEvents);

export function ofRun(changes: Partial<Run> = {}): Evidence {
  const run = { ...goodRun, ...changes };
  return evidenceOfRun(run, resultOf(run), NOW);
}

export function withClient(changes: Partial<Client>): Partial<Run> {
  return { client: { ...sampleClient, ...changes } };
}

/** A run that got this answer from the token endpoint. */
export function answered(
  body: unknown,
  response: {
    readonly status?: number;
    readonly headers?: readonly (readonly [string, string])[];
  } = {},
): Partial<Run> {
  return {
    exchanges: [
      exchangeOf(body, {
        outcome: {
          kind: 'response',
          status: response.status ?? 200,
          headers: response.headers ?? [
            ['content-type', 'application/json'],
            ['cache-control', 'no-store'],
          ],
          body: typeof body === 'string' ? body : JSON.stringify(body),
          end: 'whole',
        },
      }),
    ],
  };
}

/** A run that refreshed: what it sent, and what came back. */
export function refreshed(came: string | undefined): Partial<Run> {
  const body = { ...tokenBody, refresh_token: came };
  return {
    grant: 'refresh_token',
    refreshes: { runId: 'run-0', scopes: [] },
    exchanges: [
      exchangeOf(body, {
        request: {
          method: 'POST',
          url: 'https://auth.example.com/token',
          headers: [],
          form: [['refresh_token', 'sent']],
        },
      }),
    ],
  };
}

/** What was done with a token of a run, which went well. */
export function use(
  kind: TokenUse['kind'],
  claims: JsonObject | undefined,
  usedToken: TokenUse['token'] = 'access_token',
): TokenUse {
  return {
    kind,
    at: NOW,
    token: usedToken,
    outcome: { ok: true, ...(claims === undefined ? {} : { claims }), checks: [] },
  };
}
