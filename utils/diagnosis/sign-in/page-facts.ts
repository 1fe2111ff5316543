import type { Place } from '../diagnosis';
import type { Symptoms } from '../symptoms';

export const ENDPOINT: Place = { kind: 'client', setting: 'authorization-endpoint' };
const ISSUER: Place = { kind: 'client', setting: 'issuer' };
export const SIGN_IN: Place = { kind: 'step', step: 'sign-in' };
export const IN_A_TAB: Place = { kind: 'action', action: 'open-in-tab' };
export const RUN_AGAIN: Place = { kind: 'action', action: 'run-again' };

/** Where the address of the authorization endpoint comes from. */
export function addressPlaces({ run, client }: Symptoms): readonly Place[] {
  const isDiscovered = run?.exchanges.some(({ purpose }) => purpose === 'discovery') === true;
  return isDiscovered
    ? [ISSUER, { kind: 'step', step: 'discovery' }, SIGN_IN]
    : [client?.endpoints.authorization === undefined ? ISSUER : ENDPOINT, SIGN_IN];
}

/** The address that was asked, without its parameters. */
export function endpointOf({ evidence, exchange }: Symptoms): string {
  return evidence.request?.endpoint ?? exchange?.request.url.split('?')[0] ?? '';
}
