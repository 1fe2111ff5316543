import type { ComponentProps } from 'react';

type MemoryTextareaProps = Omit<ComponentProps<'textarea'>, 'onChange'> & {
  readonly onText: (text: string) => void;
};

/** A field for keys and what was signed: what is typed into it stays in this page. */
export function MemoryTextarea({ onText, ...attributes }: MemoryTextareaProps) {
  return (
    <textarea
      {...attributes}
      rows={2}
      // Browsers keep what is typed into other fields, and write it to the disk.
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onText(event.target.value)}
    />
  );
}
