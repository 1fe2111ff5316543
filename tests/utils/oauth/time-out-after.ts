import { vi } from 'vitest';

/** Lets every request time out after so many milliseconds instead of 20 seconds, until the mocks are restored. */
export function timeOutAfter(milliseconds: number): void {
  const original = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => original(milliseconds));
}
