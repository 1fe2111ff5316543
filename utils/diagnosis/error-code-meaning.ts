import { openIdCore, rfc } from '../findings/specifications';
import type { Specification } from '../findings/finding';
import { errorMeaning, type ErrorPlace } from '../tokens/error-meanings';
import type { CauseRule } from './diagnosis';
import type { SymptomPlace } from './symptoms';
import { quoted } from './words';

/** What the code of an error means by its definition: the last word on what was pasted, where no run tells more. */
export const errorCodeMeaning: CauseRule = {
  id: 'error-code-meaning',
  part: 'token request',
  cause: 'The error has the meaning that its code is defined to have.',
  remedy: 'Compare the request with what the specification of the code says.',
  places: [],
  find: ({ place, error, run }) => {
    if (run !== undefined || error === undefined) return undefined;
    const found = errorMeaning(error.code, placeOf(place));
    if (found === undefined) return undefined;
    const specification = specificationOf(found.specification);
    return {
      certainty: 'possible',
      cause: `${quoted(error.code, 80)}: ${found.meaning}`,
      remedy: found.remedy,
      ...(specification === undefined ? {} : { specification }),
    };
  },
};

function placeOf(place: SymptomPlace): ErrorPlace {
  if (place === 'authorization response' || place === 'sign-in') return 'authorization';
  return place === 'resource' || place === 'user-info' ? 'resource' : 'token';
}

/** The page of a section that is named in words, such as `RFC 6749 §5.2`. */
function specificationOf(name: string): Specification | undefined {
  const [, number, section] = /^RFC (\d+) §([\d.]+)$/.exec(name) ?? [];
  if (number !== undefined && section !== undefined) return rfc(Number(number), section);
  return name.startsWith('OpenID Connect Core') ? openIdCore('3.1.2.6', 'AuthError') : undefined;
}
