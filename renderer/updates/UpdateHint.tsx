import { CircleArrowUp, RotateCw, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { UpdatesView } from '../../src/ipc/updates.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import styles from './UpdateHint.module.css';

/** A new version that the person can do something about; put away, it stays in the settings. It takes no focus and no key. */
export function UpdateHint(): ReactNode {
  const { bridge, updates } = useModel();
  const view = useView(updates, (now) => now);
  const [putAway, setPutAway] = useState('');
  const hinted = hintOf(view);
  const which = hinted === undefined ? '' : `${hinted.ready} ${hinted.version}`;
  return (
    <div className={styles.place} role="status">
      {hinted === undefined || which === putAway ? null : (
        <div className={styles.hint}>
          <CircleArrowUp aria-hidden />
          <p>{t(hinted.ready ? 'updates.ready' : 'updates.found', { version: hinted.version })}</p>
          <ActionButton
            label={t('updates.dismiss')}
            icon={X}
            tone="quiet"
            compact
            onPress={() => setPutAway(which)}
          />
          {hinted.ready ? (
            <div className={styles.action}>
              <ActionButton
                label={t('updates.restart')}
                icon={RotateCw}
                disabled={view.inCall}
                reason={t('updates.inCall')}
                onPress={() => tell(bridge.request('updates:restart'), () => undefined)}
              />
            </div>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** What a package manager brings, the person at the panel can neither hasten nor use. */
function hintOf({
  state,
  way,
  onlyTold,
}: UpdatesView): { readonly ready: boolean; readonly version: string } | undefined {
  if (state.phase === 'ready') return { ready: true, version: state.version };
  if (state.phase === 'found' && onlyTold && way !== 'packageManager')
    return { ready: false, version: state.version };
  return undefined;
}
