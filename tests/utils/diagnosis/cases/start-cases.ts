import type { FailureCode } from '../../../../utils/oauth/failure';
import type { RunEvent } from '../../../../utils/oauth/run-event';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import { sampleClient } from '../../clients/sample-client';
import { redirectUri, runOf } from '../../oauth/sample-run';
import { captured } from './authorization-symptoms';
import { type CauseCase, done, failed, ofRun } from './symptoms';

function start(changes: Partial<Extract<RunEvent, { type: 'started' }>> = {}): RunEvent {
  return {
    type: 'started',
    at: 1000,
    runId: 'run-1',
    client: sampleClient,
    redirect: { mode: 'extension', uri: redirectUri, isOwn: true },
    ...changes,
  };
}

function failedAtStart(
  code: FailureCode,
  changes: Partial<Extract<RunEvent, { type: 'started' }>> = {},
): Symptoms {
  const origins = code === 'permission_missing' ? { origins: ['https://auth.example.com'] } : {};
  return ofRun(runOf([start(changes), failed({ code, ...origins })]));
}

const native = { redirect: { mode: 'capture', uri: 'com.example.app:/callback' } } as const;
const bare = { client: { ...sampleClient, endpoints: {} } };

export const startCases: Readonly<Record<string, CauseCase>> = {
  'redirect-scheme-uncapturable': {
    fault: [failedAtStart('client_incomplete', native)],
    sound: [
      failedAtStart('client_incomplete', bare),
      failedAtStart('secret_missing', native),
      failedAtStart('client_incomplete', { redirect: captured }),
      done,
    ],
  },
  'client-incomplete': {
    fault: [failedAtStart('client_incomplete', bare)],
    sound: [failedAtStart('client_incomplete', native), failedAtStart('secret_missing'), done],
  },
  'secret-missing': {
    fault: [failedAtStart('secret_missing')],
    sound: [failedAtStart('vault_locked'), done],
  },
  'vault-locked': {
    fault: [failedAtStart('vault_locked')],
    sound: [failedAtStart('secret_missing'), done],
  },
  'permission-missing': {
    fault: [failedAtStart('permission_missing')],
    sound: [failedAtStart('vault_locked'), done],
  },
  'window-busy': {
    fault: [failedAtStart('window_busy')],
    sound: [failedAtStart('tab_not_opened'), done],
  },
  'tab-not-opened': {
    fault: [failedAtStart('tab_not_opened')],
    sound: [failedAtStart('window_busy'), done],
  },
};
