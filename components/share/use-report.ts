import { useEffect, useState } from 'react';
import type { ReportSource, SharedReport } from '@/utils/share/make-report';
import type { ReportOptions } from '@/utils/share/report';
import { makeReportKey, reportNow } from '@/utils/state/share-report';

/** The report with these options, of what there was when it was opened; nothing while it is made. */
export function useReport(source: ReportSource, options: ReportOptions): SharedReport | undefined {
  // A run may go on meanwhile: what is read must be what is copied.
  const [about] = useState(source);
  // One key for all options: the fingerprints stay the same.
  const [key] = useState(makeReportKey);
  const [made, setMade] = useState<{
    readonly options: ReportOptions;
    readonly report: SharedReport;
  }>();
  useEffect(() => {
    let isWanted = true;
    const make = async () => {
      const report = await reportNow(about, options, await key);
      if (isWanted) setMade({ options, report });
    };
    void make();
    return () => {
      isWanted = false;
    };
  }, [about, options, key]);
  return made?.options === options ? made.report : undefined;
}
