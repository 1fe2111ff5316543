import { html, type Markup } from '../../common/html.ts';
import { demoUsers, type DemoUser } from '../users.ts';

/** The initials of a user in that user's colour. Decoration: the name always stands beside it. */
export function avatar(user: DemoUser): Markup {
  const tone = (demoUsers.indexOf(user) % 4) + 1;
  const initials = user.givenName.charAt(0) + user.familyName.charAt(0);
  return html`<span class="avatar tone-${tone}" aria-hidden="true">${initials}</span>`;
}
