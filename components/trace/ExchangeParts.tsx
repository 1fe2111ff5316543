import { use } from 'react';
import type { Exchange, NameValue } from '@/utils/oauth/exchange';
import { remarksOf } from '@/utils/oauth/response-words';
import { statusInWords } from '@/utils/oauth/http-status';
import type { Mask } from '@/utils/trace/mask';
import { headerFieldMeaning } from '@/utils/trace/parameter-meanings';
import { formText, parametersOfAddress, parametersOfForm } from '@/utils/trace/parameters';
import { Fold } from '../common/Fold';
import { RawText } from '../common/RawText';
import { SearchedText } from '../common/searched-text';
import { BodyView } from './BodyView';
import styles from './MessageView.module.css';
import { Parameters } from './Parameters';
import { ParameterTable } from './ParameterTable';
import type { Writing } from './writing';

type ExchangePartsProps = {
  readonly exchange: Exchange;
  readonly mask: Mask;
  readonly writing: Writing;
  readonly isFolded: boolean;
};

/** A request and its answer, part by part. */
export function ExchangeParts({ exchange, mask, writing, isFolded }: ExchangePartsProps) {
  const { request, outcome } = exchange;
  const parameters = parametersOfAddress(request.url);
  return (
    <>
      {parameters.length === 0 || writing === 'raw' ? null : (
        <Fold title="Parameters" isOpen={!isFolded}>
          <Parameters name="Parameters" parameters={parameters} mask={mask} />
        </Fold>
      )}
      {request.form === undefined ? null : (
        <Fold title="Request body" isOpen={!isFolded}>
          {writing === 'raw' ? (
            <div className={styles.body}>
              <RawText label="Request body" text={formText(request.form)} mask={mask.body} />
            </div>
          ) : (
            <Parameters
              name="Request body"
              parameters={parametersOfForm(request.form)}
              mask={mask}
            />
          )}
        </Fold>
      )}
      {request.body === undefined ? null : (
        <Fold title="Request body" isOpen={!isFolded}>
          {() => (
            <BodyView name="Request body" body={request.body ?? ''} mask={mask} writing={writing} />
          )}
        </Fold>
      )}
      <Headers name="Request headers" headers={request.headers} mask={mask} writing={writing} />
      {outcome.kind === 'response' ? (
        <>
          <p className={styles.status}>
            Response: <b>{statusInWords(outcome.status)}</b>
          </p>
          <Headers
            name="Response headers"
            headers={outcome.headers}
            mask={mask}
            writing={writing}
          />
          <Fold title="Response body" isOpen={!isFolded}>
            {() => (
              <BodyView
                name="Response body"
                body={outcome.body}
                mask={mask}
                writing={writing}
                remarks={remarksOf(outcome)}
              />
            )}
          </Fold>
        </>
      ) : (
        <p className={styles.words}>
          {outcome.kind === 'error'
            ? `No answer: the server ${mask.text(outcome.message)}.`
            : 'The server answered with a redirect. The browser does not say where to.'}
        </p>
      )}
    </>
  );
}

type HeadersProps = {
  readonly name: string;
  readonly headers: readonly NameValue[];
  readonly mask: Mask;
  readonly writing: Writing;
};

function Headers({ name, headers, mask, writing }: HeadersProps) {
  const query = use(SearchedText);
  const lines = headers.map((header) => `${mask.text(header[0])}: ${mask.header(header)}`);
  const isFound =
    query !== '' && lines.some((line) => line.toLowerCase().includes(query.toLowerCase()));
  return (
    <Fold title={`${name} (${headers.length})`} isOpen={isFound}>
      {writing === 'raw' ? (
        <div className={styles.body}>
          <RawText label={name} text={lines.join('\n')} />
        </div>
      ) : (
        <ParameterTable
          name={name}
          entries={headers.map((header) => ({
            name: mask.text(header[0]),
            value: mask.header(header),
            meaning: headerFieldMeaning(header[0]),
          }))}
        />
      )}
    </Fold>
  );
}
