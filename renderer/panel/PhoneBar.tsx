import { CircleAlert, Settings as SettingsIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PhoneFaultCode, PhoneView } from '../../src/phone/phone.ts';
import { UnlockKeyring } from '../line/UnlockKeyring.tsx';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { Code } from '../parts/Code.tsx';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './LinkBar.module.css';

/** The phone in the app, where it is the line's: what is wrong with it and what to do; nothing while all is well. */
export function PhoneBar(): ReactNode {
  const { line } = useModel();
  const phone = useView(line, (view) => view.phone);
  const isOnline = useView(line, (view) => view.line.link.state === 'online');
  if (phone === undefined) return null;
  const { registration, dialogs } = phone;
  const inCall = dialogs.some(({ state }) => state === 'up');
  // What keeps both away is said once, and what the phone alone lacks once the other is back.
  if (!isOnline) return inCall ? <p className={styles.quiet}>{t('phone.goesOn')}</p> : null;
  if (registration.state === 'registering') return <p className={styles.quiet}>{t('phone.registering')}</p>;
  const trouble = troubleOf(phone);
  return trouble === undefined ? null : <Trouble {...trouble} />;
}

/** That the phone can be called; in a call how it sounds, in one word, with the numbers behind it. */
export function PhoneBadge(): ReactNode {
  const { line } = useModel();
  const phone = useView(line, (view) => view.phone);
  const quality = phone?.dialogs.map((dialog) => dialog.quality).find((known) => known !== undefined);
  if (quality === undefined)
    return phone?.registration.state === 'registered' ? (
      <span className={styles.badge}>{t('phone.registered')}</span>
    ) : null;
  const { rating, lossPercent: loss, jitterMs: jitter, roundTripMs } = quality;
  const numbers = t('phone.quality.numbers', { loss, jitter, roundTrip: roundTripMs ?? '–' });
  return (
    <span className={cx(styles.badge, rating === 'poor' && styles.poor)} title={numbers}>
      {t(`phone.quality.${rating}`)}
    </span>
  );
}

interface TroubleProps {
  readonly headline?: string;
  readonly what: string;
  readonly todo: string;
  readonly code: string;
  readonly detail?: string | undefined;
}

function troubleOf({ registration, hasMicrophone, dialogs }: PhoneView): TroubleProps | undefined {
  if (registration.state === 'failed') {
    const { code, detail } = registration.fault;
    return {
      headline: t('phone.fault'),
      what: t(`phone.fault.${code}`),
      todo: t(`phone.fault.${code}.todo`),
      code,
      detail,
    };
  }
  const silence = dialogs.map((dialog) => dialog.silence).find((known) => known !== undefined);
  if (silence !== undefined)
    return { what: t(`phone.${silence}`), todo: t(`phone.${silence}.todo`), code: 'noSound' };
  return hasMicrophone
    ? undefined
    : { what: t('phone.noMicrophone'), todo: t('phone.noMicrophone.todo'), code: 'microphoneMissing' };
}

/** What only other settings can mend. */
const needsSettings: ReadonlySet<string> = new Set<PhoneFaultCode>([
  'passwordMissing',
  'loginRefused',
  'registrationRefused',
  'addressUnknown',
  'unreachable',
  'certificateWrong',
  'caUnreadable',
  'settingsIncomplete',
]);

function Trouble({ headline, what, todo, code, detail }: TroubleProps): ReactNode {
  const { bridge } = useModel();
  return (
    <div className={styles.broken} role="alert">
      <CircleAlert aria-hidden />
      <div className={styles.texts}>
        {headline === undefined ? null : <p className={styles.what}>{headline}</p>}
        <p>
          {what} <span className={styles.todo}>{todo}</span>
        </p>
        <p className={styles.next}>
          <Code bridge={bridge} code={code} detail={detail} />
        </p>
      </div>
      <div className={styles.actions}>
        {code === 'keyringLocked' ? <UnlockKeyring bridge={bridge} /> : null}
        {needsSettings.has(code) ? (
          <ActionButton
            label={t('link.openSettings')}
            icon={SettingsIcon}
            onPress={() => tell(bridge.request('settings:open'), () => undefined)}
          />
        ) : null}
      </div>
    </div>
  );
}
