import { html, type Markup } from '../../common/html.ts';
import type { DemoUser } from '../users.ts';
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
export function signedOutPage(host: string): Markup {
  return layout({
    title: 'Signed out',
    host,
    body: html`
      <h1>You are signed out</h1>
      <p class="muted">You can close this window.</p>
    `,
  });
}

/** Says that the session goes on; of the app that asked, if one did, the library forgets what was allowed. */
export function stillSignedInPage({
  user,
  clientName,
  host,
}: {
  readonly user: DemoUser;
  readonly clientName: string | undefined;
  readonly host: string;
}): Markup {
  return layout({
    title: 'Still signed in',
    host,
    body: html`
      <h1>You are still signed in as ${user.name}</h1>
      <p class="muted">
        ${clientName !== undefined && html`${clientName} has to ask for your permission again. `}You
        can close this window.
      </p>
    `,
  });
}
