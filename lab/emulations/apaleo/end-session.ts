import { callbackAnswer, pageAnswer, type Answer } from '../shared/answer.ts';
import type { SeenRequest } from '../shared/emulation.ts';
import { messagePage } from '../shared/pages/message-page.ts';
import type { ApaleoServer } from './server.ts';

/**
 * `GET /connect/endsession` (OpenID Connect RP-Initiated Logout). apaleo documents only that it is there.
 * There is no session to end here: it returns to a registered redirect URI or shows a page.
 */
export function endSession({ clients }: ApaleoServer, { query }: SeenRequest): Answer {
  const returnUri = query.get('post_logout_redirect_uri') ?? '';
  if (clients.list().some(({ redirectUris }) => redirectUris.includes(returnUri))) {
    return callbackAnswer(returnUri, { state: query.get('state') ?? undefined });
  }
  return pageAnswer(
    messagePage({
      provider: 'apaleo',
      title: 'You are signed out',
      lines: ['You can close this window.'],
    }),
  );
}
