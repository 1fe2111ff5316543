import { useState } from 'react';
import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import type { WantedUse } from '@/utils/oauth/token-use';
import { endpointOfUse } from '@/utils/oauth/use-endpoints';
import { exchangeOfUse } from '@/utils/oauth/used-tokens';
import { nameOfUse, summaryOfUse } from '@/utils/oauth/use-words';
import { Button } from '../common/Button';
import { Pill } from '../common/Pill';
import { useTokenUses } from './use-token-uses';
import styles from './UseActions.module.css';
import { UseRefusal } from './UseRefusal';

type UseActionsProps = { readonly run: Run; readonly result: RunResult };

/** What the endpoints of the server allow with the tokens of a run that is over. */
export function UseActions({ run, result }: UseActionsProps) {
  const { server, isStored, progress, act } = useTokenUses(run);
  const has = {
    access_token: result.accessToken !== undefined,
    refresh_token: result.refreshToken !== undefined,
  };
  const can = {
    introspect: endpointOfUse(server, 'introspection') !== undefined && anyOf(has),
    revoke: endpointOfUse(server, 'revocation') !== undefined && anyOf(has),
    userInfo: endpointOfUse(server, 'user-info') !== undefined && has.access_token,
  };
  const isBusy = progress?.status === 'busy';
  const isOffered = can.introspect || can.revoke || can.userInfo;
  return (
    <>
      {isOffered ? (
        <div className={styles.actions} role="group" aria-label="Use the tokens">
          {can.introspect ? (
            <UseWithChoice
              name="Introspect"
              choiceName="Token to introspect"
              choices={[
                ...(has.access_token ? [INTROSPECT.access, INTROSPECT.accessAsJwt] : []),
                ...(has.refresh_token ? [INTROSPECT.refresh] : []),
              ]}
              isDisabled={isBusy || !isStored}
              onUse={act}
            />
          ) : null}
          {can.revoke ? (
            <UseWithChoice
              name="Revoke"
              choiceName="Token to revoke"
              choices={[
                ...(has.refresh_token ? [REVOKE.refresh] : []),
                ...(has.access_token ? [REVOKE.access] : []),
              ]}
              isDisabled={isBusy || !isStored}
              onUse={act}
            />
          ) : null}
          {can.userInfo ? (
            <Button size="small" disabled={isBusy} onClick={() => act({ kind: 'user-info' })}>
              Get user info
            </Button>
          ) : null}
          <LastUse run={run} progress={progress} />
        </div>
      ) : null}
      {progress?.status === 'refused' && progress.wanted.kind !== 'resource' ? (
        <UseRefusal refusal={progress.refusal} onRetry={() => act(progress.wanted)} run={run} />
      ) : null}
    </>
  );
}

type Choice = { readonly label: string; readonly wanted: WantedUse };

const INTROSPECT = {
  access: { label: 'access token', wanted: { kind: 'introspection', token: 'access_token' } },
  accessAsJwt: {
    label: 'access token, signed answer',
    wanted: { kind: 'introspection', token: 'access_token', isJwtWanted: true },
  },
  refresh: { label: 'refresh token', wanted: { kind: 'introspection', token: 'refresh_token' } },
} as const satisfies Readonly<Record<string, Choice>>;

const REVOKE = {
  refresh: { label: 'refresh token', wanted: { kind: 'revocation', token: 'refresh_token' } },
  access: { label: 'access token', wanted: { kind: 'revocation', token: 'access_token' } },
} as const satisfies Readonly<Record<string, Choice>>;

function anyOf(has: Readonly<Record<string, boolean>>): boolean {
  return Object.values(has).some(Boolean);
}

type UseWithChoiceProps = {
  readonly name: string;
  readonly choiceName: string;
  /** The usual one first. */
  readonly choices: readonly Choice[];
  readonly isDisabled: boolean;
  readonly onUse: (wanted: WantedUse) => void;
};

function UseWithChoice(props: UseWithChoiceProps) {
  const { name, choiceName, choices, isDisabled, onUse } = props;
  const [label, setLabel] = useState<string>();
  const chosen = choices.find((choice) => choice.label === label) ?? choices[0];
  if (chosen === undefined) return null;
  return (
    <span className={styles.pair}>
      <Button size="small" disabled={isDisabled} onClick={() => onUse(chosen.wanted)}>
        {name}
      </Button>
      <select
        className={styles.choice}
        aria-label={choiceName}
        value={chosen.label}
        onChange={(event) => setLabel(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.label}>{choice.label}</option>
        ))}
      </select>
    </span>
  );
}

/** What is under way, or what came of the last use; read out as it changes. */
function LastUse({
  run,
  progress,
}: {
  readonly run: Run;
  readonly progress: ReturnType<typeof useTokenUses>['progress'];
}) {
  const last = run.uses.at(-1);
  return (
    <span role="status" aria-label="Last use of a token" className={styles.last}>
      {progress?.status === 'busy' ? (
        <span className={styles.quiet}>
          Waiting for the server. One request with a token of a run at a time …
        </span>
      ) : last === undefined ? null : (
        <LastPill run={run} last={last} />
      )}
    </span>
  );
}

function LastPill({ run, last }: { readonly run: Run; readonly last: Run['uses'][number] }) {
  const { tone, word } = summaryOfUse(last, exchangeOfUse(run, last));
  return (
    <>
      <span className={styles.quiet}>{nameOfUse(last)}:</span> <Pill tone={tone}>{word}</Pill>
    </>
  );
}
