import { CircleParking, PhoneCall, PhoneForwarded, PhoneIncoming } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { ParkedCall, RingingColleague } from '../../src/cti/agent.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { permission } from '../state/actions.ts';
import { Clock } from '../call/Clock.tsx';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { formatNumber } from '../parts/phone.ts';
import { numberBeside, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { colleaguesWhoRing, type PlaceName } from '../press/places.ts';
import { usePress } from '../model/usePress.ts';
import styles from './Waiting.module.css';
import { isOffered } from './offered.ts';

/** Calls that are not the agent's own but could be: those that ring at colleagues, and those that wait in the car park. */
export function Waiting(): ReactNode {
  const { line } = useModel();
  const ringingColleagues = useView(line, (view) => view.line.ringingColleagues);
  const ringing = useMemo(() => colleaguesWhoRing({ ringingColleagues }), [ringingColleagues]);
  const parked = useView(line, (view) => view.line.parked);
  return (
    <>
      {ringing.length === 0 ? null : (
        <section className={styles.waiting}>
          <h2>{t('colleagues.title')}</h2>
          <ul>
            {ringing.map((one, index) => (
              <Ringing key={one.id} ringing={one} index={index} />
            ))}
          </ul>
        </section>
      )}
      {parked.length === 0 ? null : (
        <section className={styles.waiting}>
          <h2>{t('parked.title')}</h2>
          <ul>
            {parked.map((one, index) => (
              <Parked key={one.space} parked={one} index={index} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Ringing({
  ringing,
  index,
}: {
  readonly ringing: RingingColleague;
  readonly index: number;
}): ReactNode {
  const { id, extension } = ringing;
  const who = whoOf(ringing);
  return (
    <li className={styles.ringing}>
      <PhoneIncoming aria-hidden />
      <span className={styles.who} title={numberBeside(ringing)}>
        {who}
      </span>
      <span className={styles.facts}>{t('colleagues.at', { extension })}</span>
      <TakeButton
        command={{ type: 'PickUpRingingCall', id }}
        label={t('command.PickUpRingingCall')}
        name={t('colleagues.pickUp', { who, extension })}
        at={`colleague:${index}`}
        place={`ringing ${id}`}
      />
    </li>
  );
}

function Parked({ parked, index }: { readonly parked: ParkedCall; readonly index: number }): ReactNode {
  const { space, since, parkedBy } = parked;
  const who = whoOf(parked);
  return (
    <li className={styles.parked}>
      <CircleParking aria-hidden />
      <span className={styles.who} title={numberBeside(parked)}>
        <strong title={t('parked.space', { space })}>{space}</strong> {who}
      </span>
      <span className={styles.facts}>
        {parkedBy === '' ? null : <span>{t('parked.by', { who: formatNumber(parkedBy) })}</span>}
        <Clock read={() => Date.now() - since} label={t('parked.waiting')} />
      </span>
      <TakeButton
        command={{ type: 'RetrieveParkedCall', space }}
        label={t('command.RetrieveParkedCall')}
        name={t('parked.fetch', { who, space })}
        at={`parked:${index}`}
        place={`parked ${space}`}
      />
    </li>
  );
}

interface TakeButtonProps {
  readonly command: Extract<CtiCommand, { type: 'PickUpRingingCall' | 'RetrieveParkedCall' }>;
  readonly label: string;
  /** The button's name for who does not see the row that it stands in. */
  readonly name: string;
  readonly at: PlaceName;
  /** Where trouble with it is shown. */
  readonly place: string;
}

function TakeButton({ command, label, name, at, place }: TakeButtonProps): ReactNode {
  const { bridge, commands, line } = useModel();
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  const { isGuarded, press } = usePress(at, place);
  const pending = useView(commands, (view) => place in view.pending);
  const trouble = useView(commands, (view) => view.troubles[place]);
  if (!isOffered(features, command.type)) return null;
  const { allowed, reason } = permission(features, command.type, link);
  return (
    <>
      <ActionButton
        label={label}
        name={name}
        icon={command.type === 'PickUpRingingCall' ? PhoneCall : PhoneForwarded}
        disabled={!allowed}
        reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending ? t(`command.pending.${command.type}`) : undefined}
        guarded={isGuarded}
        onPress={() => press(() => void commands.run(place, command))}
      />
      {trouble === undefined ? null : (
        <div className={styles.trouble}>
          <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(place)} />
        </div>
      )}
    </>
  );
}
