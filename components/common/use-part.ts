import { useEffect, useState } from 'react';

/**
 * A part of a page that is loaded only once it is needed. Keep `load` the same between renders.
 * @returns the part, or how it is with it: `failed` where the browser could not load it.
 */
export function usePart<Part extends object>(
  load: () => Promise<Part>,
  isNeeded: boolean,
): Part | 'loading' | 'failed' {
  const [part, setPart] = useState<Part | 'loading' | 'failed'>('loading');
  useEffect(() => {
    if (!isNeeded) return;
    load().then(setPart, () => setPart('failed'));
  }, [load, isNeeded]);
  return part;
}
