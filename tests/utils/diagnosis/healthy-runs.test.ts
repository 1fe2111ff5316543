import { describe, expect, test } from 'vitest';
import type { Redirect } from '../../../utils/clients/redirect';
import { diagnose } from '../../../utils/diagnosis/diagnose';
import { symptomsOfRun } from '../../../utils/diagnosis/gather-symptoms';
import type { WindowOutcome } from '../../../utils/oauth/flow';
import type { Run } from '../../../utils/oauth/run';
import { resultOf } from '../../../utils/oauth/run-result';
import { continueAs, startServer } from '../../lab/demo-server/demo-flow.ts';
import { HttpBrowser } from '../../lab/demo-server/http-browser.ts';
import { redirectUri } from '../../lab/emulations/emulation-client.ts';
import { sampleClient } from '../clients/sample-client';
import { allow, emulatedClient, refreshOf, startEmulated } from '../oauth/emulated-clients';
import { playFlow } from '../oauth/flow-harness';

const redirect: Redirect = { mode: 'extension', uri: redirectUri };

const SCOPES = {
  apaleo: ['openid', 'offline_access', 'reservations.read'],
  pleo: ['users:read', 'vendors:read'],
  pipedrive: ['base', 'deals:read', 'contacts:full', 'activities:read', 'users:read'],
} as const;

function rulesOf(run: Run): readonly string[] {
  const symptoms = symptomsOfRun(run, resultOf(run), run.updatedAt);
  return symptoms === undefined ? ['not over'] : diagnose(symptoms).map(({ rule }) => rule);
}

/** A window in which Ada signs in and allows everything. */
function signIn(issuer: string, scopes: readonly string[]) {
  return async (url: string): Promise<WindowOutcome> => {
    const browser = new HttpBrowser(issuer);
    await browser.open(url);
    await continueAs(browser, 'user-ada-lindqvist');
    const page = await browser.post([
      ['action', 'allow'],
      ...scopes.map((scope): [string, string] => ['scope', scope]),
    ]);
    if (page.left === undefined) throw new Error(`Still on the server: ${page.text}`);
    return { kind: 'redirected', url: page.left.href };
  };
}

describe('of a run that went well', () => {
  test.each(['demo-public', 'demo-confidential'])('nothing is said: %s', async (clientId) => {
    const { issuer } = await startServer();
    const scopes = ['openid', 'profile', 'offline_access'];
    const isPublic = clientId === 'demo-public';
    const { run } = await playFlow(
      {
        ...sampleClient,
        issuer,
        endpoints: {},
        clientId,
        tokenEndpointAuthMethod: isPublic ? 'none' : 'client_secret_basic',
        scopes,
        authorizationParameters: [['prompt', 'consent']],
      },
      {
        openWindow: signIn(issuer, scopes),
        ...(isPublic ? {} : { clientSecret: 'demo-secret-not-a-real-one' }),
      },
    );
    expect(run.state).toEqual({ status: 'done' });
    expect(rulesOf(run)).toEqual([]);
  });

  test.each(['apaleo', 'pleo', 'pipedrive'] as const)(
    'nothing is said, and neither of its refresh: %s',
    async (name) => {
      const emulation = await startEmulated[name]();
      const { client, clientSecret } = emulatedClient(emulation, 0, { scopes: SCOPES[name] });
      const { run } = await playFlow(client, { clientSecret, redirect, openWindow: allow });
      expect(run.state).toEqual({ status: 'done' });
      expect(rulesOf(run)).toEqual([]);

      const refreshed = await playFlow(client, { clientSecret, redirect, refresh: refreshOf(run) });
      expect(refreshed.run.state).toEqual({ status: 'done' });
      expect(rulesOf(refreshed.run)).toEqual([]);
    },
  );
});
