import type { ReactNode } from 'react';
import { isChoice, isFile, isList, type PlainName, type SwitchName, type TextName } from '../model/kinds.ts';
import { useValue } from '../model/context.ts';
import { ChoiceRow } from './ChoiceRow.tsx';
import { FileRow } from './FileRow.tsx';
import { ListRow } from './ListRow.tsx';
import { SwitchRow, TextRow } from './fields.tsx';

/** A setting by its name alone, drawn as its kind is. */
export function FieldRow({ name }: { readonly name: PlainName }): ReactNode {
  const isSwitch = typeof useValue(name) === 'boolean';
  if (isList(name)) return <ListRow name={name} />;
  if (isChoice(name)) return <ChoiceRow name={name} />;
  if (isFile(name)) return <FileRow name={name} />;
  return isSwitch ? <SwitchRow name={name as SwitchName} /> : <TextRow name={name as TextName} />;
}
