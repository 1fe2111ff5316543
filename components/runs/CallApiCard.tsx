import { type SyntheticEvent, useState } from 'react';
import { isForeignTo, suggestedCall } from '@/utils/oauth/call-origins';
import { canHaveBody, parseHeaderLines, resourceError } from '@/utils/oauth/resource-request';
import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import {
  RESOURCE_BODIES,
  RESOURCE_METHODS,
  type ResourceRequest,
  type WantedUse,
} from '@/utils/oauth/token-use';
import { exchangeOfUse } from '@/utils/oauth/used-tokens';
import { summaryOfUse } from '@/utils/oauth/use-words';
import { forgetRefusedUse } from '@/utils/state/runs-store';
import { Field } from '../clients/form/Field';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { Notice } from '../common/Notice';
import { Pill } from '../common/Pill';
import styles from './CallApiCard.module.css';
import { useTokenUses } from './use-token-uses';
import { UseRefusal } from './UseRefusal';

type CallApiCardProps = { readonly run: Run; readonly result: RunResult };

type Typed = {
  readonly url: string;
  readonly method: ResourceRequest['method'];
  readonly headers: string;
  readonly bodyType: (typeof RESOURCE_BODIES)[number];
  readonly body: string;
};

const BODY_NAMES = { json: 'JSON', form: 'Form' } as const satisfies Record<
  Typed['bodyType'],
  string
>;

/** Sends the access token of a run to any address, as an app would. */
export function CallApiCard({ run, result }: CallApiCardProps) {
  const { progress, act } = useTokenUses(run);
  const [typed, setTyped] = useState<Typed>(() => ({
    url: suggestedCall(run, result) ?? '',
    method: 'GET',
    headers: '',
    bodyType: 'json',
    body: '',
  }));
  const [isTried, setTried] = useState(false);
  if (result.accessToken === undefined) return null;
  const set = (changes: Partial<Typed>) => setTyped({ ...typed, ...changes });
  const read = requestOf(typed);
  const error = isTried && !read.ok ? read : undefined;
  const isBusy = progress?.status === 'busy';
  const submit = () => {
    setTried(true);
    if (!read.ok) forgetRefusedUse(run.id);
    else if (!isBusy) act(read.wanted);
  };
  const messageAt = (field: string) => (error?.field === field ? error.message : undefined);
  return (
    <Card title="Call an API">
      <form
        className={styles.form}
        aria-label="Call an API"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={styles.line}>
          <Field
            label="Method"
            control={(attributes) => (
              <select
                {...attributes}
                value={typed.method}
                onChange={({ target }) => set({ method: methodOf(target.value) })}
              >
                {RESOURCE_METHODS.map((method) => (
                  <option key={method}>{method}</option>
                ))}
              </select>
            )}
          />
          <Field
            label="URL to call"
            error={messageAt('url')}
            hint="With the access token in the header Authorization: Bearer. Redirects are not followed."
            control={(attributes) => (
              <input
                {...attributes}
                type="text"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://api.example.com/me"
                value={typed.url}
                onChange={({ target }) => set({ url: target.value })}
              />
            )}
          />
        </div>
        {canHaveBody(typed.method) ? (
          <div className={styles.line}>
            <Field
              label="Body type"
              control={(attributes) => (
                <select
                  {...attributes}
                  value={typed.bodyType}
                  onChange={({ target }) =>
                    set({ bodyType: target.value === 'form' ? 'form' : 'json' })
                  }
                >
                  {RESOURCE_BODIES.map((type) => (
                    <option key={type} value={type}>
                      {BODY_NAMES[type]}
                    </option>
                  ))}
                </select>
              )}
            />
            <Field
              label="Body"
              error={messageAt('body')}
              hint={
                typed.bodyType === 'json'
                  ? 'JSON, sent as it stands here. Nothing is sent where it is empty.'
                  : 'One name=value per line. Nothing is sent where it is empty.'
              }
              control={(attributes) => (
                <textarea
                  {...attributes}
                  rows={4}
                  autoComplete="off"
                  spellCheck={false}
                  value={typed.body}
                  onChange={({ target }) => set({ body: target.value })}
                />
              )}
            />
          </div>
        ) : null}
        <details open={typed.headers !== ''}>
          <summary className={styles.summary}>Further headers</summary>
          <Field
            label="Headers"
            error={messageAt('headers')}
            hint="One Name: value per line. Lines of the same name are sent as one, with a comma between."
            control={(attributes) => (
              <textarea
                {...attributes}
                rows={3}
                autoComplete="off"
                spellCheck={false}
                value={typed.headers}
                onChange={({ target }) => set({ headers: target.value })}
              />
            )}
          />
        </details>
        {result.response?.tokenType?.toLowerCase() === 'dpop' ? (
          <Notice tone="note">
            This token is bound to a key (DPoP). Proofs are not sent here, so that an API should
            refuse it.
          </Notice>
        ) : null}
        {read.ok && isForeignTo(typed.url.trim(), run) ? (
          <Notice tone="caution" role="status">
            {`The token will be shown to ${URL.parse(typed.url.trim())?.host ?? ''}, which is neither its issuer nor named in the token. Whoever gets it can use it.`}
          </Notice>
        ) : null}
        <div className={styles.actions}>
          <Button type="submit" icon="play" disabled={isBusy}>
            Send request
          </Button>
          <LastCall run={run} isBusy={isBusy} />
        </div>
      </form>
      {progress?.status === 'refused' && progress.wanted.kind === 'resource' ? (
        <div className={styles.refusal}>
          <UseRefusal refusal={progress.refusal} onRetry={() => act(progress.wanted)} run={run} />
        </div>
      ) : null}
    </Card>
  );
}

/** What came of the last call; the whole of it stands further up. */
function LastCall({ run, isBusy }: { readonly run: Run; readonly isBusy: boolean }) {
  const last = run.uses.findLast(({ kind }) => kind === 'resource');
  if (isBusy) return <span className={styles.quiet}>Waiting for an answer …</span>;
  if (last === undefined) return null;
  const { tone, word } = summaryOfUse(last, exchangeOfUse(run, last));
  return (
    <>
      <Pill tone={tone}>{word}</Pill>
      <span className={styles.quiet}>The answer stands under “Uses of the tokens”.</span>
    </>
  );
}

type Read =
  | { readonly ok: true; readonly wanted: WantedUse }
  | { readonly ok: false; readonly field: string; readonly message: string };

function requestOf({ url, method, headers, bodyType, body }: Typed): Read {
  const lines = parseHeaderLines(headers);
  if (!lines.ok) return { ok: false, field: 'headers', message: lines.message };
  const request: ResourceRequest = {
    url: url.trim(),
    method,
    headers: lines.headers,
    ...(canHaveBody(method) && body.trim() !== '' ? { body: { type: bodyType, text: body } } : {}),
  };
  const error = resourceError(request);
  return error === undefined
    ? { ok: true, wanted: { kind: 'resource', ...request } }
    : { ok: false, ...error };
}

function methodOf(text: string): Typed['method'] {
  return RESOURCE_METHODS.find((method) => method === text) ?? 'GET';
}
