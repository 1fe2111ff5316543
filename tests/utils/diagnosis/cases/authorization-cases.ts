import { runUpTo } from '../../oauth/sample-run';
import { answeredWith, type CauseCase, done, failed, ofRun } from './symptoms';

export const authorizationCases: Readonly<Record<string, CauseCase>> = {
  'user-denied': {
    fault: [answeredWith({ error: 'access_denied' }), answeredWith({ error: 'user_denied' })],
    sound: [answeredWith({ error: 'invalid_scope' }), done],
  },
  'as-it-failed': {
    fault: [ofRun(runUpTo('discovering', failed()))],
    sound: [done],
  },
};
