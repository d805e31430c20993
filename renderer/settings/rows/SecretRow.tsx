import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { t } from '../../parts/words.ts';
import styles from './SecretRow.module.css';
import { useForm, useSettings } from '../model/context.ts';
import type { HintKey } from '../model/kinds.ts';
import { importsSecret, keepsSecret } from '../model/check.ts';
import { Anchor } from './Anchor.tsx';
import { TextRow } from './fields.tsx';

const places = {
  keyring: { told: 'stored', hint: 'settings.secret.hint' },
  memory: { told: 'storedInMemory', hint: 'settings.secret.inMemory.hint' },
  file: { told: 'storedUnprotected', hint: 'settings.secret.unprotected.hint' },
} as const;

function placeOf(store: SettingsView['secretStore'], unprotected: boolean): keyof typeof places {
  if (store === 'memoryOnly') return unprotected ? 'file' : 'memory';
  return 'keyring';
}

/** The secret: written once, told to be there ever after, never shown. */
export function SecretRow(): ReactNode {
  const { values, view } = useForm();
  const isImported = importsSecret(values, view);
  return <KeptSecret name="secret" isKept={keepsSecret(values, view)} isImported={isImported} />;
}

interface KeptSecretProps {
  readonly name: 'secret' | 'phonePassword';
  readonly isKept: boolean;
  readonly isImported: boolean;
  /** Without it, where the secret will be kept. */
  readonly hint?: HintKey;
}

export function KeptSecret({ name, isKept, isImported, hint }: KeptSecretProps): ReactNode {
  const { model } = useSettings();
  const { values, view } = useForm();
  const [replacing, setReplacing] = useState(false);
  const place = placeOf(view.secretStore, values.keepSecretUnprotected);
  const told = isImported ? 'imported' : places[place].told;
  if (isKept && !replacing && values[name] === '') {
    return (
      <Anchor id={name}>
        <div className={styles.stored}>
          <span className={styles.label}>{t(`settings.${name}`)}</span>
          <span className={styles.box}>
            <KeyRound aria-hidden />
            <span className={styles.told}>{t(`settings.secret.${told}`)}</span>
            <button type="button" className={styles.link} onClick={() => setReplacing(true)}>
              {t('settings.secret.replace')}
            </button>
          </span>
        </div>
      </Anchor>
    );
  }
  return (
    <div>
      <TextRow name={name} type="password" hint={hint ?? places[place].hint} autoFocus={replacing} />
      {isKept ? (
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            setReplacing(false);
            model.change({ [name]: '' });
          }}
        >
          {t('settings.secret.keep')}
        </button>
      ) : null}
    </div>
  );
}
