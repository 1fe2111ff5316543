import { symptomsOfPasted } from '../../../../utils/diagnosis/pasted-symptoms';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { answeredWith, type CauseCase, done } from './symptoms';

const pasted = (text: string) => symptomsOfPasted(recognise(text), 0);

const refused = (description: string) =>
  pasted(JSON.stringify({ error: 'invalid_grant', error_description: description }));

/** What only a paste shows. */
export const pastedCases: Readonly<Record<string, CauseCase>> = {
  'error-code-meaning': {
    fault: [
      '{"error":"invalid_grant"}',
      'https://app.example/cb?error=temporarily_unavailable',
      'WWW-Authenticate: Bearer error="insufficient_user_authentication"',
    ].flatMap((text) => pasted(text).slice(0, 1)),
    sound: [...pasted('{"error":"E_42"}'), answeredWith({ error: 'invalid_scope' }), done],
    isNotFirst: true,
  },
  'pasted-verifier-missing': {
    fault: [
      ...refused('code_verifier is missing'),
      ...refused('Missing required parameter: no code verifier'),
    ],
    sound: [...refused('Code verifier does not match'), done],
  },
  'pasted-verifier-refused': {
    fault: [...refused('Code verifier does not match'), ...refused('PKCE verification failed')],
    sound: [...refused('The code has expired'), ...refused('code_verifier is missing'), done],
  },
  'pasted-redirect-refused': {
    fault: refused('redirect_uri does not match'),
    sound: [...refused('The code is invalid'), done],
  },
  'pasted-grant-used': {
    fault: [
      ...refused('Code was already redeemed'),
      ...refused('refresh token reuse: already used'),
    ],
    sound: [...refused('The code is unknown, used or expired'), done],
  },
  'pasted-grant-expired': {
    fault: refused('Authorization code expired'),
    sound: [...refused('The code is unknown, used or expired'), ...refused(''), done],
  },
};
