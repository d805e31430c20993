import { type ReactNode, useState } from 'react';
import type { Bridge } from '../parts/bridge.ts';
import hidden from '../parts/hidden.module.css';
import { usePageTitle } from '../parts/page.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { t } from '../parts/words.ts';
import { AbandonedList } from './abandoned/AbandonedList.tsx';
import { CallTable } from './CallTable.tsx';
import { Details } from './Details.tsx';
import { Foot } from './Foot.tsx';
import styles from './HistoryWindow.module.css';
import { handleListKey } from './keys.ts';
import { createHistoryModel, HistoryProvider, useAbandoned, useHistory, useList } from './model/model.ts';
import { NoCalls } from './NoCalls.tsx';
import { Notices } from './Notices.tsx';
import { RowMenu } from './RowMenu.tsx';
import { SearchBar } from './SearchBar.tsx';
import { useParts } from './useParts.ts';

/** Narrower than this the details lie over the list. */
const narrowMedia = '(max-width: 719px)';

/** Every call of the line: found, read, called back, with a note on it. */
export function HistoryWindow({ bridge }: { readonly bridge: Bridge }): ReactNode {
  usePageTitle(t('history.title'));
  const [model] = useState(() => createHistoryModel(bridge));
  return (
    <HistoryProvider value={model}>
      <Content />
    </HistoryProvider>
  );
}

function Content(): ReactNode {
  const model = useHistory();
  const isEmpty = useList(({ status, layout }) => status !== 'ready' || layout.total === 0);
  const isOpen = useList((list) => list.isOpen);
  const isAbandoned = useAbandoned((view) => view.isOn);
  const isNarrow = useMedia(narrowMedia);
  const { input, grid, menu, target, open, showMenu, closeMenu } = useParts(model);
  const covers = isNarrow && isOpen;
  return (
    <main className={styles.window}>
      <h1 className={hidden.hidden}>{t('history.title')}</h1>
      <SearchBar input={input} />
      <Notices />
      <div className={styles.body}>
        {isAbandoned ? (
          <AbandonedList />
        ) : isEmpty ? (
          <NoCalls />
        ) : (
          <div className={styles.list} inert={covers}>
            <CallTable
              grid={grid}
              onKeyDown={(event) => handleListKey(event, model, target)}
              onOpen={(index) => open(index, isNarrow ? 'details' : undefined)}
              onMenu={showMenu}
            />
          </div>
        )}
        {isOpen && !isEmpty && !isAbandoned ? <Details covers={covers} onClose={target.close} /> : null}
      </div>
      {menu === undefined ? null : (
        <RowMenu place={menu} onClose={closeMenu} onNote={() => open(menu.index, 'note')} />
      )}
      <Foot />
    </main>
  );
}
