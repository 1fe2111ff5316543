import type { Exchange } from '../../../utils/oauth/exchange';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { exchangeOf, goodEvents, redirectUri, runOf, verdict } from '../oauth/sample-run';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with the look of a signed JWT; nobody signed it. */
export function jwtOf(claims: Readonly<Record<string, unknown>>, signature: string): string {
  return [
    encode({ alg: 'RS256', kid: 'key-number-one' }),
    encode(claims),
    Buffer.from(signature).toString('base64url'),
  ].join('.');
}

/** Everything that a report must not hold. */
export const told = {
  code: 'SplxlOBeZQQYbYS6WxSbIA',
  codeVerifier: 'dBjftJeZ4CVP-mBwFQKfQ0Wy1nQv7xNk9pJq3rT5uVw',
  state: 'af0ifjsldkj-state-value',
  nonce: 'n-0S6_WzA2Mj-nonce',
  refreshToken: '8xLOxBtZp8-refresh/with+signs=',
  sub: 'user-ada-lindqvist',
  name: 'Ada Lindqvist',
  givenName: 'Ada',
  familyName: 'Lindqvist',
  email: 'ada.lindqvist@harbour-fern.example',
  otherEmail: 'night.desk@harbour-fern.example',
  phone: '+46 8 123 456 78',
  street: '12 Harbour Lane',
  jti: 'one-of-a-kind-token-id',
  sid: 'session-5150-of-ada',
  cookie: 'sess=s3cr3t-cookie-value',
} as const;

export const idToken = jwtOf(
  {
    iss: 'https://auth.example.com',
    aud: 'booking-widget',
    sub: told.sub,
    nonce: told.nonce,
    name: told.name,
    given_name: told.givenName,
    family_name: told.familyName,
    email: told.email,
    email_verified: true,
    phone_number: told.phone,
    address: { street_address: told.street },
    sid: told.sid,
    locale: 'sv-SE',
    exp: 4_000_000_000,
  },
  'the signature of the ID token',
);

export const accessToken = jwtOf(
  { iss: 'https://auth.example.com', sub: told.sub, jti: told.jti, scope: 'openid profile' },
  'the signature of the access token',
);

const tokenExchange = exchangeOf(
  {
    access_token: accessToken,
    id_token: idToken,
    refresh_token: told.refreshToken,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'openid profile',
    session_state: told.sid,
    account: { contact: told.otherEmail, note: `opened for ${told.name}` },
  },
  {
    request: {
      method: 'POST',
      url: 'https://auth.example.com/token',
      headers: [
        ['authorization', 'Basic base64(booking-widget:<client_secret>)'],
        ['dpop', jwtOf({ htm: 'POST', htu: 'https://auth.example.com/token', jti: told.jti }, 'p')],
      ],
      form: [
        ['grant_type', 'authorization_code'],
        ['code', told.code],
        ['code_verifier', told.codeVerifier],
        ['redirect_uri', redirectUri],
      ],
    },
  },
);

/** Exchanges that repeat what was told, in every way that a careless server may think of. */
export function echoesOf(value: string): readonly Exchange[] {
  const url = `https://auth.example.com/page/${encodeURIComponent(value)}?next=${encodeURIComponent(
    `https://auth.example.com/?seen=${encodeURIComponent(value)}`,
  )}`;
  const request = { method: 'GET', url, headers: [['x-seen', value]] as const };
  const words = `Seen ${value} and ${encodeURIComponent(value)}, “${JSON.stringify(value)}”`;
  return [
    exchangeOf(
      {
        error: 'invalid_request',
        error_description: words,
        [`member ${value}`]: [value, { deep: JSON.stringify({ value }) }],
        encoded: [
          Buffer.from(value).toString('base64'),
          Buffer.from(value).toString('base64url'),
          Buffer.from(`a text around ${value} and on`).toString('base64url'),
        ],
      },
      { purpose: 'jwks', request },
    ),
    exchangeOf(`<html><title>For ${value}</title><p>${value}</p></html>`, {
      purpose: 'authorization-page',
      request,
    }),
    exchangeOf(`error=server_error&error_description=${encodeURIComponent(words)}`, {
      purpose: 'jwks',
      request,
    }),
    exchangeOf(`Sorry, ${value}`, { purpose: 'jwks', request }),
  ];
}

/** A run that is full of secrets and personal values, and of further exchanges. */
export function tellingRun(exchanges: readonly Exchange[] = []): Run {
  return runOf(tellingEvents(exchanges));
}

/** The events of that run. */
export function tellingEvents(exchanges: readonly Exchange[] = []): readonly RunEvent[] {
  const events = goodEvents.map((event): RunEvent => {
    switch (event.type) {
      case 'authorization-requested':
        return {
          ...event,
          url: `https://auth.example.com/authorize?client_id=booking-widget&scope=openid%20profile&state=${told.state}&nonce=${told.nonce}&login_hint=${encodeURIComponent(told.email)}`,
          state: told.state,
          nonce: told.nonce,
          codeVerifier: told.codeVerifier,
        };
      case 'authorization-responded':
        return {
          ...event,
          url: `${redirectUri}?code=${told.code}&state=${told.state}&iss=https%3A%2F%2Fauth.example.com`,
        };
      case 'exchanged':
        return event.exchange.purpose === 'token'
          ? { ...event, exchange: tokenExchange }
          : {
              ...event,
              exchange: {
                ...event.exchange,
                request: { ...event.exchange.request, headers: [['cookie', told.cookie]] },
              },
            };
      case 'id-token-judged':
        return {
          ...event,
          verdict: {
            ...verdict,
            checks: [
              { name: 'Subject', outcome: 'passed', detail: `"sub" is "${told.sub}".` },
              {
                name: 'Nonce',
                outcome: 'failed',
                detail: `"nonce" is "${told.nonce.slice(0, 9)}…".`,
              },
            ],
          },
        };
      default:
        return event;
    }
  });
  const last = events.findIndex(({ type }) => type === 'finished');
  return [
    ...events.slice(0, last),
    ...exchanges.map((exchange): RunEvent => ({ type: 'exchanged', at: 11_500, exchange })),
    ...events.slice(last),
  ];
}
