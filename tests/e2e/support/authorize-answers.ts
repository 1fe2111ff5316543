import { html, type Markup } from '../../../lab/common/html.ts';
import { page, type ReceivedRequest, type Reply } from './scripted-server.ts';

// What the authorization endpoint of the scripted server may answer:
//   server.answers.authorize = (request) =>
//     consentForm(request, redirectByGet(responseUrl(request, { code: 'some-code' })));

type Parameters = Readonly<Record<string, string | undefined>>;

/** Where an authorization response goes: the redirect URI with these parameters and the state, unless they bring their own. */
export function responseUrl(
  request: ReceivedRequest,
  parameters: Parameters,
  mode: 'query' | 'fragment' = 'query',
): string {
  const url = new URL(redirectUriOf(request));
  const response = new URLSearchParams(given(withState(request, parameters)));
  if (mode === 'fragment') url.hash = response.toString();
  else for (const [name, value] of response) url.searchParams.set(name, value);
  return url.href;
}

/** Sends the browser there with status 302, the address exactly as it is written. */
export function redirectByGet(url: string): Reply {
  return { status: 302, headers: { location: url, ...UNKEPT } };
}

/** A page whose script sends the browser there. */
export function redirectByScript(url: string): Reply {
  return unkept(html`
    <a href="${url}">Continue</a>
    <script>
      location.href = document.querySelector('a').href;
    </script>
  `);
}

/**
 * A page that posts these parameters there: by itself, or when Allow is pressed
 * (OAuth 2.0 Form Post Response Mode §2).
 */
function formPost(
  url: string,
  parameters: Parameters,
  submit: 'at once' | 'on Allow' = 'at once',
): Reply {
  const inputs = given(parameters).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const isByItself = submit === 'at once';
  return unkept(html`
    <form method="post" action="${url}">
      ${inputs} ${isByItself ? html`<button>Continue</button>` : ALLOW}
    </form>
    ${
      isByItself &&
      html`<script>
        document.forms[0].submit();
      </script>`
    }
  `);
}

/** Posts an authorization response to the redirect URI: these parameters and the state, unless they bring their own. */
export function postBack(
  request: ReceivedRequest,
  parameters: Parameters,
  submit?: 'at once' | 'on Allow',
): Reply {
  return formPost(redirectUriOf(request), withState(request, parameters), submit);
}

/**
 * A page with a form and its button Allow; what follows the button is the other reply. The form posts to the
 * address of the page, so that the query of the authorization request is there again.
 */
export function consentForm(request: ReceivedRequest, afterwards: Reply): Reply {
  if (request.method === 'POST') return afterwards;
  return unkept(html`<form method="post">${ALLOW}</form>`);
}

/** A page with status 400: the server does not return to a redirect URI that nobody registered. */
export function unknownClient(): Reply {
  return page('<h1>Unknown client</h1>', 400);
}

const ALLOW = html`<button>Allow</button>`;

/** What carries a code is not kept: browsers would write it to the disk. */
const UNKEPT = { 'cache-control': 'no-store' } as const;

function unkept(body: Markup): Reply {
  const headers = { 'content-type': 'text/html; charset=utf-8', ...UNKEPT };
  return { headers, body: body.toString() };
}

function redirectUriOf({ query }: ReceivedRequest): string {
  return query.get('redirect_uri') ?? '';
}

function withState({ query }: ReceivedRequest, parameters: Parameters): Parameters {
  return { state: query.get('state') ?? undefined, ...parameters };
}

function given(parameters: Parameters): [string, string][] {
  return Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
}
