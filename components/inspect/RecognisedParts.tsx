import type { Recognised } from '@/utils/tokens/recognised';
import { useGrowingList } from '../common/use-growing-list';
import { PastedDiagnosis } from '../diagnosis/PastedDiagnosis';
import { PastedFindings } from '../findings/PastedFindings';
import { ErrorTextCard } from './ErrorTextCard';
import { DisclosuresCard } from './DisclosuresCard';
import { InspectedToken } from './InspectedToken';
import { KeysCard } from './KeysCard';
import { MembersCard } from './MembersCard';
import { MetadataCard } from './MetadataCard';
import { ParametersCard } from './ParametersCard';
import { PemCard } from './PemCard';
import { RequestCard } from './RequestCard';
import { SaveAsClient } from './SaveAsClient';

const STEP = 10;

type RecognisedPartsProps = {
  readonly found: Recognised;
  /** When it was pasted, in milliseconds since the epoch. */
  readonly at: number;
};

/** Everything that was found in a text, part by part, what is to be said of it, and the tokens last. */
export function RecognisedParts({ found, at }: RecognisedPartsProps) {
  const { shown, endRef } = useGrowingList(found.tokens, STEP);
  return (
    <>
      {found.request && <SaveAsClient request={found.request} />}
      {found.httpRequest && <RequestCard request={found.httpRequest} />}
      {found.errorText && <ErrorTextCard text={found.errorText} />}
      {found.parameters && <ParametersCard parameters={found.parameters} />}
      {found.metadata && <MetadataCard metadata={found.metadata} />}
      {found.keys && <KeysCard keys={found.keys} />}
      {found.pem && <PemCard blocks={found.pem} />}
      {found.introspection && (
        <MembersCard title="Introspection response" members={found.introspection} />
      )}
      {found.userInfo && <MembersCard title="User info" members={found.userInfo} />}
      {found.claims && <MembersCard title="Claims" members={found.claims} />}
      {found.header && <MembersCard title="Header" members={found.header} />}
      <PastedDiagnosis recognised={found} at={at} />
      <PastedFindings recognised={found} at={at} />
      {shown.map((recognised, index) => (
        <InspectedToken
          // The tokens of one text have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          recognised={recognised}
          siblings={found.tokens}
          sdJwt={found.sdJwt}
        />
      ))}
      {found.sdJwt && <DisclosuresCard sdJwt={found.sdJwt} />}
      <div ref={endRef} />
    </>
  );
}
