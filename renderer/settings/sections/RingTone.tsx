import { Play, Square } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { locale, t } from '../../parts/words.ts';
import { Bell } from '../../ringing/bell.ts';
import { toneLengthS } from '../../ringing/tone.ts';
import { Anchor } from '../rows/Anchor.tsx';
import ringing from './RingTone.module.css';
import styles from './Sections.module.css';
import { Lockable } from '../rows/Lockable.tsx';
import { SelectRow } from '../rows/SelectRow.tsx';
import { useForm, useSettings, useValue } from '../model/context.ts';
import fields from '../rows/fields.module.css';
import { type Output, watchOutputs } from '../model/outputs.ts';

/** Where a rule asks for it and this system does not say what fills the screen. */
export function FullScreenNote(): ReactNode {
  const { values } = useForm();
  const { ringNotification, ringWindow, ringSound, miniWindow } = values;
  const asks = [ringNotification, ringWindow, ringSound, miniWindow].some(
    (rule) => rule === 'exceptFullScreen' || rule === 'exceptBoth',
  );
  return asks && !seesFullScreen ? (
    <p className={styles.about}>{t('settings.ring.fullScreen.hint')}</p>
  ) : null;
}

/** Only X11 tells what another program's window fills. */
const seesFullScreen = navigator.userAgent.includes('Linux');

/** How the ring tone sounds; nothing where it never does. */
export function RingTone(): ReactNode {
  const isOff = useValue('ringSound') === 'never';
  return isOff ? null : (
    <>
      <VolumeRow />
      <OutputRow />
      <PlayRow />
    </>
  );
}

const percentage = new Intl.NumberFormat(locale, { style: 'percent' });

function VolumeRow(): ReactNode {
  const { model } = useSettings();
  const volume = useValue('ringVolume');
  const id = useId();
  const percent = percentage.format(volume / 100);
  const row = (
    <div className={fields.row}>
      <label className={fields.label} htmlFor={id}>
        {t('settings.ringVolume')}
      </label>
      <div className={ringing.volume}>
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume}
          aria-valuetext={percent}
          onChange={(event) => model.change({ ringVolume: event.target.valueAsNumber })}
        />
        <span aria-hidden>{percent}</span>
      </div>
    </div>
  );
  return <Lockable name="ringVolume">{row}</Lockable>;
}

function OutputRow(): ReactNode {
  const { model } = useSettings();
  const device = useValue('ringDevice');
  const [outputs, setOutputs] = useState<readonly Output[] | undefined>();
  useEffect(
    () => ('mediaDevices' in navigator ? watchOutputs(navigator.mediaDevices, setOutputs) : undefined),
    [],
  );
  const texts = [
    ['', t('settings.ringDevice.usual')],
    ...(outputs ?? []).map(({ id, label }) => [id, label === '' ? t('settings.ringDevice.unnamed') : label]),
    // Not chosen away because it is unplugged just now.
    ...(device === '' || outputs?.some(({ id }) => id === device) === true
      ? []
      : [[device, t('settings.ringDevice.gone')]]),
  ] as const satisfies readonly (readonly string[])[];
  return (
    <SelectRow
      name="ringDevice"
      label={t('settings.ringDevice')}
      value={device}
      texts={texts as readonly (readonly [string, string])[]}
      onChange={(key) => model.change({ ringDevice: key })}
    />
  );
}

/** Lets the tone be heard as it is set here; once, or until it is stopped. */
function PlayRow(): ReactNode {
  const volume = useValue('ringVolume');
  const device = useValue('ringDevice');
  const bell = useRef(new Bell());
  const [plays, setPlays] = useState(false);
  useEffect(() => {
    const { current } = bell;
    if (!plays) return undefined;
    current.ring({ volume, device });
    const timer = setTimeout(() => setPlays(false), toneLengthS * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [plays, volume, device]);
  useEffect(() => {
    const { current } = bell;
    if (!plays) current.still();
    return () => current.still();
  }, [plays]);
  return (
    <Anchor id="playTone">
      <ActionButton
        label={t(plays ? 'settings.ringTone.stop' : 'settings.ringTone.play')}
        icon={plays ? Square : Play}
        onPress={() => setPlays(!plays)}
      />
    </Anchor>
  );
}
