import { html, type Markup } from '../../common/html.ts';
import type { DemoUser } from '../users.ts';
import { avatar } from './avatar.ts';

type Standing = {
  /** Whether to point this user out among others. */
  readonly isHighlighted: boolean;
  readonly isSignedIn: boolean;
};

/** The button that goes on as this user; it is to stand in a form. */
export function userButton(user: DemoUser, { isHighlighted, isSignedIn }: Standing): Markup {
  return html`
    <button
      class="person${isHighlighted && ' is-highlighted'}"
      name="user"
      value="${user.id}"
      aria-labelledby="${user.id}-name"
      aria-describedby="${user.id}-role"
    >
      ${avatar(user)}
      <span class="person-text">
        <span class="person-name" id="${user.id}-name"
          ><span class="visually-hidden">Continue as </span>${user.name}</span
        >
        <span class="muted small" id="${user.id}-role"
          >${user.role}${isSignedIn && html` <span class="tag">Signed in</span>`}</span
        >
      </span>
    </button>
  `;
}
