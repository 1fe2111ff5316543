import { type ComponentProps, useEffect, useState } from 'react';
import { copyText } from '@/utils/state/browser-facts';
import { Button } from './Button';

type CopyButtonProps = {
  /** The accessible name, such as `Copy redirect URI`. */
  readonly name: string;
  /** What is seen, where less is enough. */
  readonly label?: string;
  readonly text: string | (() => string);
  readonly kind?: ComponentProps<typeof Button>['kind'];
};

const SHOWN_MS = 1500;

/** Copies text, and says whether it worked. */
export function CopyButton({ name, label = name, text, kind = 'plain' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const isCopied = await copyText(typeof text === 'string' ? text : text());
    setOutcome(isCopied ? 'copied' : 'refused');
  };
  return (
    <>
      <Button
        size="small"
        kind={kind}
        icon={outcome === 'copied' ? 'check' : 'copy'}
        aria-label={name}
        onClick={() => void copy()}
      >
        {outcome === 'refused' ? 'Not allowed' : outcome === 'copied' ? 'Copied' : label}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === undefined ? '' : outcome === 'copied' ? 'Copied' : 'Copying is not allowed'}
      </span>
    </>
  );
}
