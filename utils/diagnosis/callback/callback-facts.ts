import type { Symptoms } from '../symptoms';

/** A parameter of the callback, in its query or its fragment; nothing where it is in neither. */
export function received({ evidence: { callback } }: Symptoms, name: string): string | undefined {
  const parts = [callback?.parameters, callback?.fragment, callback?.query];
  return parts.find((part) => part?.has(name) === true)?.get(name) ?? undefined;
}

/** The state that the run sent. */
export function sentState({ run, evidence }: Symptoms): string | undefined {
  return (
    run?.authorization?.state ??
    evidence.request?.parameters.find(([name]) => name === 'state')?.[1]
  );
}

/** Whether the callback was refused with this failure. */
export function isRefusedAs(symptoms: Symptoms, code: string): boolean {
  return symptoms.place === 'authorization response' && symptoms.failure?.code === code;
}
