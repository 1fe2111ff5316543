import type { Page } from '@playwright/test';
import type { DemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import { fillClient, openNewClient, saveClient } from './client-form.ts';

/** Starts a demo server and stores its public client “Aurora” with these scopes; its page is open then. */
export async function saveAurora(
  workbench: Page,
  startDemo: (redirectUris: readonly string[]) => Promise<DemoServer>,
  scopes: string,
): Promise<DemoServer> {
  const demo = await startDemo([await openNewClient(workbench)]);
  await fillClient(workbench, {
    label: 'Aurora',
    issuer: demo.issuer,
    clientId: 'demo-public',
    scopes,
  });
  await saveClient(workbench);
  return demo;
}
