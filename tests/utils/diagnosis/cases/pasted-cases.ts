import { symptomsOfPasted } from '../../../../utils/diagnosis/pasted-symptoms';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { answeredWith, type CauseCase, done } from './symptoms';

const pasted = (text: string) => symptomsOfPasted(recognise(text), 0);

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
};
