import type { Place, RemedyAction } from '@/utils/diagnosis/diagnosis';
import { hostsInWords } from '@/utils/oauth/failure';
import { pageToSee } from '@/utils/oauth/probe-authorization-page';
import { type Run, type RunStep, stepsOfGrant } from '@/utils/oauth/run';
import { useIsStored } from '@/utils/state/clients-store';
import { Button } from '../common/Button';
import { useRunActions } from '../runs/use-run-actions';
import styles from './Diagnosis.module.css';
import { PlaceLink } from './PlaceLink';
import { settingAddress } from './setting-names';
import { useSeePage } from './use-see-page';

type RunPlacesProps = {
  readonly run: Run;
  readonly places: readonly Place[];
  readonly onStep: (step: RunStep) => void;
  /** Whether this is the most likely cause, whose first button stands out. */
  readonly isMain?: boolean;
};

/** Where to click about a run: what can be done at once, then settings, steps and pages. */
export function RunPlaces({ run, places, onStep, isMain = false }: RunPlacesProps) {
  const isStored = useIsStored(run.client.id);
  const client = isStored ? run.client : undefined;
  const steps = stepsOfGrant(run.grant);
  const mainSetting = places.find(({ kind }) => kind === 'client');
  return (
    <div className={styles.places}>
      {(isMain ? withTab(places, run) : places).map((place) => {
        const key = JSON.stringify(place);
        if (place.kind === 'action') {
          return (
            <ActionButton
              key={key}
              run={run}
              action={place.action}
              isStored={isStored}
              isMain={isMain}
              onStep={onStep}
            />
          );
        }
        if (place.kind === 'step' && !steps.includes(place.step)) return null;
        return (
          <PlaceLink
            key={key}
            place={place}
            client={client}
            isMain={isMain && place === mainSetting}
            onStep={onStep}
          />
        );
      })}
    </div>
  );
}

/** Whatever the cause, a page that the browser hid can be read in a tab. */
function withTab(places: readonly Place[], { state }: Run): readonly Place[] {
  const isHidden = state.status === 'failed' && state.failure.code === 'page_not_loaded';
  const isOffered = places.some(
    (place) => place.kind === 'action' && place.action === 'open-in-tab',
  );
  return isHidden && !isOffered ? [...places, { kind: 'action', action: 'open-in-tab' }] : places;
}

type ActionButtonProps = {
  readonly run: Run;
  readonly action: RemedyAction;
  readonly isStored: boolean;
  readonly isMain: boolean;
  readonly onStep: (step: RunStep) => void;
};

/** One action; nothing where it cannot be done. Those that run a client need it to be stored still. */
function ActionButton({ run, action, isStored, isMain, onStep }: ActionButtonProps) {
  const actions = useRunActions();
  const page = useSeePage(run, onStep);
  const { state, redirect, client } = run;
  const { mode } = redirect;
  switch (action) {
    case 'run-again':
      return !isStored ? null : (
        <Button icon="play" onClick={() => actions.runAsBefore(run)}>
          Try once more
        </Button>
      );
    case 'open-in-tab':
      return !isStored || mode !== 'extension' || run.grant !== 'authorization_code' ? null : (
        <Button icon="open" onClick={() => actions.runInTab(run)}>
          Open in a tab
        </Button>
      );
    case 'paste-callback':
      return !isStored || mode !== 'capture' ? null : (
        <Button onClick={() => actions.runManually(run)}>Paste the callback URL instead</Button>
      );
    case 'allow-access': {
      const origins = state.status === 'failed' ? state.failure.origins : undefined;
      return origins === undefined ? null : (
        <Button
          kind={isMain ? 'primary' : 'plain'}
          icon="lock"
          onClick={() => actions.allow(run, origins)}
        >
          Allow access to {hostsInWords(origins)}
        </Button>
      );
    }
    case 'check-secret':
      return !isStored ? null : (
        <a href={settingAddress(client.id, 'client-secret')}>Check the secret in the client</a>
      );
    case 'refresh':
      return !isStored ? null : (
        <Button onClick={() => actions.refresh(run)}>Renew the tokens</Button>
      );
    case 'choose-account':
      return !isStored || run.grant !== 'authorization_code' ? null : (
        <Button onClick={() => actions.runAsOther(run)}>Choose another account</Button>
      );
    case 'see-page':
      return pageToSee(run) === undefined ? null : (
        <Button
          kind={isMain ? 'primary' : 'plain'}
          disabled={page.isBusy}
          onClick={() => void page.see()}
        >
          See what the page says
        </Button>
      );
    // It stands in the place of the remedy.
    case 'unlock-vault':
      return null;
  }
}
