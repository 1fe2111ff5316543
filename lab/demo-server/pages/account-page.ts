import { html, type Markup } from '../../common/html.ts';
import type { DemoClient } from '../clients.ts';
import type { DemoUser } from '../users.ts';
import { layout } from './layout.ts';
import { userButton } from './user-button.ts';

type AccountPage = {
  readonly client: DemoClient;
  readonly host: string;
  /** Where the forms are posted to. */
  readonly action: string;
  /** Who is signed in: a session here has one account. */
  readonly user: DemoUser;
};

/** The choice of an account (`prompt=select_account`): the one that is signed in, or another. */
export function accountPage({ client, host, action, user }: AccountPage): Markup {
  return layout({
    title: 'Choose an account',
    host,
    body: html`
      <div class="heading">
        <img class="logo" src="${client.logoUri}" alt="" width="48" height="48" />
        <div>
          <h1>Choose an account</h1>
          <p class="muted">to continue to <strong>${client.clientName}</strong></p>
        </div>
      </div>
      <form method="post" action="${action}" class="people">
        <input type="hidden" name="action" value="select" />
        ${userButton(user, { isHighlighted: true, isSignedIn: true })}
      </form>
      <form method="post" action="${action}" class="actions">
        <a class="button" href="${action}?account=another">Use another account</a>
        <button class="button" name="action" value="cancel">Cancel</button>
      </form>
    `,
  });
}
