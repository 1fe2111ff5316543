import { providerOf } from '../../clients/providers';
import { openIdCore, rfc } from '../../findings/specifications';
import { isDenied, standardScopeMeaning } from '../../tokens/scopes';
import type { CauseRule } from '../diagnosis';
import { action, setting, step } from '../look';
import { nearest } from '../nearest';
import { listed, quoted } from '../words';
import { ofOutcome, type Outcome } from './scene';

const places = [setting('scopes'), step('authorization-request')];
const specification = rfc(6749, '3.3');

/** The scopes that were sent and not granted. Of those set at the provider nothing was asked for. */
function reducedBy({ result, client }: Outcome): readonly string[] {
  const { scopeMarker } = providerOf(client.provider);
  return result.scopes
    .filter((row) => isDenied(row) && row.requested === true && row.scope !== scopeMarker)
    .map(({ scope }) => scope);
}

const separator = ofOutcome({
  id: 'scopes-separated-otherwise',
  part: 'scopes',
  cause: 'Several scopes were taken for one: the server separates them otherwise.',
  remedy: 'Write one scope on each line, without commas or plus signs.',
  places,
  specification,
  find: (outcome) => {
    const joined = reducedBy(outcome).filter((scope) => /[,+;]|%20/.test(scope));
    return joined.length === 0
      ? undefined
      : {
          certainty: 'likely',
          cause: `The scope ${quoted(joined[0] ?? '')} looks like several in one, and the server did not grant it.`,
        };
  },
});

const unknown = ofOutcome({
  id: 'scopes-unknown-to-server',
  part: 'scopes',
  cause: 'Scopes were not granted, since the server does not know them.',
  remedy: 'Take the scopes from the documents of the provider: they are compared letter by letter.',
  places,
  specification,
  find: (outcome) => {
    const supported = outcome.run.server?.scopes_supported ?? [];
    const unsupported = reducedBy(outcome).filter((scope) => !supported.includes(scope));
    if (supported.length === 0 || unsupported.length === 0) return undefined;
    const meant = unsupported.flatMap((scope) => {
      const other = nearest(scope, [...supported]);
      return other === undefined ? [] : [`Perhaps ${quoted(other)} is meant by ${quoted(scope)}.`];
    });
    return {
      certainty: 'likely',
      cause: `The server did not grant ${listed(unsupported)}, and its discovery document does not list ${unsupported.length === 1 ? 'it' : 'them'} in scopes_supported.`,
      reasons: meant,
    };
  },
});

const offline = ofOutcome({
  id: 'offline-access-without-consent',
  part: 'scopes',
  cause: 'The scope offline_access was not granted: the user was not asked for it.',
  remedy:
    'Add prompt=consent to the client: OpenID Connect ignores offline_access without it, unless the server decides otherwise. The client also needs the refresh token grant in its registration.',
  places: [setting('parameters'), setting('scopes')],
  specification: openIdCore('11', 'OfflineAccess'),
  find: (outcome) => {
    if (!reducedBy(outcome).includes('offline_access')) return undefined;
    if (outcome.run.grant !== 'authorization_code') return undefined;
    const hasConsent = (outcome.asked('prompt') ?? '').split(' ').includes('consent');
    return hasConsent
      ? {
          certainty: 'likely',
          cause:
            'The scope offline_access was not granted, though prompt=consent was sent: the client may not be registered for refresh tokens.',
          remedy:
            'Allow the refresh token grant and offline_access in the registration at the provider.',
          places: [setting('scopes')],
        }
      : {
          certainty: 'likely',
          cause:
            'The scope offline_access was not granted: the authorization request had no prompt=consent.',
        };
  },
});

const reduced = ofOutcome({
  id: 'scopes-reduced',
  part: 'scopes',
  cause: 'Not every scope that was asked for was granted.',
  remedy:
    'Run again and look whether the page offers them to be ticked; then whether the registration of the client and the rights of the user allow them.',
  places: [action('run-again'), ...places],
  specification,
  find: (outcome) => {
    const missing = reducedBy(outcome);
    if (missing.length === 0) return undefined;
    const { run, client, granted } = outcome;
    const had = run.refreshes !== undefined;
    const grants = granted.length === 0 ? 'nothing' : listed(granted);
    return {
      certainty: 'said',
      cause: had
        ? `The refresh brought fewer scopes than before: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} gone.`
        : client.grantType === 'client_credentials'
          ? `The server granted ${grants} and left out ${listed(missing)}: the client is not registered for ${missing.length === 1 ? 'it' : 'them'}, or a policy of the server leaves ${missing.length === 1 ? 'it' : 'them'} out.`
          : `The server granted ${grants} and left out ${listed(missing)}: the user did not allow ${missing.length === 1 ? 'it' : 'them'}, may not, or the client is not registered for ${missing.length === 1 ? 'it' : 'them'}.`,
      ...(client.grantType === 'client_credentials'
        ? {
            remedy: 'Add the scopes to the registration of the client at the provider.',
            places: [setting('scopes')],
          }
        : had
          ? {
              remedy:
                'Run the client anew: rights may have been taken from the user or the client since.',
              places: [action('run-again')],
            }
          : {}),
    };
  },
});

const absent = ofOutcome({
  id: 'scopes-not-in-token',
  part: 'scopes',
  cause: 'The access token lacks scopes that were asked for, and the server does not say so.',
  remedy:
    'A server that grants fewer scopes has to name them in the token response. Look which of them the registration and the user allow.',
  places: [...places, step('token-request')],
  specification: rfc(6749, '5.1'),
  find: ({ result, response, client }) => {
    const { scopeMarker } = providerOf(client.provider);
    const rows = result.scopes.filter(({ inToken }) => inToken === true);
    // Scopes of OpenID Connect are for the ID token and user info, and stand in few access tokens.
    const missing = result.scopes.filter(
      ({ scope, requested, inToken }) =>
        requested === true &&
        inToken === false &&
        scope !== scopeMarker &&
        standardScopeMeaning(scope) === undefined,
    );
    return response.scope !== undefined || rows.length === 0 || missing.length === 0
      ? undefined
      : {
          certainty: 'likely',
          cause: `The access token lacks ${listed(missing.map(({ scope }) => scope))} of the scopes that were asked for, and the server does not say that it granted fewer.`,
        };
  },
});

/** Causes that leave scopes out. */
export const scopeCauses: readonly CauseRule[] = [separator, offline, unknown, reduced, absent];
