import type { DemoClient } from '../clients.ts';
import { html, type Markup } from '../../common/html.ts';
import { demoPassword, demoUsers, type DemoUser } from '../users.ts';
import { layout } from './layout.ts';
import { userButton } from './user-button.ts';

type SignInPage = {
  readonly client: DemoClient;
  readonly host: string;
  /** Where the forms are posted to. */
  readonly action: string;
  readonly email: string;
  /** The user to point out: the hinted one, or the one who is signed in. */
  readonly highlightedUser: DemoUser | undefined;
  readonly signedInUser: DemoUser | undefined;
  /** Whether the last attempt was refused. */
  readonly isRefused: boolean;
};

/** Sign-in: one button per demo user, and below it the form that any real server would have. */
export function signInPage(page: SignInPage): Markup {
  const { client, host, action, highlightedUser, signedInUser } = page;
  return layout({
    title: 'Sign in',
    host,
    body: html`
      <div class="heading">
        <img class="logo" src="${client.logoUri}" alt="" width="48" height="48" />
        <div>
          <h1>Sign in</h1>
          <p class="muted">to continue to <strong>${client.clientName}</strong></p>
        </div>
      </div>
      <form method="post" action="${action}" class="people">
        <input type="hidden" name="action" value="continue" />
        ${demoUsers.map((user) =>
          userButton(user, {
            isHighlighted: user === highlightedUser,
            isSignedIn: user === signedInUser,
          }),
        )}
      </form>
      <p class="divider"><span>or with a password</span></p>
      ${passwordForm(page)}
    `,
  });
}

function passwordForm({ action, email, isRefused }: SignInPage): Markup {
  const fault = isRefused && html` aria-invalid="true" aria-describedby="refusal"`;
  const focusOnPassword = email !== '' && html` autofocus`;
  return html`
    <form method="post" action="${action}" class="fields">
      ${
        isRefused &&
        html`<p class="alert" role="alert" id="refusal">
          ${warningSign} This email and password do not belong together. Check both and try again.
        </p>`
      }
      <div class="field">
        <label for="email">Email</label>
        <input
          id="email"
          name="email"
          type="email"
          required
          autocomplete="username"
          value="${email}"
          ${fault}
        />
      </div>
      <div class="field">
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          required
          autocomplete="current-password"
          ${fault}${focusOnPassword}
        />
      </div>
      <p class="muted small hint">
        Demo: <code>${exampleEmail}</code>, password <code>${demoPassword}</code>
      </p>
      <div class="actions">
        <button class="button primary" name="action" value="sign-in">Sign in</button>
        <button class="button" name="action" value="cancel" formnovalidate>Cancel</button>
      </div>
    </form>
  `;
}

const exampleEmail = demoUsers[0]?.email;

const warningSign = html`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 1.5 15 14H1z" />
  <path class="sign-mark" d="M8 6v4m0 1.6v.4" />
</svg>`;
