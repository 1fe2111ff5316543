import { endpointSourceOf } from '../clients/endpoint-source';
import type { Run, RunStep } from '../oauth/run';
import type { Lesson } from './lesson';
import {
  DISCOVERY_LESSONS,
  REQUEST_LESSON,
  RESPONSE_LESSON,
  SIGN_IN_LESSON,
  VERIFICATION_LESSONS,
} from './step-lessons';
import { AUTHENTICATION, CODE_VERIFIER, FURTHER, TOKEN_LESSONS } from './token-lessons';

/** What a lesson depends on. */
type TaughtRun = Pick<Run, 'grant' | 'client' | 'redirect'>;

/** What happens at a step of this run, for those who are new to it. */
export function lessonOfStep({ grant, client, redirect }: TaughtRun, step: RunStep): Lesson {
  switch (step) {
    case 'discovery':
      return DISCOVERY_LESSONS[endpointSourceOf(client)];
    case 'authorization-request': {
      const { text, nonce, pkce, specifications } = REQUEST_LESSON;
      const isOpenId = client.scopes.includes('openid');
      return {
        text: [text, ...(isOpenId ? [nonce] : []), pkce[client.pkce]].join(' '),
        specifications,
      };
    }
    case 'sign-in': {
      const { begin, places, end, specifications } = SIGN_IN_LESSON;
      return { text: [begin, places[redirect.mode], end].join(' '), specifications };
    }
    case 'authorization-response': {
      const { text, ways, specifications } = RESPONSE_LESSON;
      return { text: [text, ways[redirect.mode]].join(' '), specifications };
    }
    case 'token-request':
      return tokenLesson(grant, client);
    case 'verification':
      return VERIFICATION_LESSONS[
        grant === 'refresh_token' ? 'refresh_token' : 'authorization_code'
      ];
  }
}

function tokenLesson(
  grant: TaughtRun['grant'],
  { tokenEndpointAuthMethod: method, pkce }: TaughtRun['client'],
): Lesson {
  const { text, none, specification } = TOKEN_LESSONS[grant];
  const verifier = pkce === 'off' ? CODE_VERIFIER.none : CODE_VERIFIER.sent;
  return {
    text: [
      text,
      ...(grant === 'authorization_code' ? [verifier] : []),
      method === 'none' ? none : AUTHENTICATION[method],
    ].join(' '),
    specifications: [
      specification,
      ...(method !== 'none'
        ? [FURTHER.authentication]
        : grant === 'authorization_code'
          ? [FURTHER.verifier]
          : grant === 'refresh_token'
            ? [FURTHER.rotation]
            : []),
    ],
  };
}
