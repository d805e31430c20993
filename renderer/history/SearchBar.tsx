import { Download, Ellipsis, Trash2, X } from 'lucide-react';
import { type ReactNode, type RefObject, useState } from 'react';
import {
  Button,
  Input,
  Label,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  RadioButton,
  RadioField,
  RadioGroup,
  SearchField,
  Separator,
  Text,
} from 'react-aria-components';
import type { HistoryQuery } from '../../src/ipc/history.ts';
import buttons from '../parts/ActionButton.module.css';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import menus from '../parts/menu.module.css';
import { isFound } from './abandoned/isFound.ts';
import { ClearQuestion } from './ClearQuestion.tsx';
import { useAbandoned, useHistory, useList } from './model/model.ts';
import styles from './SearchBar.module.css';

/** Typed with the names of the contract, which the page must not load: zod is behind them. */
const filters = [
  'all',
  'missed',
  'incoming',
  'outgoing',
] as const satisfies readonly HistoryQuery['filter'][];

/** What is looked for, what is shown of it, and what can be done with all of it. */
export function SearchBar({ input }: { readonly input: RefObject<HTMLInputElement | null> }): ReactNode {
  const { list } = useHistory();
  const text = useList((now) => now.query.text);
  return (
    <div className={styles.bar}>
      <SearchField
        className={styles.search ?? ''}
        value={text}
        maxLength={200}
        onChange={(value) => list.ask({ text: value })}
      >
        <Label className={styles.label ?? ''}>{t('history.search')}</Label>
        <Input
          ref={input}
          className={styles.input ?? ''}
          spellCheck={false}
          placeholder={t('history.search.hint')}
          aria-keyshortcuts="Control+F"
        />
        {text === '' ? null : (
          <Button className={styles.clear ?? ''} aria-label={t('history.search.clear')}>
            <X aria-hidden />
          </Button>
        )}
      </SearchField>
      <Filters />
      <Count />
      <MoreOfAll />
    </div>
  );
}

function Filters(): ReactNode {
  const { abandoned, list } = useHistory();
  const filter = useList((now) => now.query.filter);
  const isOn = useAbandoned((view) => view.isOn);
  const isOffered = useAbandoned(({ told }) => told?.isShown === true) || isOn;
  return (
    <RadioGroup
      className={styles.filters ?? ''}
      orientation="horizontal"
      aria-label={t('history.filter')}
      value={isOn ? 'abandoned' : filter}
      onChange={(value) => {
        abandoned.show(value === 'abandoned');
        if (value !== 'abandoned') list.ask({ filter: filters.find((known) => known === value) ?? 'all' });
      }}
    >
      {[...filters, ...(isOffered ? (['abandoned'] as const) : [])].map((one) => (
        <RadioField key={one} value={one} className={styles.field ?? ''}>
          <RadioButton className={styles.filter ?? ''}>{t(`history.filter.${one}`)}</RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}

/** How many there are; read out when that changes. */
function Count(): ReactNode {
  const status = useList((now) => now.status);
  const total = useList((now) => now.layout.total);
  const shown = useList((now) => now.shown);
  const openMissed = useList((now) => now.openMissed);
  const isNarrowed = shown.text.trim() !== '' || shown.filter !== 'all';
  const isOn = useAbandoned((view) => view.isOn);
  const open = useAbandoned(({ told }) => told?.open ?? 0);
  return (
    <p className={styles.count} role="status">
      {isOn ? (
        <span className={cx(open > 0 && styles.open)}>{t('abandoned.toCall', { count: open })}</span>
      ) : status !== 'ready' ? null : (
        <>
          <span>{t(isNarrowed ? 'history.found' : 'history.count', { count: total })}</span>
          {openMissed === 0 ? null : (
            <span className={styles.open}>{t('history.openMissed', { count: openMissed })}</span>
          )}
        </>
      )}
    </p>
  );
}

/** What is exported is what is shown: these callers who gave up, or else the calls. */
function useShownCallers(): readonly string[] | undefined {
  const isOn = useAbandoned((view) => view.isOn);
  const callers = useAbandoned((view) => view.callers);
  const text = useList((now) => now.query.text);
  if (!isOn) return undefined;
  return (callers ?? []).filter((caller) => isFound(caller, text)).map(({ id }) => id);
}

function MoreOfAll(): ReactNode {
  const { actions } = useHistory();
  const total = useList((now) => now.layout.total);
  const callers = useShownCallers();
  const [asks, setAsks] = useState(false);
  const isNarrowed = useList(({ shown }) => shown.text.trim() !== '' || shown.filter !== 'all');
  const none = (callers?.length ?? total) === 0 ? ['csv', 'jsonl'] : [];
  return (
    <>
      <MenuTrigger>
        <Button
          className={cx(buttons.button, buttons.secondary, buttons.small, buttons.compact)}
          aria-label={t('history.more')}
        >
          <Ellipsis aria-hidden />
        </Button>
        <Popover className={menus.popover ?? ''} placement="bottom end" offset={6}>
          <Menu
            className={menus.menu ?? ''}
            aria-label={t('history.more')}
            disabledKeys={total === 0 && !isNarrowed ? [...none, 'clear'] : none}
            onAction={(key) => {
              if (key === 'clear') setAsks(true);
              else void actions.save(key === 'jsonl' ? 'jsonl' : 'csv', callers);
            }}
          >
            <MenuItem id="csv" className={menus.item ?? ''} textValue={t('history.export.csv')}>
              <Download aria-hidden />
              <Text slot="label">{t('history.export.csv')}</Text>
            </MenuItem>
            <MenuItem id="jsonl" className={menus.item ?? ''} textValue={t('history.export.jsonl')}>
              <Download aria-hidden />
              <Text slot="label">{t('history.export.jsonl')}</Text>
            </MenuItem>
            <Separator className={styles.separator ?? ''} />
            <MenuItem id="clear" className={menus.item ?? ''} textValue={t('history.clear')}>
              <Trash2 aria-hidden />
              <Text slot="label">{t('history.clear')}</Text>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ClearQuestion isOpen={asks} onOpenChange={setAsks} />
    </>
  );
}
