import type { ReactNode } from 'react';
import { UnlockKeyring } from '../../line/UnlockKeyring.tsx';
import { t } from '../../parts/words.ts';
import { Note } from './Note.tsx';
import { useForm, useSettings } from '../model/context.ts';

/** Where the secret is kept, where that is not simply the keyring. */
export function KeyringNotes(): ReactNode {
  const { bridge } = useSettings();
  const { view } = useForm();
  const { secretStore, settings } = view;
  return (
    <>
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
    </>
  );
}
