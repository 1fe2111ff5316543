import { Icon, type IconName } from './Icon';
import styles from './Pill.module.css';
import tones from './tones.module.css';

export type Tone = 'good' | 'caution' | 'bad' | 'note' | 'busy' | 'neutral';

const ICONS = {
  good: 'check',
  caution: 'warning',
  bad: 'cross',
  note: 'info',
  busy: 'clock',
  neutral: 'dash',
} as const satisfies Record<Tone, IconName>;

/** A state in a word: icon, word and colour together. */
export function Pill({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={`${styles.pill} ${tones[tone]}`}>
      <Icon name={ICONS[tone]} />
      <span>{children}</span>
    </span>
  );
}
