import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Button, Input, Label, Tag, TagGroup, TagList, Text, TextField } from 'react-aria-components';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import styles from './ListRow.module.css';
import { entryErrorIn } from '../model/check.ts';
import { Lockable } from './Lockable.tsx';
import { useError, useSettings, useValue } from '../model/context.ts';
import fields from './fields.module.css';
import { whatIsWrong } from './fields.tsx';
import { added } from '../model/list.ts';
import type { ListName } from '../model/values.ts';

/** Several texts: each can be taken away, and another added, by keyboard too. What is wrong with one is marked on it. */
export function ListRow({ name }: { readonly name: ListName }): ReactNode {
  const { model } = useSettings();
  const error = useError(name);
  const entries = useValue(name);
  const row = (
    <div className={fields.row}>
      <TagGroup
        className={styles.group ?? ''}
        onRemove={(keys) => model.change({ [name]: entries.filter((entry) => !keys.has(entry)) })}
      >
        <Label className={fields.label ?? ''}>{t(`settings.${name}`)}</Label>
        <TagList
          className={styles.list ?? ''}
          items={entries.map((entry) => ({ id: entry }))}
          dependencies={[entries]}
          renderEmptyState={() => <span className={styles.empty}>{t('settings.list.empty')}</span>}
        >
          {({ id }) => <Entry id={id} isWrong={entryErrorIn(name, id) !== undefined} />}
        </TagList>
        {error === undefined ? (
          <Text slot="description" className={fields.hint ?? ''}>
            {t(`settings.${name}.hint`)}
          </Text>
        ) : (
          <Text slot="errorMessage" className={fields.error ?? ''}>
            {whatIsWrong(name, error)}
          </Text>
        )}
      </TagGroup>
      <NewEntry name={name} />
    </div>
  );
  return <Lockable name={name}>{row}</Lockable>;
}

function Entry({ id, isWrong }: { readonly id: string; readonly isWrong: boolean }): ReactNode {
  return (
    <Tag id={id} textValue={id} className={cx(styles.entry, isWrong && styles.wrong)}>
      <span className={styles.text}>{id}</span>
      <Button slot="remove" className={styles.remove ?? ''} aria-label={t('settings.list.remove')}>
        <X aria-hidden />
      </Button>
    </Tag>
  );
}

function NewEntry({ name }: { readonly name: ListName }): ReactNode {
  const { model } = useSettings();
  const error = useError(name);
  const entries = useValue(name);
  const [text, setText] = useState('');
  const add = (): void => {
    const all = added(name, entries, text);
    if (all.length > entries.length) model.change({ [name]: all });
    setText('');
  };
  return (
    <div className={styles.more}>
      <TextField
        name={name}
        aria-label={t(`settings.${name}.add`)}
        value={text}
        isInvalid={error !== undefined}
        validationBehavior="aria"
        autoComplete="off"
        onChange={setText}
        // What was typed and not yet added is meant all the same.
        onBlur={add}
      >
        <Input
          className={fields.input ?? ''}
          placeholder={t(`settings.${name}.add`)}
          spellCheck={false}
          autoCapitalize="none"
          onKeyDown={(event) => onKey(event, text, add, () => setText(''))}
        />
      </TextField>
      <ActionButton
        label={t('settings.list.add')}
        name={t(`settings.${name}.add`)}
        icon={Plus}
        onPress={add}
      />
    </div>
  );
}

/** Enter adds what is typed, and only then saves the settings; Escape takes it back, and only then leaves. */
function onKey(event: KeyboardEvent, text: string, add: () => void, clear: () => void): void {
  if (text.trim() === '' || event.nativeEvent.isComposing) return;
  if (event.key === 'Enter') add();
  else if (event.key === 'Escape') clear();
  else return;
  event.preventDefault();
}
