import { useEffect, useState } from 'react';
import type { HarOptions } from '@/utils/share/make-har';
import type { Receipt } from '@/utils/share/marks';
import type { ReportSource } from '@/utils/share/redaction-of';
import { harNow, makeReportKey, type ReportFormat, reportNow } from '@/utils/state/share-report';

/** What is going to be shared, and what was taken out of it. */
export type ReportPreview = { readonly text: string; readonly receipt: Receipt };

/**
 * The report in this form and with these options, of what there was when it was opened; nothing while it is made. What
 * was pasted has no archive.
 */
export function useReport(
  source: ReportSource,
  format: ReportFormat,
  options: HarOptions,
): ReportPreview | undefined {
  // A run may go on meanwhile: what is read must be what is copied.
  const [about] = useState(source);
  // One key for all options: the fingerprints stay the same.
  const [key] = useState(makeReportKey);
  const [made, setMade] = useState<{
    readonly format: ReportFormat;
    readonly options: HarOptions;
    readonly preview: ReportPreview;
  }>();
  useEffect(() => {
    let isWanted = true;
    const make = async () => {
      const preview = await previewOf(about, format, options, await key);
      if (isWanted) setMade({ format, options, preview });
    };
    void make();
    return () => {
      isWanted = false;
    };
  }, [about, format, options, key]);
  return made?.options === options && made.format === format ? made.preview : undefined;
}

async function previewOf(
  source: ReportSource,
  format: ReportFormat,
  options: HarOptions,
  key: CryptoKey,
): Promise<ReportPreview> {
  if (format === 'har' && source.kind === 'run') return harNow(source, options, key);
  const { markdown, json, receipt } = await reportNow(source, options, key);
  return { text: format === 'json' ? json : markdown, receipt };
}
