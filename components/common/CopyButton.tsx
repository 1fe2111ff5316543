import type { ComponentProps } from 'react';
import { Button } from './Button';
import { useCopy } from './use-copy';

type CopyButtonProps = {
  /** The accessible name, such as `Copy redirect URI`. */
  readonly name: string;
  /** What is seen, where less is enough. */
  readonly label?: string;
  readonly text: string | (() => string);
  readonly kind?: ComponentProps<typeof Button>['kind'];
  readonly size?: ComponentProps<typeof Button>['size'];
};

/** Copies text, and says whether it worked. */
export function CopyButton({
  name,
  label = name,
  text,
  kind = 'plain',
  size = 'small',
}: CopyButtonProps) {
  const { outcome, copy } = useCopy();
  return (
    <>
      <Button
        size={size}
        kind={kind}
        icon={outcome === 'copied' ? 'check' : 'copy'}
        aria-label={name}
        onClick={() => void copy(typeof text === 'string' ? text : text())}
      >
        {outcome === 'refused' ? 'Not allowed' : outcome === 'copied' ? 'Copied' : label}
      </Button>
      <span role="status" className="visually-hidden">
        {outcome === undefined ? '' : outcome === 'copied' ? 'Copied' : 'Copying is not allowed'}
      </span>
    </>
  );
}
