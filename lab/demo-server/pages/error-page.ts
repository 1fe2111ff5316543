import { html, type Markup } from '../../common/html.ts';
import { layout } from './layout.ts';

type ErrorPage = {
  readonly error: string;
  readonly description: string | undefined;
  readonly host: string;
  /** The redirect URI that arrived with the request, if any did. */
  readonly redirectUri?: string | undefined;
};

/** Says what went wrong to the person who was sent here, when the app cannot be told. */
export function errorPage({ error, description, host, redirectUri }: ErrorPage): Markup {
  const remedy = remedies[error];
  return layout({
    title: 'Error',
    host,
    body: html`
      <div class="heading">
        <svg class="sign sign-large" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1.5 15 14H1z" />
          <path class="sign-mark" d="M8 6v4m0 1.6v.4" />
        </svg>
        <div>
          <h1>This did not work</h1>
          <p class="muted">The server stopped here and did not return to the app.</p>
        </div>
      </div>
      <dl class="facts">
        <dt>Error</dt>
        <dd><code>${error}</code></dd>
        ${
          description !== undefined &&
          html`<dt>Description</dt>
            <dd>${description}</dd>`
        }
        ${
          redirectUri !== undefined &&
          html`<dt>Redirect URI in the request</dt>
            <dd><code>${redirectUri}</code></dd>`
        }
        ${
          remedy !== undefined &&
          html`<dt>What to do</dt>
            <dd>${remedy}</dd>`
        }
      </dl>
    `,
  });
}

const remedies: Readonly<Record<string, string>> = {
  invalid_redirect_uri:
    'Register this redirect URI: start the demo server with it as --redirect-uri. Every character counts.',
  invalid_client: 'Check the client ID. The start page of this server lists the clients it knows.',
  interaction_expired: 'Close this window and run the flow again.',
};
