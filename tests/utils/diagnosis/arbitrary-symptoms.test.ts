import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../../utils/diagnosis/diagnose';
import type { Symptoms } from '../../../utils/diagnosis/symptoms';
import { authorizationCases } from './cases/authorization-cases';
import { callbackCases } from './cases/callback-cases';
import { noPage, page, refused } from './cases/authorization-symptoms';
import { done } from './cases/symptoms';

const known: readonly Symptoms[] = [
  ...Object.values(authorizationCases),
  ...Object.values(callbackCases),
].flatMap(({ fault }) => fault);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('redirect_uri', 'scope', '%', '“', '://', '\u202E', 'invalid_request'),
);
const place = fc.constantFrom(
  'start' as const,
  'discovery' as const,
  'sign-in' as const,
  'authorization response' as const,
  'token request' as const,
  'verification' as const,
  'outcome' as const,
  'introspection' as const,
  'resource' as const,
);

/** Symptoms as they occur, their parts mixed at random, and texts of servers that hold anything. */
const arbitrary: fc.Arbitrary<Symptoms> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...known), fc.constantFrom(...known), place, text, text)
    .map(([one, other, where, code, said]) => ({
      ...one,
      ...(other.exchange === undefined ? {} : { exchange: other.exchange }),
      ...(other.failure === undefined ? {} : { failure: other.failure }),
      ...(other.run === undefined ? {} : { run: other.run }),
      place: where,
      error: { code, description: said },
      said: `${code}\n${said}`,
    })),
  fc.record({ error: text, error_description: text }).chain((error) =>
    fc.tuple(text, text).map(([clientId, scope]) =>
      refused(error, {
        client: { clientId, redirectUris: [clientId, scope] },
        request: { scope, redirect_uri: clientId, resource: scope, prompt: scope },
      }),
    ),
  ),
  fc.tuple(fc.integer({ min: 200, max: 599 }), text, text).map(([status, body, uri]) =>
    page(status, body, {
      client: { redirectUris: [uri] },
      headers: { 'retry-after': body.replace(/[^\w]/g, '') },
    }),
  ),
  text.map((message) => noPage({ kind: 'error', message })),
  place.map((where) => ({
    place: where,
    said: '',
    evidence: { now: 0, tokens: [], introspections: [], keys: [] },
  })),
);

test('no rule throws, and each sentence is one, whatever the symptoms', () => {
  fc.assert(
    fc.property(arbitrary, (symptoms) => {
      for (const { cause, reasons, remedy } of diagnose(symptoms)) {
        for (const words of [cause, remedy, ...reasons]) {
          expect(words).toMatch(/^[\p{L}“0-9].*[.?”)…]$/su);
          expect(words).not.toMatch(/undefined|NaN|\[object|[\u202A-\u202E\u2066-\u2069]/);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('nothing is diagnosed of a run that went well', () => {
  expect(diagnose(done)).toEqual([]);
});
