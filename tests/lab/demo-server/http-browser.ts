type Cookie = { readonly path: string; readonly value: string };

/** What a browser does here, without one: keeps cookies by path, follows redirects on the server, posts forms. */
export class HttpBrowser {
  readonly #origin: string;
  readonly #cookies = new Map<string, Cookie>();
  #address: string;

  constructor(origin: string) {
    this.#origin = origin;
    this.#address = origin;
  }

  /** The address of the page that is open. */
  get address(): string {
    return this.#address;
  }

  async open(address: string): Promise<HttpPage> {
    return this.#request(address);
  }

  /** Posts a form to the address of the open page, or to another one. */
  async post(
    fields: readonly (readonly [string, string])[],
    address = this.#address,
  ): Promise<HttpPage> {
    return this.#request(
      address,
      new URLSearchParams(fields.map(([name, value]) => [name, value])),
    );
  }

  async #request(address: string, form?: URLSearchParams): Promise<HttpPage> {
    const url = new URL(address, this.#address);
    if (url.origin !== this.#origin)
      return form === undefined ? { left: url } : { left: url, form };
    const response = await fetch(url, {
      ...(form !== undefined && { method: 'POST', body: form }),
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookiesFor(url.pathname) },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line, url.pathname);
    this.#address = url.href;
    const location = response.headers.get('location');
    if (location !== null) return this.#request(location);
    return this.#submitItself({ response, text: await response.text() });
  }

  /** The library changes accounts, and answers with `form_post`, by a page whose script posts its only form. */
  async #submitItself(page: OpenPage): Promise<HttpPage> {
    if (!page.text.includes('document.forms[0].submit()')) return page;
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const inputs = page.text.matchAll(/name="([^"]+)" value="([^"]*)"/g);
    return this.post(
      [...inputs].map(([, name = '', value = '']) => [name, value] as const),
      action,
    );
  }

  #keep(line: string, requestPath: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    const path =
      attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? requestPath;
    const key = `${name} ${path}`;
    if (value === '') this.#cookies.delete(key);
    else this.#cookies.set(key, { path, value: pair });
  }

  #cookiesFor(pathname: string): string {
    return [...this.#cookies.values()]
      .filter(({ path }) => path === '/' || pathname === path || pathname.startsWith(`${path}/`))
      .map(({ value }) => value)
      .join('; ');
  }
}

type OpenPage = {
  readonly response: Response;
  readonly text: string;
  readonly left?: never;
  readonly form?: never;
};

/** A page of the server, or the address outside of it to which the server sent the browser, with a form or without. */
export type HttpPage =
  | OpenPage
  | {
      readonly left: URL;
      readonly form?: URLSearchParams;
      readonly response?: never;
      readonly text?: never;
    };
