import { CircleAlert, RefreshCw, Settings as SettingsIcon, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Link, LinkFault, LinkFaultCode } from '../../src/cti/link.ts';
import { pbxName } from '../line/pbxName.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Code } from '../parts/Code.tsx';
import { cx } from '../parts/cx.ts';
import { tell } from '../parts/bridge.ts';
import { OfferRestore } from '../line/RestoreSettings.tsx';
import { useSeconds } from '../parts/hooks/ticker.ts';
import { UnlockKeyring } from '../line/UnlockKeyring.tsx';
import { t } from '../parts/words.ts';
import styles from './LinkBar.module.css';
import { PhoneBadge, PhoneBar } from './PhoneBar.tsx';
import { useModel, useView } from '../model/panelModel.ts';

/** The link to the PBX in plain words; where it is broken, what to do. */
export function LinkBar(): ReactNode {
  const { line } = useModel();
  const link = useView(line, (view) => view.line.link);
  const pbx = useView(line, (view) => view.pbx);
  const fault = useView(line, (view) => view.fault);
  const isStarting = useView(line, ({ status }) => status === 'starting');
  const broken = link.state === 'waiting' || link.state === 'refused' ? link : undefined;
  return (
    <footer className={styles.bar}>
      {fault === undefined ? null : <FaultNote fault={fault} onDismiss={line.dismissFault} />}
      {broken === undefined ? (
        <p className={styles.quiet}>
          <span className={cx(styles.dot, link.state === 'online' && styles.online)} aria-hidden />
          <span className={styles.text} title={versionOf(link)}>
            {isStarting ? t('panel.starting') : quietText(link, pbx.kind === 'recording', pbxName(pbx))}
          </span>
          <PhoneBadge />
          {pbx.kind === 'asterisk' ? null : (
            <span className={styles.badge}>
              {t(pbx.kind === 'practice' ? 'link.practice' : 'link.recording')}
            </span>
          )}
        </p>
      ) : (
        <Broken link={broken} pbx={pbxName(pbx)} />
      )}
      <PhoneBar />
    </footer>
  );
}

function quietText(link: Link, replays: boolean, pbx: string): string {
  switch (link.state) {
    case 'online':
      return replays ? t('link.replaying', { file: pbx }) : t('link.online', { pbx });
    case 'checking':
      return t('link.checking', { pbx });
    case 'connecting':
      return t('link.connecting', { pbx });
    default:
      return t('link.off');
  }
}

function versionOf(link: Link): string | undefined {
  return 'version' in link ? t('link.version', { version: link.version }) : undefined;
}

/** Faults that only other settings can mend. */
const needsSettings: ReadonlySet<LinkFaultCode> = new Set<LinkFaultCode>([
  'hostUnknown',
  'portRefused',
  'notAsterisk',
  'tlsUntrusted',
  'tlsFailed',
  'loginRefused',
  'loginInUse',
  'secretMissing',
  'settingsInvalid',
  'settingsLost',
  'recordingUnreadable',
  'recordingEnded',
]);

interface BrokenProps {
  readonly link: Extract<Link, { state: 'waiting' | 'refused' }>;
  readonly pbx: string;
}

function Broken({ link, pbx }: BrokenProps): ReactNode {
  const { bridge } = useModel();
  const [trying, setTrying] = useState(false);
  const { fault } = link;
  const tryNow = (): void => {
    setTrying(true);
    bridge.request('line:connectNow').then(
      () => setTrying(false),
      () => setTrying(false),
    );
  };
  return (
    <div className={styles.broken}>
      <CircleAlert aria-hidden />
      <div className={styles.texts}>
        <p className={styles.what}>
          {pbx === ''
            ? t('link.off')
            : t(link.state === 'waiting' ? 'link.broken.retrying' : 'link.broken', { pbx })}
        </p>
        <p className={styles.inBar} title={t(`fault.${fault.code}`)}>
          {t('link.off')}
        </p>
        <p>
          {t(`fault.${fault.code}`)} <span className={styles.todo}>{t(`fault.${fault.code}.todo`)}</span>
        </p>
        <p className={styles.next}>
          {link.state === 'waiting' && link.retryAt !== undefined ? (
            <Countdown retryAt={link.retryAt} />
          ) : null}
          <Code bridge={bridge} code={fault.code} detail={fault.detail} />
        </p>
      </div>
      <div className={styles.actions}>
        {fault.code === 'keyringLocked' ? (
          <UnlockKeyring bridge={bridge} />
        ) : fault.code === 'settingsLost' ? (
          <OfferRestore bridge={bridge} />
        ) : (
          <ActionButton
            label={t('link.tryNow')}
            icon={RefreshCw}
            pending={trying ? t('link.trying') : undefined}
            onPress={tryNow}
          />
        )}
        {needsSettings.has(fault.code) ? (
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

function Countdown({ retryAt }: { readonly retryAt: number }): ReactNode {
  const seconds = useSeconds(() => retryAt - Date.now(), 'left');
  return seconds > 0 ? (
    <span className={styles.countdown}>{t('link.nextTry', { count: seconds })}</span>
  ) : null;
}

function FaultNote({ fault, onDismiss }: { fault: LinkFault; onDismiss: () => void }): ReactNode {
  const { bridge } = useModel();
  return (
    <div className={styles.broken} role="alert">
      <CircleAlert aria-hidden />
      <div className={styles.texts}>
        <p>
          {t(`fault.${fault.code}`)} <span className={styles.todo}>{t(`fault.${fault.code}.todo`)}</span>
        </p>
        <p className={styles.next}>
          <Code bridge={bridge} code={fault.code} detail={fault.detail} />
        </p>
      </div>
      <ActionButton label={t('call.dismiss')} icon={X} tone="quiet" compact onPress={onDismiss} />
    </div>
  );
}
