import type { Client } from '@/utils/clients/client';
import { providerName } from '@/utils/clients/providers';
import styles from './ClientHeading.module.css';
import { Tag } from './Tag';

/** The heading of a page about a client: its label, provider and environment. */
export function ClientHeading({ client }: { readonly client: Client }) {
  return (
    <div className={styles.heading}>
      <h1>{client.label}</h1>
      <Tag>{providerName(client.provider)}</Tag>
      {client.environment === '' ? null : <Tag>{client.environment}</Tag>}
    </div>
  );
}
