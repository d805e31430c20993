import type { FileFilter, OpenDialogOptions } from 'electron';
import type { FileField } from '../../src/ipc/settings.ts';
import type { Words } from '../../src/words/words.ts';

/** The system's window in which a file is chosen, for a field or to be read in. */
export function chooserFor(wanted: FileField | 'connector', { t }: Words): OpenDialogOptions {
  const all = { name: t('chooser.allFiles'), extensions: ['*'] };
  const kinds: Readonly<Record<FileField | 'connector', FileFilter>> = {
    phoneCaFile: { name: t('chooser.certificates'), extensions: ['pem', 'crt', 'cer'] },
    directoryCaFile: { name: t('chooser.certificates'), extensions: ['pem', 'crt', 'cer'] },
    tlsCaFile: { name: t('chooser.certificates'), extensions: ['pem', 'crt', 'cer'] },
    messagingCertFile: { name: t('chooser.certificates'), extensions: ['pem', 'crt', 'cer'] },
    messagingKeyFile: { name: t('chooser.keys'), extensions: ['pem', 'key'] },
    filePath: { name: t('chooser.recordings'), extensions: ['txt'] },
    connector: { name: t('chooser.connectors'), extensions: ['xml', 'config'] },
  };
  return {
    title: t(`chooser.${wanted}`),
    filters: [kinds[wanted], all],
    properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  };
}
