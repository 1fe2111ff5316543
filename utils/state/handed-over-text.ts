import { useEffect } from 'react';
import { takeHandedOver } from '../platform/handed-over';
import { openInspect } from '../platform/open-inspect';

/** Calls back, once, with each text that is handed over to this page to be inspected. */
export function useHandedOverText(onText: (text: string) => void): void {
  useEffect(() => {
    const take = () =>
      void takeHandedOver('text').then((text) => {
        if (text !== undefined) onText(text);
      });
    take();
    // The address bar leads to the page that is shown already: it is not loaded again.
    window.addEventListener('popstate', take);
    return () => window.removeEventListener('popstate', take);
  }, [onText]);
}

/** Opens Inspect in a tab of its own, with this text. @returns whether the browser had room to hand it over. */
export async function inspectInWorkbench(text: string): Promise<boolean> {
  try {
    await openInspect(text);
    return true;
  } catch {
    return false;
  }
}
