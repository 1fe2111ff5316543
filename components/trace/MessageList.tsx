import { useState } from 'react';
import { durationInWords } from '@/utils/oauth/run-steps';
import { participantName, sinceStart, type TraceMessage } from '@/utils/trace/trace';
import { Hits } from '../common/Hits';
import { Pill } from '../common/Pill';
import styles from './MessageList.module.css';
import { MessageView } from './MessageView';
import { OUTCOME_TONES } from './outcome-tones';

type MessageListProps = {
  /** Of the run, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly messages: readonly TraceMessage[];
};

/** The messages of a run, one a line; each can be opened in its place. */
export function MessageList({ startedAt, messages }: MessageListProps) {
  return messages.length === 0 ? null : (
    <ol className={styles.list} aria-label="Messages">
      {messages.map((message) => (
        <MessageItem key={message.id} startedAt={startedAt} message={message} />
      ))}
    </ol>
  );
}

type MessageItemProps = { readonly startedAt: number; readonly message: TraceMessage };

function MessageItem({ startedAt, message }: MessageItemProps) {
  const [isOpen, setOpen] = useState(false);
  const { label, from, to, at, durationMs, outcome } = message;
  return (
    <li className={styles.item}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={styles.row}>
          <span className={styles.time}>{sinceStart(at - startedAt)}</span>
          <span className={styles.label}>
            <Hits text={label} />
          </span>
          <span className={styles.ways}>
            {participantName(from)} <span aria-hidden="true">→</span>
            <span className="visually-hidden">to</span> {participantName(to)}
          </span>
          <Pill tone={OUTCOME_TONES[outcome.kind]}>{outcome.words}</Pill>
          <span className={styles.duration}>
            {durationMs === undefined ? '' : durationInWords(durationMs)}
          </span>
        </summary>
        {isOpen ? (
          <div className={styles.whole}>
            <MessageView message={message} />
          </div>
        ) : null}
      </details>
    </li>
  );
}
