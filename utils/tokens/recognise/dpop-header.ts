import { withArticle } from './describe-token';
import type { Format } from './format';
import { unquote, unwrap } from './wrapped-text';

/** The header with the proof of possession of a key (RFC 9449 §4.1). */
export const recogniseDpopHeader: Format = (text) => {
  const name = /^dpop\s{0,9}:/i.exec(text.slice(0, 20))?.[0];
  if (name === undefined) return undefined;
  const proof = unwrap(unquote(text.slice(name.length).trim()));
  return proof === undefined || proof === ''
    ? { why: 'a DPoP header, where one proof belongs' }
    : {
        what: `DPoP header with ${withArticle(proof)}`,
        tokens: [{ name: 'DPoP proof', value: proof }],
      };
};
