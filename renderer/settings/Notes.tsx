import { ListChecks, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Facility } from '../../src/cti/facility.ts';
import type { SettingsView } from '../../src/ipc/settings.ts';
import type { MessageKey } from '../../src/words/words.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { dateOfSettings, RestoreSettings } from '../line/RestoreSettings.tsx';
import { locale, t } from '../parts/words.ts';
import { KeyringNotes } from './parts/KeyringNotes.tsx';
import { Note } from './parts/Note.tsx';
import { useForm, useSettings } from './model/context.ts';

/** What is to be known before anything is changed: the practice PBX is in use, a setting is not obeyed, the file was unreadable. */
export function Notes(): ReactNode {
  const { bridge, model, setUp } = useSettings();
  const { view } = useForm();
  const resumed = useStore(model, (form) => form.resumed);
  const changedElsewhere = useStore(model, (form) => form.changedElsewhere);
  const { settings, setAside, restored, warnings, policy, policyFault } = view;
  const practice = settings.url === '' && settings.filePath === '' && setAside === undefined;
  return (
    <>
      {practice ? (
        <Note text={t('settings.intro.practice')}>
          {view.setUp === undefined ? null : (
            <ActionButton label={t('setUp.begin')} icon={ListChecks} onPress={setUp} />
          )}
        </Note>
      ) : null}
      {policy === undefined ? null : <Note text={t('settings.policy.about', { by: policy.by })} />}
      {settings.switchedOff.length === 0 ? null : (
        <Note text={t('settings.switchedOff', { what: switchedOff(settings.switchedOff) })} />
      )}
      {policyFault === undefined ? null : (
        <Note warns text={t('settings.policyFault', { detail: policyFault })} />
      )}
      {setAside === undefined ? null : (
        <Note warns text={t('settings.setAside', { file: setAside.file })} detail={setAside.detail}>
          {setAside.goodAtMs === undefined ? null : (
            <RestoreSettings bridge={bridge} goodAtMs={setAside.goodAtMs} />
          )}
        </Note>
      )}
      {resumed ? (
        <Note text={t('settings.resumed')}>
          <ActionButton label={t('settings.resumed.discard')} icon={Trash2} onPress={model.discard} />
        </Note>
      ) : null}
      {restored === undefined ? null : <Note text={restoredText(restored)} />}
      <KeyringNotes />
      {warnings.map((warning) => (
        <Note key={warning} warns text={t(`settings.warning.${warning}`)} />
      ))}
      {changedElsewhere ? <Note warns text={t('settings.changedElsewhere')} /> : null}
    </>
  );
}

function restoredText({ atMs, keptAs }: NonNullable<SettingsView['restored']>): string {
  const date = dateOfSettings(atMs);
  return keptAs === undefined
    ? t('settings.restored', { date })
    : t('settings.restored.keptAs', { date, file: keptAs });
}

const named = {
  transfer: 'command.transfer',
  conference: 'command.StartConference',
  park: 'command.ParkCall',
  pickUp: 'command.PickUpRingingCall',
  mute: 'command.MuteCall',
  keypad: 'command.SendDtmf',
} as const satisfies Record<Facility, MessageKey>;

function switchedOff(what: readonly Facility[]): string {
  return new Intl.ListFormat(locale, { type: 'unit' }).format(what.map((facility) => t(named[facility])));
}
