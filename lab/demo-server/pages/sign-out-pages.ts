import { html, type Markup } from '../../common/html.ts';
import { brandName, layout } from './layout.ts';

/** Asks whether to end the session. The two buttons belong to the library's form. */
export function signOutPage({
  form,
  host,
}: {
  readonly form: Markup;
  readonly host: string;
}): Markup {
  return layout({
    title: 'Sign out',
    host,
    body: html`
      <h1>Sign out of ${brandName}?</h1>
      <p class="muted">Apps that you allowed may keep the access that you gave them.</p>
      <div hidden>${form}</div>
      <div class="actions">
        <button class="button primary" form="op.logoutForm" name="logout" value="yes">
          Sign out
        </button>
        <button class="button" form="op.logoutForm">Stay signed in</button>
      </div>
    `,
  });
}

/** Says that the session is over. */
export function signedOutPage({
  clientName,
  host,
}: {
  readonly clientName: string | undefined;
  readonly host: string;
}): Markup {
  return layout({
    title: 'Signed out',
    host,
    body: html`
      <h1>You are signed out</h1>
      <p class="muted">
        ${clientName !== undefined && html`${clientName} sent you here. `}You can close this window.
      </p>
    `,
  });
}
