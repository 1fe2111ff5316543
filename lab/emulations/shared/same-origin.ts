import { isSameOrigin } from '../../common/same-origin.ts';
import { Refusal, jsonAnswer } from './answer.ts';
import type { SeenRequest } from './emulation.ts';

/**
 * Lets only the pages of the emulation post its forms.
 *
 * @throws Refusal with status 403 for every other origin, and for none.
 */
export function requireSameOrigin(request: SeenRequest, origin: string): void {
  if (isSameOrigin(request.origin, origin)) return;
  throw new Refusal(jsonAnswer(403, { error: 'only the pages of this lab may post this form' }));
}
