import { captured, closedWindow, ended, page, unanswered } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const signIn = closedWindow({ body: '<title>Sign in</title><form>User name</form>' });
const errorPage = closedWindow({ body: '<h1>Error</h1>invalid_request: redirect_uri mismatch' });
const byUser = ended({ type: 'cancelled', at: 9000, by: 'user' });
const interrupted = ended({ type: 'interrupted', at: 9000 });

export const endedCases: Readonly<Record<string, CauseCase>> = {
  'sign-in-closed': {
    fault: [closedWindow(), closedWindow({ after: 900 }), signIn],
    sound: [byUser, interrupted, page(400, 'no'), done],
  },
  'closed-on-error-page': {
    fault: [closedWindow()],
    sound: [signIn, errorPage, byUser, done],
    isNotFirst: true,
  },
  'closed-without-account': {
    fault: [closedWindow(), signIn],
    sound: [closedWindow({ after: 900 }), byUser, done],
    isNotFirst: true,
  },
  'closed-elsewhere': {
    fault: [
      closedWindow(),
      closedWindow({
        redirect: captured,
        client: { redirectUris: [captured.uri, `${captured.uri}/`] },
      }),
    ],
    sound: [closedWindow({ after: 900 }), byUser, done],
    isNotFirst: true,
  },
  'cancelled-by-user': { fault: [byUser], sound: [closedWindow(), interrupted, done] },
  'worker-stopped': { fault: [interrupted], sound: [byUser, done] },
  'sign-in-expired': {
    fault: [
      unanswered(
        { code: 'sign_in_expired', cause: 'no callback came within 30 minutes' },
        { redirect: captured },
      ),
      unanswered(
        { code: 'sign_in_expired', cause: 'no callback came within 30 minutes' },
        {
          redirect: { mode: 'manual', uri: captured.uri },
        },
      ),
    ],
    sound: [unanswered({ code: 'callback_missed' }), done],
  },
  'callback-missed': {
    fault: [unanswered({ code: 'callback_missed' }, { redirect: captured })],
    sound: [unanswered({ code: 'sign_in_expired' }), done],
  },
};
