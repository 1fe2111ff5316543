import type { TraceParty } from '@/utils/trace/trace';
import { Breakable } from '../common/Breakable';
import styles from './SequenceDiagram.module.css';

const MAX_HOSTS = 2;

/** The participants at the head of a diagram, and the lines that run down from them. */
export function DiagramParties({ parties }: { readonly parties: readonly TraceParty[] }) {
  return (
    <>
      <div className={styles.lifelines} aria-hidden="true">
        <span />
        {parties.map(({ participant }) => (
          <span key={participant} className={styles.lifeline} />
        ))}
      </div>
      <ul className={styles.parties} aria-label="Participants">
        {parties.map(({ participant, name, hosts }) => (
          <li key={participant} className={styles.party}>
            <b>{name}</b>
            {hosts.slice(0, MAX_HOSTS).map((host) => (
              <span key={host} className={styles.host}>
                <Breakable text={host} />
              </span>
            ))}
            {hosts.length > MAX_HOSTS ? (
              <span className={styles.host}>{`and ${hosts.length - MAX_HOSTS} more`}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
