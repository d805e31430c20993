import { type ReactNode, useEffect, useRef } from 'react';
import { withoutTurns } from '../../src/cti/text.ts';
import { useView } from '../model/panelModel.ts';
import { cx } from '../parts/cx.ts';
import { formatNumber } from '../parts/phone.ts';
import { t } from '../parts/words.ts';
import type { NameRow, NamesModel } from '../state/number/names.ts';
import styles from './NameMatches.module.css';

interface NameMatchesProps {
  readonly names: NamesModel;
  /** By which the field says that this is its list. */
  readonly id: string;
  /** A number was put into the field. */
  readonly onPicked: () => void;
}

/** The id of a row, for `aria-activedescendant`: the focus stays in the field (ARIA Authoring Practices, combobox). */
export function rowId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** Whom the name in the field may mean, each number a row. */
export function NameMatches({ names, id, onPicked }: NameMatchesProps): ReactNode {
  const { state, rows, active } = useView(names, (view) => view);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, rows]);
  return (
    <>
      <p role="status" className={cx(styles.state, state === 'found' && styles.counted)}>
        {wordFor(state, rows.length)}
      </p>
      {rows.length === 0 ? null : (
        <ul ref={list} id={id} role="listbox" aria-label={t('directory.matches')} className={styles.matches}>
          {rows.map((row, index) => (
            <li
              key={`${row.number} ${row.name}`}
              id={rowId(id, index)}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                names.pick(row);
                onPicked();
              }}
            >
              <Match row={row} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Match({ row }: { readonly row: NameRow }): ReactNode {
  const { name, organisation, number, kind } = row;
  return (
    <>
      <span className={styles.who}>
        {withoutTurns(name)}
        {organisation === undefined ? null : (
          <span className={styles.organisation}>{` ${withoutTurns(organisation)}`}</span>
        )}
      </span>
      <span className={styles.number}>
        {kind === undefined ? null : <span>{`${t(`directory.kind.${kind}`)} `}</span>}
        {formatNumber(number)}
      </span>
    </>
  );
}

function wordFor(state: ReturnType<NamesModel['getState']>['state'], count: number): string {
  switch (state) {
    case 'none':
      return '';
    case 'found':
      return t('directory.found', { count });
    case 'searching':
      return t('directory.searching');
    case 'nobody':
      return t('directory.nobody');
    case 'failed':
      return t('directory.failed');
  }
}
