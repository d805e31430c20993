import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ActionButton } from '../parts/ActionButton.tsx';
import type { Bridge } from '../parts/bridge.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { t } from '../parts/words.ts';

/** Has the system ask for the keyring's password; gone with what it stands beside once that is open. */
export function UnlockKeyring({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle');
  const unlock = (): void => {
    setState('asking');
    bridge.request('keyring:unlock').then(
      (isOpen) => setState(isOpen ? 'idle' : 'refused'),
      () => setState('refused'),
    );
  };
  return (
    <>
      <ActionButton
        label={t('keyring.unlock')}
        icon={KeyRound}
        pending={state === 'asking' ? t('keyring.unlocking') : undefined}
        onPress={unlock}
      />
      <span role="status">{state === 'refused' ? <Hidden>{t('keyring.stillLocked')}</Hidden> : null}</span>
    </>
  );
}
