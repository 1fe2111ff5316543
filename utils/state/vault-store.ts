import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Reply, sendCommand } from '../platform/messages';
import { followVaultStatus, type VaultStatus } from '../platform/secrets-storage';
import type { LockMinutes } from '../vault/vault-document';

export type VaultState = { readonly status: 'loading' } | VaultStatus;

const store = createStore<VaultState>(() => ({ status: 'loading' }));

/** Fills the store and keeps it equal to what the worker makes of the vault. */
export function connectVault(): void {
  followVaultStatus((status) => store.setState(status, true));
}

export function useVault(): VaultState {
  return useStore(store);
}

/** Makes an empty vault, which is then open. */
export async function createVault(passphrase: string): Promise<Reply> {
  return sendCommand({ type: 'vault-create', passphrase });
}

export async function unlockVault(passphrase: string): Promise<Reply> {
  return sendCommand({ type: 'vault-unlock', passphrase });
}

export async function lockVault(): Promise<Reply> {
  return sendCommand({ type: 'vault-lock' });
}

export async function changePassphrase(passphrase: string, newPassphrase: string): Promise<Reply> {
  return sendCommand({ type: 'vault-change-passphrase', passphrase, newPassphrase });
}

/** Deletes the vault with every secret that is sealed in it. */
export async function forgetVault(): Promise<Reply> {
  return sendCommand({ type: 'vault-forget' });
}

/** Sets after how many minutes without use the vault locks. */
export async function setVaultIdle(minutes: LockMinutes): Promise<Reply> {
  return sendCommand({ type: 'vault-set-idle', minutes });
}

const ACTIVITY_INTERVAL_MS = 30_000;

/** Tells the worker, now and then, that somebody types or clicks in this page, so that an open vault stays open. */
export function useVaultActivity(): void {
  const isOpen = useStore(store, ({ status }) => status === 'open');
  useEffect(() => {
    if (!isOpen) return undefined;
    let toldAt = Number.NEGATIVE_INFINITY;
    const tell = () => {
      if (performance.now() - toldAt < ACTIVITY_INTERVAL_MS) return;
      toldAt = performance.now();
      void sendCommand({ type: 'vault-used' });
    };
    const events = ['keydown', 'pointerdown'] as const;
    for (const event of events) document.addEventListener(event, tell, { capture: true });
    return () => {
      for (const event of events) document.removeEventListener(event, tell, { capture: true });
    };
  }, [isOpen]);
}
