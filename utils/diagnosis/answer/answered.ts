import { type Exchange, type RecordedResponse, responseOf } from '../../oauth/exchange';
import { exchangesOf } from '../../oauth/run-steps';
import type { CauseRule, Part, Place, Suspicion } from '../diagnosis';
import { addressOf, isOAuthCode, setting, step } from '../look';
import type { SymptomPlace, Symptoms } from '../symptoms';

/** A request of discovery or of the token step that failed: what was asked, and what came. */
export type Answered = {
  readonly symptoms: Symptoms;
  /** In a sentence: `the token endpoint`. */
  readonly asked: 'the discovery document' | 'the token endpoint';
  readonly exchange: Exchange;
  /** All of the step, in order: discovery asks at two addresses. */
  readonly exchanges: readonly Exchange[];
  readonly response: RecordedResponse | undefined;
  /** The address without its query. */
  readonly address: string;
  /** Where the address is set, and the step. */
  readonly places: readonly Place[];
};

type AnswerRule = Omit<CauseRule, 'part' | 'find' | 'places'> & {
  readonly part?: Part;
  readonly places?: readonly Place[];
  readonly find: (answered: Answered) => Suspicion | undefined;
};

/**
 * A rule about whatever answered in place of the server, or did not: at discovery and at the token endpoint, where no
 * error of OAuth was named.
 */
export function whereAnswered({ find, ...rule }: AnswerRule): CauseRule {
  return {
    part: 'token request',
    places: [],
    ...rule,
    find: (symptoms) => {
      const answered = answeredOf(symptoms);
      const suspicion = answered === undefined ? undefined : find(answered);
      return answered === undefined || suspicion === undefined
        ? undefined
        : { places: rule.places ?? answered.places, ...suspicion };
    },
  };
}

const ASKED: Readonly<Partial<Record<SymptomPlace, Pick<Answered, 'asked' | 'places'>>>> = {
  discovery: {
    asked: 'the discovery document',
    places: [setting('issuer'), step('discovery')],
  },
  'token request': {
    asked: 'the token endpoint',
    places: [setting('token-endpoint'), step('token-request')],
  },
};

function answeredOf(symptoms: Symptoms): Answered | undefined {
  const { place, run, failure, error } = symptoms;
  const what = ASKED[place];
  if (what === undefined || run === undefined || failure === undefined) return undefined;
  if (place === 'token request' && error !== undefined && isOAuthCode(error.code)) return undefined;
  // The document came, and something in it is wrong.
  if (failure.code === 'issuer_mismatch') return undefined;
  const exchanges = exchangesOf(run, place === 'discovery' ? 'discovery' : 'token-request');
  const exchange = mostTelling(exchanges);
  if (exchange === undefined) return undefined;
  return {
    symptoms,
    ...what,
    exchange,
    exchanges,
    response: responseOf(exchange),
    address: addressOf(exchange),
  };
}

/** Of the two addresses of discovery the one that says more than that nothing is there. */
function mostTelling(exchanges: readonly Exchange[]): Exchange | undefined {
  return (
    exchanges.find(({ outcome }) => outcome.kind !== 'response' || outcome.status !== 404) ??
    exchanges.at(-1)
  );
}
