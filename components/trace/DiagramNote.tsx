import { sinceStart, type TraceNote, type TraceParty } from '@/utils/trace/trace';
import { Icon } from '../common/Icon';
import tones from '../common/tones.module.css';
import { VisibleText } from '../tokens/VisibleText';
import { placeBetween } from './diagram-place';
import styles from './SequenceDiagram.module.css';

type DiagramNoteProps = {
  readonly note: TraceNote;
  /** Its text as it may be shown. */
  readonly text: string;
  readonly parties: readonly TraceParty[];
  readonly startedAt: number;
};

const ICONS = { plain: 'dash', good: 'check', caution: 'warning', bad: 'cross' } as const;

/** What happens inside, as a note over the lifelines that it concerns. */
export function DiagramNote({ note, text, parties, startedAt }: DiagramNoteProps) {
  const { style } = placeBetween(parties, ...note.over);
  const tone = note.tone === 'plain' ? 'neutral' : note.tone;
  return (
    <li className={styles.entry}>
      <span className={styles.time}>{sinceStart(note.at - startedAt)}</span>
      <span className={styles.note} style={style}>
        <span className={`${styles.noteText} ${tones[tone]}`}>
          {note.tone === 'plain' ? null : <Icon name={ICONS[note.tone]} />}
          <span>
            <VisibleText text={text} />
          </span>
        </span>
      </span>
    </li>
  );
}
