import {
  participantName,
  sinceStart,
  type TraceArrow,
  type TraceMessage,
  type TraceParty,
} from '@/utils/trace/trace';
import { Hits } from '../common/Hits';
import { Icon } from '../common/Icon';
import { placeBetween } from './diagram-place';
import styles from './SequenceDiagram.module.css';

type DiagramArrowsProps = {
  readonly message: TraceMessage;
  readonly parties: readonly TraceParty[];
  readonly startedAt: number;
  /** Where the message is shown whole, while it is. */
  readonly openedId: string | undefined;
  readonly onChoose: () => void;
};

/** The ways of one message, each an arrow that opens it. */
export function DiagramArrows({
  message,
  parties,
  startedAt,
  openedId,
  onChoose,
}: DiagramArrowsProps) {
  return message.arrows.map((arrow, index) => {
    const { from, to, label, at, outcome } = arrow;
    const { style, isLeftward } = placeBetween(parties, from, to);
    const words = outcome?.words;
    const isBad = outcome?.kind === 'error' || outcome?.kind === 'no-answer';
    const isAnswer = index > 0 && message.content.kind === 'exchange';
    return (
      <li key={`${from} ${to}`} className={styles.entry}>
        <span className={styles.time}>{sinceStart(at - startedAt)}</span>
        <button
          type="button"
          className={`${styles.arrow} ${isBad ? styles.bad : ''}`}
          style={style}
          aria-label={nameOf(arrow, words)}
          aria-expanded={openedId !== undefined}
          aria-controls={openedId}
          onClick={onChoose}
        >
          <span className={styles.label}>
            <Hits text={label} />
            {words === undefined ? null : (
              <span className={styles.outcome}>
                {outcome?.kind === 'ok' ? null : <Icon name={isBad ? 'cross' : 'info'} />}
                {words}
              </span>
            )}
          </span>
          <span
            className={[
              styles.line,
              isLeftward ? styles.leftward : styles.rightward,
              isAnswer ? styles.answer : '',
            ].join(' ')}
          />
        </button>
      </li>
    );
  });
}

function nameOf({ from, to, label }: TraceArrow, words: string | undefined): string {
  const way = `${label}, ${participantName(from)} to ${participantName(to)}`;
  return words === undefined ? way : `${way}, ${words}`;
}
