import { useEffect, useState } from 'react';
import { copyText } from '@/utils/state/browser-facts';

const SHOWN_MS = 1500;

/** Copies text, and tells for a moment whether it worked. */
export function useCopy() {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (text: string) => {
    setOutcome((await copyText(text)) ? 'copied' : 'refused');
  };
  return { outcome, copy };
}
