import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { t } from '../../parts/words.ts';
import { type ChoiceName, choices, foundImpossible } from '../model/choices.ts';
import { useSettings, useValue } from '../model/context.ts';
import { hintOf } from '../model/kinds.ts';
import { SelectRow } from './SelectRow.tsx';

interface ChoiceRowProps {
  readonly name: ChoiceName;
}

/** One of the words that a setting can be. */
export function ChoiceRow({ name }: ChoiceRowProps): ReactNode {
  const { model } = useSettings();
  const value = useValue(name);
  const hint = hintOf(name);
  const impossible = useStore(model, ({ test }) => foundImpossible(name, value, test));
  return (
    <SelectRow
      name={name}
      label={t(`settings.${name}`)}
      value={value}
      texts={Object.entries(choices[name])}
      onChange={(key) => model.change({ [name]: key })}
      hint={hint === undefined ? undefined : t(hint)}
      impossible={impossible}
    />
  );
}
