import type { ComparedSection } from '@/utils/comparison/comparison';
import { FoldedRows } from './FoldedRows';

/** Sections in which nothing differs that says anything. */
export function SameSections({ sections }: { readonly sections: readonly ComparedSection[] }) {
  return sections.map(({ id, title, what, rows }) => (
    <FoldedRows key={id} title={title} what={what} rows={rows} isNamed />
  ));
}
