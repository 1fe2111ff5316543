import { useEffect, useId, useRef, useState } from 'react';
import type { Run } from '@/utils/oauth/run';
import { maskOfRun } from '@/utils/trace/mask';
import type { Trace, TraceMessage } from '@/utils/trace/trace';
import { Button } from '../common/Button';
import { DiagramArrows } from './DiagramArrows';
import { DiagramNote } from './DiagramNote';
import { DiagramParties } from './DiagramParties';
import { MessageView } from './MessageView';
import styles from './SequenceDiagram.module.css';

type SequenceDiagramProps = {
  readonly run: Run;
  readonly trace: Trace;
  /** The messages to show; the notes between them are shown where these are all. */
  readonly found: readonly TraceMessage[];
  readonly isSearched: boolean;
};

/** The messages of a run as arrows between its participants; choosing one shows it whole, below. */
export function SequenceDiagram({ run, trace, found, isSearched }: SequenceDiagramProps) {
  const [chosen, setChosen] = useState<string>();
  const opened = useRef<HTMLDivElement>(null);
  const arrows = useRef<HTMLOListElement>(null);
  const wholeId = useId();
  const { parties, startedAt } = trace;
  const mask = maskOfRun(run);
  const entries = isSearched ? found : trace.entries;
  const message = found.find(({ id }) => id === chosen);
  useEffect(() => {
    if (chosen !== undefined) opened.current?.focus();
  }, [chosen]);
  const close = () => {
    setChosen(undefined);
    arrows.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
  };
  return (
    <>
      {/* Scrolling with the keyboard needs focus, and focus needs a name and a role. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.region} aria-label="Sequence diagram" tabIndex={0}>
        <div
          className={styles.diagram}
          style={{ '--parties': parties.length } as React.CSSProperties}
        >
          <DiagramParties parties={parties} />
          <ol ref={arrows} className={styles.entries} aria-label="Messages and notes in order">
            {entries.map((entry) =>
              entry.kind === 'note' ? (
                <DiagramNote
                  key={entry.id}
                  note={entry}
                  text={mask.text(entry.text)}
                  parties={parties}
                  startedAt={startedAt}
                />
              ) : (
                <DiagramArrows
                  key={entry.id}
                  message={entry}
                  parties={parties}
                  startedAt={startedAt}
                  openedId={entry.id === chosen ? wholeId : undefined}
                  onChoose={() => {
                    setChosen(entry.id);
                    opened.current?.focus();
                  }}
                />
              ),
            )}
          </ol>
        </div>
      </section>
      {message === undefined ? null : (
        <div
          ref={opened}
          id={wholeId}
          className={styles.whole}
          tabIndex={-1}
          role="group"
          aria-label={message.label}
        >
          <header className={styles.header}>
            <h3>{message.label}</h3>
            <Button size="small" kind="quiet" onClick={close}>
              Close
            </Button>
          </header>
          <MessageView key={message.id} message={message} />
        </div>
      )}
    </>
  );
}
