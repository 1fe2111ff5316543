import type { JsonObject, JsonValue } from '@/utils/tokens/json';
import { Card } from '../common/Card';
import { EntriesTable } from './EntriesTable';

/** A discovery document: who it is of, where its endpoints are, then what else it says. */
export function MetadataCard({ metadata }: { readonly metadata: JsonObject }) {
  const entries = Object.entries(metadata).map(([name, value]) => [name, textOf(value)] as const);
  const ordered = [0, 1, 2].flatMap((rank) => entries.filter(([name]) => rankOf(name) === rank));
  return (
    <Card title="Discovery document">
      <EntriesTable name="Discovery document" entries={ordered} />
    </Card>
  );
}

function rankOf(name: string): number {
  if (name === 'issuer') return 0;
  return /_(?:endpoint|uri)$/.test(name) ? 1 : 2;
}

/** Lists of names read better without their quotes. */
function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? value.join(', ')
    : JSON.stringify(value);
}
