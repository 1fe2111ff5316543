import { providerName } from '@/utils/clients/providers';
import { templateOf } from '@/utils/clients/templates/all-templates';
import type { Source } from '@/utils/clients/templates/template';
import styles from './ProviderNotes.module.css';

/** Where the provider explains itself, and what one should know before a run surprises. */
export function ProviderNotes({ provider }: { readonly provider: string }) {
  const { documentation, quirks } = templateOf(provider);
  const name = providerName(provider);
  if (documentation.length === 0 && quirks.length === 0) return null;
  return (
    <div className={styles.notes}>
      {documentation.length === 0 ? null : (
        <p className={styles.links}>
          Documentation:{' '}
          {documentation.map((page) => (
            <SourceLink key={page.url} source={page} />
          ))}
        </p>
      )}
      {quirks.length === 0 ? null : (
        <details>
          <summary>What to know of {name}</summary>
          <ul className={styles.quirks}>
            {quirks.map(({ says, source }) => (
              <li key={says}>
                {says} {source === undefined ? null : <SourceLink source={source} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function SourceLink({ source }: { readonly source: Source }) {
  return (
    <a href={source.url} target="_blank" rel="noopener noreferrer">
      {source.name}
    </a>
  );
}
