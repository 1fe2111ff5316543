import type { Lesson } from '@/utils/learn/lesson';
import { Fold } from '../common/Fold';
import styles from './LessonFold.module.css';

type LessonFoldProps = {
  readonly lesson: Lesson;
  /** Whether it is open at first: where nothing else is to be seen. */
  readonly isOpen?: boolean;
};

/** What happens at a step, for those who are new to it, and where that is written. */
export function LessonFold({ lesson, isOpen = false }: LessonFoldProps) {
  return (
    <Fold title="What happens here" isOpen={isOpen}>
      <p className={styles.text}>
        {lesson.text}{' '}
        <span className={styles.links}>
          {lesson.specifications.map(({ name, url }) => (
            <a key={url} href={url} target="_blank" rel="noopener noreferrer">
              {name}
            </a>
          ))}
        </span>
      </p>
    </Fold>
  );
}
