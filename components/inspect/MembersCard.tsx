import type { JsonObject } from '@/utils/tokens/json';
import { Card } from '../common/Card';
import { ClaimsTable } from '../tokens/ClaimsTable';

type MembersCardProps = {
  readonly title: 'Introspection response' | 'User info' | 'Claims' | 'Header';
  readonly members: JsonObject;
};

/** An answer about a token or a user, or a token that was decoded elsewhere, with the meaning of each member. */
export function MembersCard({ title, members }: MembersCardProps) {
  return (
    <Card title={title}>
      <ClaimsTable name={title === 'Header' ? 'Header' : 'Claims'} members={members} />
    </Card>
  );
}
