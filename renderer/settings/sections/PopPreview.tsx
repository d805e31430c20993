import { type ReactNode, useEffect, useState } from 'react';
import { type AddressFault, filledAddress } from '../../../src/pop/address.ts';
import { type CallFacts, exampleFacts, factNames } from '../../../src/pop/facts.ts';
import { popAddress } from '../../../src/pop/ofSettings.ts';
import { t } from '../../parts/words.ts';
import { useForm, useSettings } from '../model/context.ts';
import { draftOf } from '../model/values.ts';
import styles from './PopPreview.module.css';

/** What would be opened, as the address stands in the form, or where it is wrong; and what the administrator has done beside it. */
export function PopPreview(): ReactNode {
  const { values, view } = useForm();
  const last = useLastCall();
  const { settings } = draftOf(values);
  const address = popAddress(settings);
  const fields = settings.packetInfoConfig.filter((name) => !isFactName(name));
  const { popProgram, webhookUrl } = view.settings;
  return (
    <div className={styles.preview}>
      <div role="status" aria-label={t('settings.pop.preview')} className={styles.result}>
        {address === undefined ? (
          <p className={styles.note}>{t('settings.pop.preview.none')}</p>
        ) : address.ok ? (
          <>
            <p className={styles.note}>
              {t(last === null ? 'settings.pop.preview.example' : 'settings.pop.preview.last')}
            </p>
            <p className={styles.address}>{filledAddress(address.template, last ?? exampleFacts)}</p>
          </>
        ) : (
          <Fault text={settings.popUrl.trim()} fault={address.fault} />
        )}
      </div>
      <p className={styles.note}>
        {t('settings.pop.placeholders')}{' '}
        {[...factNames, ...fields].map((name) => (
          <code key={name}>{`{${name}}`}</code>
        ))}
      </p>
      {popProgram[0] === undefined ? null : (
        <p className={styles.note}>{t('settings.pop.program', { program: popProgram[0] })}</p>
      )}
      {URL.canParse(webhookUrl) ? (
        <p className={styles.note}>{t('settings.pop.webhook', { server: new URL(webhookUrl).host })}</p>
      ) : null}
    </div>
  );
}

interface FaultProps {
  readonly text: string;
  readonly fault: AddressFault;
}

/** The address with the place of the fault in it, and what is wrong there. */
function Fault({ text, fault: { code, at, length } }: FaultProps): ReactNode {
  return (
    <>
      <p className={styles.address}>
        {text.slice(0, at)}
        <mark>{text.slice(at, at + Math.max(1, length))}</mark>
        {text.slice(at + Math.max(1, length))}
      </p>
      <p className={styles.fault}>
        {t('settings.pop.fault', { at: String(at + 1), what: t(`pop.fault.${code}`) })}
      </p>
    </>
  );
}

function isFactName(name: string): boolean {
  return (factNames as readonly string[]).includes(name);
}

/** `null`: there was none since Offhook started, or it is not known yet. */
function useLastCall(): CallFacts | null {
  const { bridge } = useSettings();
  const [facts, setFacts] = useState<CallFacts | null>(null);
  useEffect(() => {
    bridge.request('pop:lastCall').then(setFacts, () => undefined);
  }, [bridge]);
  return facts;
}
