import { saveTextFile } from '../platform/files';
import { extensionVersion } from '../platform/report-facts';
import { type HarOptions, makeHar, type SharedHar } from '../share/make-har';
import { makeReport, type SharedReport } from '../share/make-report';
import type { ReportSource } from '../share/redaction-of';
import type { ReportOptions } from '../share/report';

export { makeReportKey } from '../platform/report-facts';

/** Tells of a run or of what was pasted, redacted; the key is that of this report alone. */
export function reportNow(
  source: ReportSource,
  options: ReportOptions,
  key: CryptoKey,
): Promise<SharedReport> {
  return makeReport(source, options, portsNow(key));
}

/** A run as an HTTP Archive; the key is that of this archive alone. */
export function harNow(
  source: Extract<ReportSource, { readonly kind: 'run' }>,
  options: HarOptions,
  key: CryptoKey,
): Promise<SharedHar> {
  return makeHar(source, options, portsNow(key));
}

function portsNow(key: CryptoKey) {
  return { key, now: new Date(), version: extensionVersion() };
}

/** The forms of a report. */
export const REPORT_FORMATS = {
  markdown: { name: 'Markdown', extension: 'md', type: 'text/markdown' },
  json: { name: 'JSON', extension: 'json', type: 'application/json' },
  har: { name: 'HAR 1.2', extension: 'har', type: 'application/json' },
} as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

/** Saves a report as a file. */
export function saveReport(format: ReportFormat, text: string): void {
  const { extension, type } = REPORT_FORMATS[format];
  const day = new Date().toISOString().slice(0, 10);
  saveTextFile(`oauth-workbench-report-${day}.${extension}`, text, type);
}
