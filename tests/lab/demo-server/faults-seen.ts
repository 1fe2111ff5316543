import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { DemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import {
  authorizationUrl,
  basicCredentials,
  codeVerifier,
  openConsent,
  redirectUri,
} from './demo-flow.ts';
import type { HttpBrowser } from './http-browser.ts';

/** An answer of the server. */
export type Seen = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The members of JSON; none where it is something else. */
  readonly json: Readonly<Record<string, unknown>>;
};

const client = { client_id: 'demo-confidential' };
const scope = 'openid profile email reservations.read';
const formHeaders = { authorization: basicCredentials };

/** Looks at every part of a server as the confidential client, with a user who has signed in and agreed to everything. */
export async function lookAt({ issuer }: DemoServer): Promise<Look> {
  const { browser } = await openConsent(issuer, { ...client, scope });
  const page = await browser.post([
    ['action', 'allow'],
    ...scope.split(' ').map((name) => ['scope', name] as const),
  ]);
  if (page.left === undefined) throw new Error(`not signed in: ${page.text}`);
  return new Look(issuer, browser);
}

export class Look {
  readonly #issuer: string;
  readonly #browser: HttpBrowser;

  constructor(issuer: string, browser: HttpBrowser) {
    this.#issuer = issuer;
    this.#browser = browser;
  }

  get issuer(): string {
    return this.#issuer;
  }

  discovery(): Promise<Seen> {
    return this.get('/.well-known/openid-configuration');
  }

  keys(): Promise<Seen> {
    return this.get('/jwks');
  }

  /** The page that is shown, or the parameters with which the server comes back. */
  async authorize(changes: Readonly<Record<string, string>> = {}) {
    const wanted = { ...client, scope, ...changes };
    const page = await this.#browser.open(authorizationUrl(this.#issuer, wanted));
    return page.left === undefined
      ? { status: page.response.status, text: page.text }
      : { callback: page.left, parameters: Object.fromEntries(page.left.searchParams) };
  }

  /** The answer to a token request with a fresh code. */
  async token(
    headers: Readonly<Record<string, string>> = {},
    changes: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const { parameters } = await this.authorize(changes);
    return this.post(
      '/token',
      {
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        code: parameters?.['code'] ?? '',
        code_verifier: codeVerifier,
      },
      headers,
    );
  }

  async idToken() {
    const { json } = await this.token();
    const idToken = String(json['id_token']);
    return {
      idToken,
      header: decodeProtectedHeader(idToken),
      claims: decodeJwt<Readonly<Record<string, unknown>>>(idToken),
    };
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    return seen(await fetch(this.#issuer + path, { redirect: 'manual', headers }));
  }

  async post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    return seen(
      await fetch(this.#issuer + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...formHeaders, ...headers },
        body: new URLSearchParams(form),
      }),
    );
  }
}

async function seen(response: Response): Promise<Seen> {
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, text, json: membersOf(text) };
}

function membersOf(text: string): Seen['json'] {
  try {
    return JSON.parse(text) as Seen['json'];
  } catch {
    return {};
  }
}
