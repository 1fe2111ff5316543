import { useMemo, useState } from 'react';
import { inspectInWorkbench } from '@/utils/state/handed-over-text';
import type { Mask } from '@/utils/trace/mask';
import { decodedParts, type FoundToken, tokensIn } from '@/utils/trace/tokens-in-message';
import type { TraceContent } from '@/utils/trace/trace';
import { Button } from '../common/Button';
import { Fold } from '../common/Fold';
import { Notice } from '../common/Notice';
import { RawText } from '../common/RawText';
import styles from './MessageView.module.css';

type MessageTokensProps = { readonly content: TraceContent; readonly mask: Mask };

/** The tokens of a message that can be read, decoded. */
export function MessageTokens({ content, mask }: MessageTokensProps) {
  const tokens = useMemo(() => tokensIn(content), [content]);
  return tokens.map(({ name, token }) => (
    <Fold key={token.raw} title={`Decoded: ${mask.text(name)}`} isOpen={false}>
      {() => <DecodedToken name={mask.text(name)} token={token} mask={mask} />}
    </Fold>
  ));
}

function DecodedToken({ name, token, mask }: FoundToken & { readonly mask: Mask }) {
  const [isRefused, setRefused] = useState(false);
  const open = async () => setRefused(!(await inspectInWorkbench(token.raw)));
  return (
    <div className={styles.body}>
      <RawText label={`Decoded ${name}`} text={decodedParts(token).map(mask.body).join('\n')} />
      <div>
        <Button size="small" icon="open" onClick={() => void open()}>
          Open in Inspect
        </Button>
      </div>
      {isRefused ? (
        <Notice tone="bad" role="alert">
          The browser has no room to hand the token over. Copy it, and paste it into Inspect.
        </Notice>
      ) : null}
    </div>
  );
}
