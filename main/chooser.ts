import type { OpenDialogOptions } from 'electron';
import type { FileField } from '../src/ipc/contract.ts';
import type { Words } from '../src/words/words.ts';

/** The system's window in which a file for a field is chosen. */
export function chooserFor(field: FileField, { t }: Words): OpenDialogOptions {
  const all = { name: t('chooser.allFiles'), extensions: ['*'] };
  const filters =
    field === 'tlsCaFile'
      ? [{ name: t('chooser.certificates'), extensions: ['pem', 'crt', 'cer'] }, all]
      : [{ name: t('chooser.recordings'), extensions: ['txt'] }, all];
  return {
    title: t(`chooser.${field}`),
    filters,
    properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  };
}
