import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** Whether the app had the callback that was to be captured. */
export const callbackSeen: FindingRule = {
  id: 'callback-seen-by-app',
  about: 'response',
  looksFor: 'The app saw a callback that was to be captured before it.',
  why: 'A service worker of the app answers its addresses before the browser lets anyone redirect them. The run went on with the same code, and the app may have tried it too.',
  remedy:
    'To keep it out, turn on “Bypass for network” in the developer tools of the sign-in tab (Application, Service workers), or paste the callback URL.',
  severities: ['warning'],
  specifications: [rfc(6749, '10.5')],
  find: ({ ofRun }) => {
    if (ofRun === undefined) return [];
    const { redirect, callbackNotes } = ofRun.run;
    if (redirect.mode !== 'capture' || redirect.isOwn === true) return [];
    if (callbackNotes === undefined || callbackNotes.isPasted === true) return [];
    return callbackNotes.isSeenByApp === undefined
      ? [{ severity: 'passed', title: 'The callback was captured before the app saw it' }]
      : [{ title: 'The app saw the callback of this run' }];
  },
};
