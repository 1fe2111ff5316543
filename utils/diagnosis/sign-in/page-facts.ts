import type { Place } from '../diagnosis';
import { action, setting, step, withoutParameters } from '../look';
import type { Symptoms } from '../symptoms';

export const ENDPOINT = setting('authorization-endpoint');
const ISSUER = setting('issuer');
export const SIGN_IN = step('sign-in');
export const IN_A_TAB = action('open-in-tab');
export const RUN_AGAIN = action('run-again');

/** Where the address of the authorization endpoint comes from. */
export function addressPlaces({ run, client }: Symptoms): readonly Place[] {
  const isDiscovered = run?.exchanges.some(({ purpose }) => purpose === 'discovery') === true;
  return isDiscovered
    ? [ISSUER, step('discovery'), SIGN_IN]
    : [client?.endpoints.authorization === undefined ? ISSUER : ENDPOINT, SIGN_IN];
}

/** The address that was asked, without its parameters. */
export function endpointOf({ evidence, exchange }: Symptoms): string {
  return evidence.request?.endpoint ?? withoutParameters(exchange?.request.url ?? '');
}
