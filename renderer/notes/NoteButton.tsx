import { NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { t } from '../parts/words.ts';
import type { Noted } from '../state/callNotes.ts';

interface NoteButtonProps {
  readonly call: Noted;
  /** Icon only. */
  readonly compact?: boolean;
}

/** Opens the form for what the agent says of a call. */
export function NoteButton({
  call: { id, direction, number, name },
  compact = false,
}: NoteButtonProps): ReactNode {
  const { notes } = useModel();
  const isOpen = useView(notes, ({ open }) => open?.id === id);
  return (
    <ActionButton
      label={t('notes.open')}
      icon={NotebookPen}
      compact={compact}
      expanded={isOpen}
      shortcut={compact ? undefined : 'Control+N'}
      showsKey={!compact}
      onPress={() => notes.toggle({ id, direction, number, name })}
    />
  );
}
