import { Copy, Eye, EyeOff, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { t } from '../../parts/words.ts';
import { Anchor } from './Anchor.tsx';
import styles from './titledList.module.css';
import own from './TokenRow.module.css';
import { useSettings } from '../model/context.ts';

/** What a program that is no page shows to be let in; out of sight until it is asked for. */
export function TokenRow(): ReactNode {
  const { shown, told, show, hide, copy, renew } = useToken();
  return (
    <Anchor id="token">
      <div className={styles.rows}>
        <h4 className={styles.title}>{t('settings.crm.token')}</h4>
        <div className={own.token}>
          <code>{shown ?? '••••••••'}</code>
          {shown === undefined ? (
            <ActionButton
              label={t('settings.crm.token.show')}
              name={t('settings.crm.token.showIt')}
              icon={Eye}
              onPress={() => void show()}
            />
          ) : (
            <ActionButton
              label={t('settings.crm.token.hide')}
              name={t('settings.crm.token.hideIt')}
              icon={EyeOff}
              onPress={hide}
            />
          )}
          <ActionButton
            label={t('settings.crm.token.copy')}
            name={t('settings.crm.token.copyIt')}
            icon={Copy}
            onPress={() => void copy()}
          />
          <ActionButton
            label={t('settings.crm.token.renew')}
            name={t('settings.crm.token.renewIt')}
            icon={RefreshCw}
            onPress={() => void renew()}
          />
        </div>
        <p className={styles.hint}>{t('settings.crm.token.hint')}</p>
        <p role="status" className={styles.none}>
          {told === undefined ? null : t(`settings.crm.token.${told}`)}
        </p>
      </div>
    </Anchor>
  );
}

interface Token {
  /** Undefined while it is hidden. */
  readonly shown: string | undefined;
  /** What came of the last press; `none`: the keyring does not give it out. */
  readonly told: 'copied' | 'renewed' | 'none' | undefined;
  readonly show: () => Promise<void>;
  readonly hide: () => void;
  readonly copy: () => Promise<void>;
  readonly renew: () => Promise<void>;
}

function useToken(): Token {
  const { bridge } = useSettings();
  const [shown, setShown] = useState<string>();
  const [told, setTold] = useState<Token['told']>();
  const get = async (wish: 'show' | 'renew'): Promise<string | undefined> => {
    setTold(undefined);
    const token = await bridge.request('messaging:token', wish).catch(() => null);
    if (token === null) setTold('none');
    return token ?? undefined;
  };
  const copy = async (): Promise<void> => {
    const token = await get('show');
    if (token === undefined) return;
    await bridge.request('app:copy', token).then(
      () => setTold('copied'),
      () => setTold('none'),
    );
  };
  const renew = async (): Promise<void> => {
    const token = await get('renew');
    if (token === undefined) return;
    setShown((before) => (before === undefined ? undefined : token));
    setTold('renewed');
  };
  return {
    shown,
    told,
    show: async () => setShown(await get('show')),
    hide: () => setShown(undefined),
    copy,
    renew,
  };
}
