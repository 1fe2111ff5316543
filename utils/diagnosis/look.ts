import { type Exchange, mediaTypeOf, type RecordedResponse } from '../oauth/exchange';
import type { RunStep } from '../oauth/run';
import type { JsonObject } from '../tokens/json';
import { memberOf } from '../tokens/members';
import type { ClientSetting, Place, RemedyAction } from './diagnosis';

/** A setting of the client as a place to click. */
export function setting(name: ClientSetting): Place {
  return { kind: 'client', setting: name };
}

/** A step of the run as a place to click. */
export function step(name: RunStep): Place {
  return { kind: 'step', step: name };
}

/** An action as a place to click. */
export function action(name: RemedyAction): Place {
  return { kind: 'action', action: name };
}

/** Whether a response is a page, whatever its media type says. */
export function isPage(response: RecordedResponse): boolean {
  return (
    mediaTypeOf(response).includes('html') ||
    /^\s*(?:<!doctype\s+html|<html|<head|<body)/i.test(response.body)
  );
}

/** An address without its query and fragment, which may hold what is nobody’s business. */
export function withoutParameters(address: string): string {
  return address.split(/[?#]/)[0] ?? '';
}

/** The address of a request without its parameters. */
export function addressOf({ request }: Exchange): string {
  return withoutParameters(request.url);
}

/** The host of an address with its port; of what is none, the text itself. */
export function hostOfAddress(address: string): string {
  return URL.parse(address)?.host ?? address;
}

/** Whether an address is on this machine. */
export function isOnThisMachine(address: string): boolean {
  const hostname = URL.parse(address)?.hostname ?? '';
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
}

/** Whether a response sends the browser elsewhere; where to is mostly hidden by the browser. */
export function isRedirect({ outcome }: Exchange): boolean {
  return (
    outcome.kind === 'redirect' ||
    (outcome.kind === 'response' && outcome.status >= 300 && outcome.status < 400)
  );
}

/** Whether a code has the form of an OAuth error, and is not the name of an HTTP status or a sentence. */
export function isOAuthCode(code: string): boolean {
  return /^[a-z]+(?:_[a-z]+)+$/.test(code);
}

/** A list of texts in metadata; nothing where it is not there. */
export function listIn(
  metadata: JsonObject | undefined,
  name: string,
): readonly string[] | undefined {
  const value = metadata === undefined ? undefined : memberOf(metadata, name);
  const items: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  return items?.filter((item) => typeof item === 'string');
}
