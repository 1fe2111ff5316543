import { use, useMemo, useState } from 'react';
import { durationInWords } from '@/utils/oauth/run-steps';
import { hidesAnything } from '@/utils/trace/hides-anything';
import { makeMask, maskOfRun, NO_MASK } from '@/utils/trace/mask';
import type { TraceMessage } from '@/utils/trace/trace';
import { Button } from '../common/Button';
import { Choice } from '../common/Choice';
import { CopyButton } from '../common/CopyButton';
import { Pill } from '../common/Pill';
import { CopiedRun } from '../share/copied-run';
import { CopyRequest } from '../share/CopyRequest';
import { VisibleText } from '../tokens/VisibleText';
import { AddressParts } from './AddressParts';
import { ExchangeParts } from './ExchangeParts';
import { MessageTokens } from './MessageTokens';
import styles from './MessageView.module.css';
import { OUTCOME_TONES } from './outcome-tones';
import type { Writing } from './writing';

type MessageViewProps = {
  readonly message: TraceMessage;
  /** Whether bodies are folded away at first. */
  readonly isFolded?: boolean;
};

const WRITINGS = { decoded: 'Decoded', raw: 'Raw' } as const satisfies Record<Writing, string>;

/** What is known without a run. */
const LONELY_MASK = makeMask(new Map());

/** One message of a trace, whole; what lets somebody in is hidden until it is asked for. */
export function MessageView({ message, isFolded = false }: MessageViewProps) {
  const run = use(CopiedRun);
  const [isRevealed, setRevealed] = useState(false);
  const [writing, setWriting] = useState<Writing>('decoded');
  const { content, outcome, at, durationMs } = message;
  const ofRun = run === undefined ? LONELY_MASK : maskOfRun(run);
  const hasSecrets = useMemo(() => hidesAnything(content, ofRun), [content, ofRun]);
  const mask = isRevealed ? NO_MASK : ofRun;
  const url = content.kind === 'exchange' ? content.exchange.request.url : content.url;
  const address = writing === 'raw' ? url : (url.split(/[?#]/)[0] ?? url);
  return (
    <article className={styles.message} aria-label={message.label}>
      <header className={styles.header}>
        <code className={styles.line}>
          <b>{content.kind === 'exchange' ? content.exchange.request.method : content.method}</b>{' '}
          <VisibleText text={mask.url(address)} dir="ltr" />
        </code>
        <Pill tone={OUTCOME_TONES[outcome.kind]}>{outcome.words}</Pill>
        <span className={styles.quiet}>
          <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>
          {durationMs === undefined ? null : ` · ${durationInWords(durationMs)}`}
        </span>
      </header>
      <div className={styles.bar}>
        <Choice name="Shown as" options={WRITINGS} value={writing} onChange={setWriting} />
        {hasSecrets ? (
          <Button size="small" icon="lock" onClick={() => setRevealed(!isRevealed)}>
            {isRevealed ? 'Hide secrets' : 'Show secrets'}
          </Button>
        ) : null}
        {content.kind === 'exchange' ? (
          <CopyRequest request={content.exchange.request} />
        ) : (
          <CopyButton name={`Copy ${content.name}`} text={content.url} />
        )}
      </div>
      {content.kind === 'exchange' ? (
        <ExchangeParts
          exchange={content.exchange}
          mask={mask}
          writing={writing}
          isFolded={isFolded}
        />
      ) : (
        <AddressParts address={content} mask={mask} writing={writing} />
      )}
      <MessageTokens content={content} mask={mask} />
    </article>
  );
}

/** To the millisecond, to be found again in the log of a server. */
function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
}
