import { saveTextFile } from '../platform/files';
import { extensionVersion } from '../platform/report-facts';
import { makeReport, type ReportSource, type SharedReport } from '../share/make-report';
import type { ReportOptions } from '../share/report';

export { makeReportKey } from '../platform/report-facts';

/** Tells of a run or of what was pasted, redacted; the key is that of this report alone. */
export function reportNow(
  source: ReportSource,
  options: ReportOptions,
  key: CryptoKey,
): Promise<SharedReport> {
  return makeReport(source, options, { key, now: new Date(), version: extensionVersion() });
}

/** The forms of a report. */
export const REPORT_FORMATS = {
  markdown: { name: 'Markdown', extension: 'md', type: 'text/markdown' },
  json: { name: 'JSON', extension: 'json', type: 'application/json' },
} as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

/** Saves a report as a file. */
export function saveReport(format: ReportFormat, text: string): void {
  const { extension, type } = REPORT_FORMATS[format];
  const day = new Date().toISOString().slice(0, 10);
  saveTextFile(`oauth-workbench-report-${day}.${extension}`, text, type);
}
