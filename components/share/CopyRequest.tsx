import { Menu } from '@base-ui/react/menu';
import { use, useId, useState } from 'react';
import { resultOf } from '@/utils/oauth/run-result';
import { COPY_FORMATS, type CopyFormat, copyRequest } from '@/utils/share/copy-request';
import { type SensitiveValues, sensitiveValuesOfRun } from '@/utils/share/sensitive-values';
import type { SharedRequest } from '@/utils/share/shared-request';
import { Button } from '../common/Button';
import { CopyButton } from '../common/CopyButton';
import { Icon } from '../common/Icon';
import menus from '../common/Menu.module.css';
import { Pill } from '../common/Pill';
import { useCopy } from '../common/use-copy';
import { CopiedRun } from './copied-run';
import styles from './CopyRequest.module.css';

const MENU_FORMATS = ['httpie', 'fetch', 'http'] as const satisfies readonly CopyFormat[];

const NOTHING_KNOWN: SensitiveValues = new Map();

/** Copies a request in a form that can be sent again, its secrets as placeholders unless they are asked for. */
export function CopyRequest({ request }: { readonly request: SharedRequest }) {
  const run = use(CopiedRun);
  const [hasSecrets, setHasSecrets] = useState(false);
  const { outcome, copy } = useCopy();
  const id = useId();
  const textAs = (format: CopyFormat) =>
    copyRequest(request, {
      format,
      hasSecrets,
      known: run === undefined ? NOTHING_KNOWN : sensitiveValuesOfRun(run, resultOf(run)),
    });
  return (
    <>
      {hasSecrets ? <Pill tone="caution">With secrets</Pill> : null}
      <CopyButton name="Copy as cURL" text={() => textAs('curl')} />
      <Menu.Root>
        <Menu.Trigger
          render={<Button size="small" icon={outcome === 'copied' ? 'check' : 'copy'} />}
          aria-label="Copy in another format"
        >
          {outcome === 'refused' ? 'Not allowed' : outcome === 'copied' ? 'Copied' : 'Copy as …'}
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className={menus.positioner ?? ''}>
            <Menu.Popup className={menus.menu ?? ''}>
              {MENU_FORMATS.map((format) => (
                <Menu.Item
                  key={format}
                  className={menus.item ?? ''}
                  onClick={() => void copy(textAs(format))}
                >
                  <Icon name="copy" />
                  {COPY_FORMATS[format].name}
                </Menu.Item>
              ))}
              <Menu.Separator className={styles.separator ?? ''} />
              <Menu.CheckboxItem
                className={menus.item ?? ''}
                aria-labelledby={`${id}-name`}
                aria-describedby={`${id}-note`}
                checked={hasSecrets}
                onCheckedChange={setHasSecrets}
              >
                <span className={styles.box}>
                  <Menu.CheckboxItemIndicator>
                    <Icon name="check" />
                  </Menu.CheckboxItemIndicator>
                </span>
                <span>
                  <span id={`${id}-name`}>With secrets</span>
                  <span id={`${id}-note`} className={styles.note}>
                    The client secret is not in the record: it stays a placeholder. Where the client
                    ID is form-encoded, it has to be too.
                  </span>
                </span>
              </Menu.CheckboxItem>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <span role="status" className="visually-hidden">
        {outcome === undefined ? '' : outcome === 'copied' ? 'Copied' : 'Copying is not allowed'}
      </span>
    </>
  );
}
