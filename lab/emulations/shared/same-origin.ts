import { Refusal, jsonAnswer } from './answer.ts';
import type { SeenRequest } from './emulation.ts';

/**
 * Lets only the pages of the emulation post its forms: a browser names where a form was posted from.
 *
 * @throws Refusal with status 403 for every other origin, and for none.
 */
export function requireSameOrigin(request: SeenRequest, origin: string): void {
  const byName = origin.replace('127.0.0.1', 'localhost');
  if (request.origin === origin || request.origin === byName) return;
  throw new Refusal(jsonAnswer(403, { error: 'only the pages of this lab may post this form' }));
}
