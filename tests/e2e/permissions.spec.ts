import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillClient, openNewClient, registerClient } from './support/client-form.ts';
import { EXTENSION_ID } from '../../scripts/launch-browser.ts';
import { buildFolder, expect } from './support/extension.ts';
import { allowBeforehand, grantedOrigins } from './support/host-access.ts';
import { runFlow, runStatus, step } from './support/run.ts';
import { test } from './support/servers.ts';

/** None of these shows a warning when the extension is installed. */
const QUIET_PERMISSIONS = [
  'activeTab',
  'alarms',
  'contextMenus',
  'declarativeNetRequestWithHostAccess',
  'identity',
  'storage',
];

test.use({ build: 'production' });

test.describe('the build that users install', () => {
  test('declares no permission that warns, and hosts only as optional', async ({ workbench }) => {
    const text = readFileSync(join(buildFolder('production'), 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('externally_connectable');
    // Sites open it at an address that changes with every start; our rules know it.
    expect(manifest['web_accessible_resources']).toEqual([
      {
        resources: ['capture.html'],
        matches: ['https://*/*', 'http://*/*'],
      },
    ]);
    expect(manifest['optional_permissions']).toEqual(['webRequest']);
    expect((manifest['permissions'] as string[]).toSorted()).toEqual(QUIET_PERMISSIONS);
    expect(manifest['optional_host_permissions']).toEqual(['https://*/*', 'http://*/*']);
    expect(manifest['manifest_version']).toBe(3);
    const { extension_pages: policy } = manifest['content_security_policy'] as Record<
      string,
      string
    >;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|'wasm/);

    // The key decides the id, and the id the redirect URI: this address answers only if the key is as it was.
    expect(await workbench.evaluate('chrome.runtime.id')).toBe(EXTENSION_ID);
    expect(await workbench.evaluate('chrome.permissions.getAll()')).toEqual({
      origins: [],
      permissions: expect.arrayContaining(QUIET_PERMISSIONS),
    });
    const warnings = await workbench.evaluate(
      'chrome.management.getPermissionWarningsByManifest(JSON.stringify(chrome.runtime.getManifest()))',
    );
    expect(warnings).toEqual([]);
  });

  test('says which permission a run lacks, and goes on when it is given', async ({
    context,
    workbench,
    server,
  }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: no permission yet to reach http://${server.host}`,
    );
    await expect(step(workbench, 'Discovery')).toContainText('failed');
    expect(server.requests).toEqual([]);
    expect(await grantedOrigins(workbench)).toEqual([]);

    await allowBeforehand(context, server.issuer);
    await workbench
      .getByRole('button', { name: `Allow access to http://${server.host}`, exact: true })
      .click();
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(await grantedOrigins(workbench)).toEqual(['http://127.0.0.1/*']);
    await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(
      1,
    );
  });

  test('asks for it at the first Run, and the run begins by itself', async ({
    context,
    workbench,
    server,
  }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await allowBeforehand(context, server.issuer);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('does the same in the popup', async ({ context, workbench, server, openPopup }) => {
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Run Shop' }).click();
    await expect(runStatus(popup)).toHaveText(
      `Failed: no permission yet to reach http://${server.host}`,
    );
    await expect(popup.getByRole('link', { name: 'Allow access in the workbench' })).toBeVisible();
    await popup.close();

    await allowBeforehand(context, server.issuer);
    const again = await openPopup();
    await again.getByRole('button', { name: 'Run Shop' }).click();
    await expect(runStatus(again)).toHaveText('Done');
  });

  test('says which permission discovery lacks, and goes on when it is given', async ({
    context,
    workbench,
    server,
  }) => {
    await openNewClient(workbench);
    await fillClient(workbench, { issuer: server.issuer });
    await workbench.getByRole('button', { name: 'Discover' }).click();
    await expect(workbench.getByRole('alert')).toContainText(
      `Discovery failed: no permission yet to reach http://${server.host}.`,
    );
    await allowBeforehand(context, server.issuer);
    await workbench
      .getByRole('button', { name: `Allow access to http://${server.host}`, exact: true })
      .click();
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
  });

  test('needs no permission to discover where the server lets everyone read', async ({
    workbench,
    server,
  }) => {
    server.answers.discovery = () => ({
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
      body: JSON.stringify(server.metadata),
    });
    await openNewClient(workbench);
    await fillClient(workbench, { issuer: server.issuer });
    await workbench.getByRole('button', { name: 'Discover' }).click();
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
    expect(await grantedOrigins(workbench)).toEqual([]);
  });
});

test.describe('an endpoint on another host', () => {
  test.use({ build: 'e2e' });

  test('is named when the permission covers only the issuer', async ({ workbench, server }) => {
    server.metadata['token_endpoint'] = 'http://127.0.0.2:9/token';
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      'Failed: no permission yet to reach http://127.0.0.2:9',
    );
    await expect(
      workbench.getByRole('button', { name: 'Allow access to http://127.0.0.2:9' }),
    ).toBeVisible();
    expect(server.requestsTo('authorize')).toEqual([]);
  });
});
