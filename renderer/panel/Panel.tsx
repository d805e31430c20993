import { type FocusEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { AfterCallWork } from '../agent/AfterCallWork.tsx';
import { AgentAnnouncer } from '../agent/AgentAnnouncer.tsx';
import { AgentTrouble } from '../agent/AgentTrouble.tsx';
import { QueueLine } from '../agent/QueueLine.tsx';
import { Waiting } from '../agent/Waiting.tsx';
import { CallList } from '../call/CallList.tsx';
import { DtmfPad } from '../call/DtmfPad.tsx';
import { TransferSheet } from '../call/TransferSheet.tsx';
import { uncover } from '../call/uncover.ts';
import { Favourites } from '../favourites/Favourites.tsx';
import { DialField } from '../dial/DialField.tsx';
import { CallNotes } from '../notes/CallNotes.tsx';
import { PageQuestions } from '../pages/PageQuestion.tsx';
import { ServiceTrouble } from '../pages/ServiceTrouble.tsx';
import { Practice } from '../recent/Practice.tsx';
import { RecentList } from '../recent/RecentList.tsx';
import { Failure } from '../parts/Failure.tsx';
import { cx } from '../parts/cx.ts';
import { UpdateHint } from '../updates/UpdateHint.tsx';
import { Announcer } from './Announcer.tsx';
import { Dock } from './Dock.tsx';
import { Header } from './Header.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { LinkBar } from './LinkBar.tsx';
import styles from './Panel.module.css';
import { handleKey } from './keys.ts';
import { useModel, useView } from '../model/panelModel.ts';

/** The whole panel: line above, calls and number field in the middle, the two buttons and the link below. */
export function Panel(): ReactNode {
  const { line } = useModel();
  const status = useView(line, (view) => view.status);
  if (status === 'broken') return <Failure code="bridgeFailed" />;
  return <PanelParts isStarting={status === 'starting'} />;
}

/** While the line is not known yet, a number can be typed already. */
function PanelParts({ isStarting }: { readonly isStarting: boolean }): ReactNode {
  const model = useModel();
  const { dial, line, second, tool } = model;
  const open = useView(tool, (view) => view.open);
  const toolCall = useView(line, (view) => view.line.calls.find(({ id }) => id === open?.callId));
  const typed = useView(dial, ({ text }) => text !== '');
  const answering = useView(second, ({ question }) => question?.second.kind === 'answer');
  const inCall = useView(line, (view) => view.line.calls.length > 0);
  const practice = useView(line, (view) => view.pbx.kind === 'practice');
  const input = useRef<HTMLInputElement>(null);
  const [keysShown, setKeysShown] = useState(false);
  useEffect(() => {
    const target = { input: () => input.current, showKeys: () => setKeysShown(true) };
    const listen = (event: KeyboardEvent): void => handleKey(event, model, target);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [model]);
  const focusField = (): void => input.current?.focus();
  return (
    <div className={cx(styles.panel, inCall && styles.inCall)}>
      <Announcer />
      <AgentAnnouncer />
      <Header />
      <PageQuestions />
      <ServiceTrouble />
      <UpdateHint />
      <QueueLine />
      <AgentTrouble />
      <main className={styles.main} onFocus={keepUncovered}>
        <div className={styles.now} data-below={inCall && !answering && (typed || toolCall !== undefined)}>
          <AfterCallWork />
          <CallList />
          <CallNotes />
          {toolCall === undefined ? <DialField inputRef={input} inCall={inCall} /> : null}
          {practice ? <Practice onFilled={focusField} inCall={inCall} /> : null}
        </div>
        {toolCall === undefined || open === undefined ? (
          <div>
            <Waiting />
            <Favourites />
            {isStarting ? null : <RecentList onFilled={focusField} />}
          </div>
        ) : (
          <div className={styles.tool}>
            {open.kind === 'transfer' ? (
              <TransferSheet call={toolCall} inputRef={input} />
            ) : (
              <DtmfPad key={toolCall.id} call={toolCall} />
            )}
          </div>
        )}
      </main>
      <Dock />
      <LinkBar />
      <KeysDialog isOpen={keysShown} onOpenChange={setKeysShown} />
    </div>
  );
}

/** The browser scrolls after it has moved the focus. */
function keepUncovered({ currentTarget, target }: FocusEvent<HTMLElement>): void {
  requestAnimationFrame(() => uncover(currentTarget, target));
}
