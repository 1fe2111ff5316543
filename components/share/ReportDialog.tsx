import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { ReportSource, SharedReport } from '@/utils/share/make-report';
import type { ReportOptions } from '@/utils/share/report';
import { REPORT_FORMATS, type ReportFormat, saveReport } from '@/utils/state/share-report';
import { Button } from '../common/Button';
import dialogs from '../common/ConfirmDialog.module.css';
import { CopyButton } from '../common/CopyButton';
import styles from './ReportDialog.module.css';
import { useReport } from './use-report';

type ReportDialogProps = { readonly source: ReportSource; readonly onClose: () => void };

const FORMATS = ['markdown', 'json'] as const satisfies readonly ReportFormat[];

const OPTIONS: readonly (readonly [option: keyof ReportOptions, label: string])[] = [
  ['hasBodies', 'Bodies'],
  ['hasHosts', 'Host names'],
  ['hasClaims', 'Values of claims'],
];

/** Shows a report as it is going to be shared, and hands out exactly that. */
export function ReportDialog({ source, onClose }: ReportDialogProps) {
  const [format, setFormat] = useState<ReportFormat>('markdown');
  const [options, setOptions] = useState<ReportOptions>({
    hasBodies: true,
    hasHosts: true,
    hasClaims: true,
  });
  const report = useReport(source, options);
  const text = report?.[format] ?? '';
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs.backdrop ?? ''} />
        <Dialog.Popup className={`${dialogs.popup} ${styles.popup}`}>
          <Dialog.Title>Share report</Dialog.Title>
          <Dialog.Description className={dialogs.description ?? ''}>
            Tokens, codes, secrets and what says who somebody is are replaced by fingerprints.
            Nothing is sent: copy or download what you see, and read it before you pass it on.
          </Dialog.Description>
          <div className={styles.choices}>
            <fieldset className={styles.choice}>
              <legend>Format</legend>
              {FORMATS.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="report-format"
                    checked={format === one}
                    onChange={() => setFormat(one)}
                  />
                  {REPORT_FORMATS[one].name}
                </label>
              ))}
            </fieldset>
            <fieldset className={styles.choice}>
              <legend>Include</legend>
              {OPTIONS.map(([option, label]) => (
                <label key={option}>
                  <input
                    type="checkbox"
                    checked={options[option]}
                    onChange={({ target }) => setOptions({ ...options, [option]: target.checked })}
                  />
                  {label}
                </label>
              ))}
            </fieldset>
          </div>
          <textarea
            className={styles.preview}
            aria-label="Report preview"
            readOnly
            autoComplete="off"
            spellCheck={false}
            rows={16}
            value={text}
          />
          <ReceiptLine report={report} />
          <div className={dialogs.actions}>
            <Button onClick={onClose}>Close</Button>
            <Button disabled={text === ''} onClick={() => saveReport(format, text)}>
              Download report
            </Button>
            <CopyButton name="Copy report" kind="primary" size="normal" text={text} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What was taken out, by kind and count. */
function ReceiptLine({ report }: { readonly report: SharedReport | undefined }) {
  const words = report?.receipt.map(({ what, count }) => `${count} × ${what}`).join(', ');
  return (
    <p className={styles.receipt} role="status" aria-label="Removed from the report">
      {words === undefined
        ? 'Reading …'
        : words === ''
          ? 'Nothing had to be removed.'
          : `Removed: ${words}.`}
    </p>
  );
}
