import type { ClientSetting, Place } from '@/utils/diagnosis/diagnosis';
import { type RunStep, stepName } from '@/utils/oauth/run';
import { Button } from '../common/Button';
import { CopyButton } from '../common/CopyButton';
import { SETTING_NAMES, settingAddress } from './setting-names';

type PlaceLinkProps = {
  readonly place: Exclude<Place, { readonly kind: 'action' }>;
  /** The client, where it is stored; without it there is no link to its settings. */
  readonly client?: { readonly id: string; readonly label: string } | undefined;
  /** Whether the link says which client it leads to. */
  readonly isMain?: boolean;
  /** Shows a step; without it there is no button for steps. */
  readonly onStep?: ((step: RunStep) => void) | undefined;
};

/** A place to click that needs no run: a setting, a step, a value to copy, a page. Nothing where it leads nowhere. */
export function PlaceLink({ place, client, isMain = false, onStep }: PlaceLinkProps) {
  switch (place.kind) {
    case 'client':
      return client === undefined ? null : (
        <SettingLink client={client} setting={place.setting} isMain={isMain} />
      );
    case 'step':
      return onStep === undefined ? null : (
        <Button size="small" onClick={() => onStep(place.step)}>
          Show step “{stepName(place.step)}”
        </Button>
      );
    case 'copy':
      return <CopyButton name={`Copy the ${place.name}`} text={place.value} />;
    case 'page':
      return (
        <a href={place.url} target="_blank" rel="noopener noreferrer">
          {place.name}
        </a>
      );
  }
}

type SettingLinkProps = {
  readonly client: { readonly id: string; readonly label: string };
  readonly setting: ClientSetting;
  readonly isMain: boolean;
};

function SettingLink({ client, setting, isMain }: SettingLinkProps) {
  const name = SETTING_NAMES[setting];
  return (
    <a href={settingAddress(client.id, setting)}>
      {isMain ? `Edit the client “${client.label}”: ${name}` : `${name} of the client`}
    </a>
  );
}
