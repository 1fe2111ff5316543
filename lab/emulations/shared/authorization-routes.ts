import { type Answer, callbackAnswer, pageAnswer } from './answer.ts';
import type { EmulatedClient, SeenRequest } from './emulation.ts';
import { consentPage, type ConsentWording } from './pages/consent-page.ts';
import type { Person } from './person.ts';
import { requireSameOrigin } from './same-origin.ts';
import type { ScopeInWords } from './scope-in-words.ts';
import type { Routes } from './serve.ts';

/** An authorization request that was found good. */
type Authorization = {
  readonly client: EmulatedClient;
  readonly redirectUri: string;
  readonly state: string | undefined;
};

/** How one provider handles authorization requests. */
type AuthorizationSteps<Asked extends Authorization, Someone extends Person> = {
  readonly origin: string;
  readonly path: string;
  readonly people: readonly [Someone, ...Someone[]];
  readonly wording: ConsentWording;
  /** Checks a request. @throws Refusal */
  read(query: URLSearchParams): Asked;
  scopesInWords(asked: Asked): readonly ScopeInWords[];
  /** Makes a grant and gives its code. */
  approve(asked: Asked, person: Someone): string;
  /** The parameters that tell the client of a refusal. */
  deny(): Readonly<Record<string, string | undefined>>;
};

const decisionPath = '/lab/decision';

/**
 * The authorization endpoint with its consent page. The page posts to an address of the lab that
 * carries the request in its query and checks it anew, so that nothing is kept in between.
 */
export function authorizationRoutes<Asked extends Authorization, Someone extends Person>(
  steps: AuthorizationSteps<Asked, Someone>,
): Routes {
  const { origin, path, people, wording } = steps;

  function askForConsent({ query }: SeenRequest): Answer {
    const asked = steps.read(query);
    return pageAnswer(
      consentPage({
        wording,
        clientName: asked.client.clientName,
        people,
        scopes: steps.scopesInWords(asked),
        action: `${decisionPath}?${query.toString()}`,
        redirectUri: asked.redirectUri,
      }),
    );
  }

  function takeDecision(request: SeenRequest): Answer {
    requireSameOrigin(request, origin);
    const asked = steps.read(request.query);
    const { redirectUri, state } = asked;
    if (request.form.get('decision') !== 'allow') {
      return callbackAnswer(redirectUri, { ...steps.deny(), state });
    }
    const person = people.find(({ id }) => id === request.form.get('person')) ?? people[0];
    return callbackAnswer(redirectUri, { code: steps.approve(asked, person), state });
  }

  return { [`GET ${path}`]: askForConsent, [`POST ${decisionPath}`]: takeDecision };
}
