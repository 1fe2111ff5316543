import { useState } from 'react';
import { askForAccess } from '@/utils/state/access-store';
import { findIssuerKeys, type KeyAddress, originOfKeys } from '@/utils/state/issuer-keys';
import type { LoadKeys } from '@/utils/tokens/verify/verify-signature';

type Asking =
  | { readonly status: 'idle' | 'asking' }
  | { readonly status: 'found'; readonly loadKeys: LoadKeys }
  /** The keys are elsewhere, and the browser wants to be asked for that too */
  | { readonly status: 'access-needed'; readonly origins: readonly string[] }
  | { readonly status: 'denied'; readonly host: string };

/** The keys of an issuer, asked for in a click: first the permission for its origin, then the requests. */
export function useIssuerKeys(address: KeyAddress | undefined) {
  const [asked, setAsked] = useState<{ readonly of: string; readonly asking: Asking }>();
  const of = address === undefined ? '' : (address.jwksUri ?? address.issuer);
  const asking: Asking = asked?.of === of ? asked.asking : { status: 'idle' };
  const set = (next: Asking) => setAsked({ of, asking: next });

  /** Call it first thing in the handler of a click: the browser may ask the user. */
  const ask = async () => {
    const first = address === undefined ? undefined : originOfKeys(address);
    if (address === undefined || first === undefined) return;
    const origins = asking.status === 'access-needed' ? asking.origins : [first];
    const access = askForAccess(origins);
    set({ status: 'asking' });
    if (!(await access)) {
      set({ status: 'denied', host: origins.map((origin) => new URL(origin).host).join(', ') });
      return;
    }
    set(await findIssuerKeys(address));
  };
  return { asking, ask };
}
