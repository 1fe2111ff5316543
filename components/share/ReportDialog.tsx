import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { HarOptions } from '@/utils/share/make-har';
import type { ReportSource } from '@/utils/share/redaction-of';
import type { ReportOptions } from '@/utils/share/report';
import { REPORT_FORMATS, type ReportFormat, saveReport } from '@/utils/state/share-report';
import { Button } from '../common/Button';
import dialogs from '../common/ConfirmDialog.module.css';
import { CopyButton } from '../common/CopyButton';
import { Notice } from '../common/Notice';
import styles from './ReportDialog.module.css';
import { type ReportPreview, useReport } from './use-report';

type ReportDialogProps = {
  readonly source: ReportSource;
  /** The form that is chosen at first. */
  readonly firstFormat?: ReportFormat;
  readonly onClose: () => void;
};

/** What was pasted has no requests of its own to archive. */
const FORMATS = {
  run: ['markdown', 'json', 'har'],
  pasted: ['markdown', 'json'],
} as const satisfies Record<ReportSource['kind'], readonly ReportFormat[]>;

const OPTIONS: readonly (readonly [option: keyof ReportOptions, label: string])[] = [
  ['hasBodies', 'Bodies'],
  ['hasHosts', 'Host names'],
  ['hasClaims', 'Values of claims'],
];

/** Shows a report as it is going to be shared, and hands out exactly that. */
export function ReportDialog({ source, firstFormat = 'markdown', onClose }: ReportDialogProps) {
  const [format, setFormat] = useState<ReportFormat>(firstFormat);
  const [options, setOptions] = useState<HarOptions>({
    hasBodies: true,
    hasHosts: true,
    hasClaims: true,
    hasTokens: false,
  });
  const report = useReport(source, format, options);
  const text = report?.text ?? '';
  const isWhole = format === 'har' && options.hasTokens;
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs.backdrop ?? ''} />
        <Dialog.Popup className={`${dialogs.popup} ${styles.popup}`}>
          <Dialog.Title>Share report</Dialog.Title>
          <Dialog.Description className={dialogs.description ?? ''}>
            {isWhole
              ? 'The messages of the run as they were recorded, tokens and codes included.'
              : 'Tokens, codes, secrets and what says who somebody is are replaced by fingerprints.'}{' '}
            Nothing is sent: copy or download what you see, and read it before you pass it on.
          </Dialog.Description>
          <div className={styles.choices}>
            <fieldset className={styles.choice}>
              <legend>Format</legend>
              {FORMATS[source.kind].map((one) => (
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
                    // With tokens nothing is taken out, and tokens hold claims themselves.
                    disabled={isWhole && option !== 'hasBodies'}
                    onChange={({ target }) => setOptions({ ...options, [option]: target.checked })}
                  />
                  {label}
                </label>
              ))}
              {format === 'har' ? (
                <label>
                  <input
                    type="checkbox"
                    checked={options.hasTokens}
                    onChange={({ target }) => setOptions({ ...options, hasTokens: target.checked })}
                  />
                  With tokens and codes
                </label>
              ) : null}
            </fieldset>
          </div>
          {isWhole ? (
            <Notice tone="caution" role="alert">
              Whoever gets this file can use the tokens in it, and reads what they say of the user.
              Client secrets are never recorded, so none is in it either way.
            </Notice>
          ) : null}
          <textarea
            className={styles.preview}
            aria-label="Report preview"
            readOnly
            autoComplete="off"
            spellCheck={false}
            rows={16}
            value={text}
          />
          <ReceiptLine report={report} isWhole={isWhole} />
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

type ReceiptLineProps = {
  readonly report: ReportPreview | undefined;
  readonly isWhole: boolean;
};

/** What was taken out, by kind and count. */
function ReceiptLine({ report, isWhole }: ReceiptLineProps) {
  const words = report?.receipt.map(({ what, count }) => `${count} × ${what}`).join(', ');
  return (
    <p className={styles.receipt} role="status" aria-label="Removed from the report">
      {words === undefined
        ? 'Reading …'
        : isWhole
          ? 'Nothing was removed: tokens and codes are in it.'
          : words === ''
            ? 'Nothing had to be removed.'
            : `Removed: ${words}.`}
    </p>
  );
}
