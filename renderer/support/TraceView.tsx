import { Download, Pause, Play, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import { useStore } from 'zustand';
import type { SaveFileResult, TracePacket } from '../../src/ipc/support.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import type { Bridge } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import { Outcome } from './Outcome.tsx';
import { PacketList } from './PacketList.tsx';
import styles from './View.module.css';
import { drawnMax, filtered, type TraceModel } from './trace.ts';

interface TraceViewProps {
  readonly bridge: Bridge;
  readonly model: TraceModel;
}

/** The packets as they come and go: filtered, paused, read one by one, saved. */
export function TraceView({ bridge, model }: TraceViewProps): ReactNode {
  const { status, packets, held, isPaused, filter } = useStore(model);
  const [chosen, setChosen] = useState<TracePacket>();
  const [result, setResult] = useState<SaveFileResult>();
  const wanted = useDeferredValue(filter);
  const fitting = useMemo(() => filtered(packets, wanted), [packets, wanted]);
  const save = async (): Promise<void> => {
    setResult(undefined);
    setResult(await bridge.request('support:saveRecording').catch(() => undefined));
  };
  return (
    <>
      <p className={styles.about}>{t('support.trace.about')}</p>
      <div className={styles.tools}>
        <SearchField className={styles.filter ?? ''} value={filter} onChange={model.setFilter}>
          <Label className={styles.label ?? ''}>{t('support.trace.filter')}</Label>
          <Input
            className={styles.input ?? ''}
            spellCheck={false}
            placeholder={t('support.trace.filter.hint')}
          />
        </SearchField>
        <ActionButton
          label={t(isPaused ? 'support.trace.continue' : 'support.trace.pause')}
          icon={isPaused ? Play : Pause}
          onPress={model.togglePause}
        />
        <ActionButton label={t('support.trace.clear')} icon={Trash2} onPress={model.clear} />
      </div>
      {status === 'unreadable' ? (
        <div className={styles.empty} role="alert">
          <p>{t('support.failed')}</p>
          <ActionButton label={t('settings.retry')} icon={RotateCcw} onPress={model.read} />
        </div>
      ) : (
        <PacketList
          packets={fitting.slice(-drawnMax)}
          empty={t(packets.length === 0 ? 'support.trace.none' : 'support.trace.noMatch')}
          chosen={chosen}
          onChosen={setChosen}
        />
      )}
      {/* A region of its own, so that a long packet can be scrolled by the keys. */}
      <pre className={styles.packet} tabIndex={0} role="region" aria-label={t('support.trace.packet')}>
        {chosen === undefined ? t('support.trace.choose') : chosen.text}
      </pre>
      <Outcome bridge={bridge} result={result} saved={(file) => t('support.trace.saved', { file })} />
      <footer className={styles.tools}>
        <p className={styles.count} role="status">
          {t('support.trace.count', { count: packets.length })}
          {wanted.trim() === '' ? null : `, ${t('support.trace.matching', { count: fitting.length })}`}
          {isPaused ? ` · ${t('support.trace.held', { count: held.length })}` : null}
        </p>
        <span className={styles.space} />
        <ActionButton label={t('support.trace.save')} icon={Download} onPress={() => void save()} />
      </footer>
    </>
  );
}
