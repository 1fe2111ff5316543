import type { KeptRunSummary } from '../../../utils/history/kept-run';

/** What is shown of a kept run; the number is its age: the lower, the older. */
export function keptSummary(number: number, changes: Partial<KeptRunSummary> = {}): KeptRunSummary {
  return {
    id: `run-${number}`,
    keptAs: 'redacted',
    clientId: 'client-1',
    label: 'Booking widget',
    provider: 'generic-oidc',
    environment: 'Sandbox',
    grant: 'authorization_code',
    startedAt: Date.UTC(2026, 10, 3, 12) + number,
    keptAt: Date.UTC(2026, 10, 4, 12) + number,
    status: 'done',
    step: 'verification',
    note: '',
    bytes: 100,
    ...changes,
  };
}
