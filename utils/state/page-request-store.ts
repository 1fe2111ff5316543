import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { handOver } from '../platform/handed-over';
import { addressUnderPopup, openWorkbench } from '../platform/pages';
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
} from '../tokens/read-authorization-request';

type PageRequest = { readonly address: string; readonly request: AuthorizationRequest };

const store = createStore<{ readonly found?: PageRequest }>(() => ({}));

/** Looks whether the popup was opened over an authorization request. Call it before the first render. */
export function connectPageRequest(): void {
  void addressUnderPopup().then((address = '') => {
    const request = readAuthorizationRequest(address);
    if (request !== undefined) store.setState({ found: { address, request } });
  });
}

/** The authorization request over which the popup was opened. */
export function usePageRequest(): PageRequest | undefined {
  return useStore(store, ({ found }) => found);
}

/** Opens the workbench, which makes a client from the request at this address. */
export async function saveInWorkbench(address: string): Promise<void> {
  await handOver('request', address);
  await openWorkbench('#/clients/new/from-request');
}
