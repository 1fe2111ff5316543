import { Menu } from '@base-ui/react/menu';
import { Link, useLocation } from 'wouter';
import { isOver, type Run, stateInWords } from '@/utils/oauth/run';
import type { RunSummary } from '@/utils/oauth/run-summary';
import { useRuns } from '@/utils/state/runs-store';
import { Button } from '../common/Button';
import menus from '../common/Menu.module.css';
import styles from './CompareWith.module.css';
import { comparisonPath } from './comparison-path';
import { runTime } from './run-time';

/** More of them are chosen on the list of runs. */
const MAX_OFFERED = 15;

/** Ways from a run that is over to its comparison with another: those of the same client first. */
export function CompareWith({ run }: { readonly run: Run }) {
  const [, navigate] = useLocation();
  const runs = useRuns();
  if (runs.status === 'loading' || !isOver(run.state)) return null;
  const others = runs.runs.filter(({ id, state }) => id !== run.id && isOver(state));
  if (others.length === 0) return null;
  const ofClient = others.filter(({ clientId }) => clientId === run.client.id);
  const worked =
    run.state.status === 'failed'
      ? ofClient.find(
          // A refresh asks for something else than a sign-in.
          ({ state, startedAt, grant }) =>
            state.status === 'done' && startedAt < run.startedAt && grant === run.grant,
        )
      : undefined;
  const groups = [
    ['Runs of this client', ofClient],
    ['Runs of other clients', others.filter(({ clientId }) => clientId !== run.client.id)],
  ] as const;
  return (
    <>
      {worked === undefined ? null : (
        <Link href={comparisonPath(worked, run)}>Compare with the last run that worked</Link>
      )}
      <Menu.Root>
        <Menu.Trigger render={<Button />}>Compare with…</Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className={menus.positioner ?? ''}>
            <Menu.Popup className={`${menus.menu} ${styles.menu}`}>
              {groups.map(([title, group]) =>
                group.length === 0 ? null : (
                  <Menu.Group key={title}>
                    <Menu.GroupLabel className={styles.title ?? ''}>{title}</Menu.GroupLabel>
                    {group.slice(0, MAX_OFFERED).map((other) => (
                      <Menu.Item
                        key={other.id}
                        className={menus.item ?? ''}
                        onClick={() => navigate(comparisonPath(other, run))}
                      >
                        <Offered run={other} />
                      </Menu.Item>
                    ))}
                  </Menu.Group>
                ),
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}

function Offered({ run }: { readonly run: RunSummary }) {
  return (
    <span className={styles.offered}>
      <span>{run.label}</span>
      <span className={styles.quiet}>
        {[run.environment, stateInWords(run.state), runTime(run.startedAt)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}
