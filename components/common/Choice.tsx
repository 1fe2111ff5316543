import { useId } from 'react';
import styles from './Choice.module.css';

type ChoiceProps<Value extends string> = {
  /** What is chosen; it is not seen. */
  readonly name: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of a few ways to show something. */
export function Choice<Value extends string>({
  name,
  options,
  value,
  onChange,
}: ChoiceProps<Value>) {
  const group = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">{name}</legend>
      {Object.entries<string>(options).map(([option, label]) => (
        <label key={option} className={styles.option}>
          <input
            className="visually-hidden"
            type="radio"
            name={group}
            checked={option === value}
            onChange={() => onChange(option as Value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
