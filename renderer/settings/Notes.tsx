import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { cx } from '../parts/cx.ts';
import { UnlockKeyring } from '../parts/UnlockKeyring.tsx';
import { t } from '../parts/words.ts';
import styles from './Notes.module.css';
import { useForm, useSettings } from './context.ts';

/** What is to be known before anything is changed: the practice PBX is in use, a setting is not obeyed, the file was unreadable. */
export function Notes(): ReactNode {
  const { model, bridge } = useSettings();
  const { view } = useForm();
  const changedElsewhere = useStore(model, (form) => form.changedElsewhere);
  const { settings, setAside, secretStore, warnings, policy, policyFault } = view;
  const practice = settings.url === '' && settings.filePath === '';
  return (
    <>
      {practice ? <Note text={t('settings.intro.practice')} /> : null}
      {policy === undefined ? null : <Note text={t('settings.policy.about', { by: policy.by })} />}
      {policyFault === undefined ? null : (
        <Note warns text={t('settings.policyFault', { detail: policyFault })} />
      )}
      {setAside === undefined ? null : (
        <Note warns text={t('settings.setAside', { file: setAside.file })} detail={setAside.detail} />
      )}
      {secretStore === 'locked' ? (
        <Note warns text={t('settings.secret.locked')}>
          <UnlockKeyring bridge={bridge} />
        </Note>
      ) : null}
      {secretStore === 'memoryOnly' ? (
        <Note
          warns
          text={t(
            settings.keepSecretUnprotected ? 'settings.secret.unprotected' : 'settings.secret.memoryOnly',
          )}
        />
      ) : null}
      {warnings.map((warning) => (
        <Note key={warning} warns text={t(`settings.warning.${warning}`)} />
      ))}
      {changedElsewhere ? <Note warns text={t('settings.changedElsewhere')} /> : null}
    </>
  );
}

interface NoteProps {
  readonly text: string;
  readonly detail?: string;
  readonly warns?: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

function Note({ text, detail, warns = false, children }: NoteProps): ReactNode {
  return (
    <div className={cx(styles.note, warns && styles.warns)} title={detail}>
      {warns ? <TriangleAlert aria-hidden /> : <Info aria-hidden />}
      <p>{text}</p>
      {children}
    </div>
  );
}
