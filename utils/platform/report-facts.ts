import { browser } from 'wxt/browser';

/** The version of the extension, as its manifest has it. */
export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}

/** A random key for the fingerprints of one report. It cannot be exported. */
export function makeReportKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
