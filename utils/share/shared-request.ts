import type { NameValue, RecordedRequest } from '../oauth/exchange';

/** A request that is copied: as recorded, or as it was read from a text. */
export type SharedRequest = RecordedRequest & {
  /** A body that is no form. */
  readonly body?: string;
};

const RECORDED_BASIC = /^Basic base64\((.*)\)$/s;

/** The credentials of a recorded Basic header, which stand there in the open; tools encode them themselves. */
export function basicCredentials([name, value]: NameValue): string | undefined {
  return name.toLowerCase() === 'authorization' ? RECORDED_BASIC.exec(value)?.[1] : undefined;
}

/** Stands in the place of a value that is to be filled in: `<access_token>`. */
export function isPlaceholder(value: string): boolean {
  return /^<[a-z0-9_]+>$/.test(value);
}
