import { HistoryError } from '../../src/history/fault.ts';
import type { SaveFileResult } from '../../src/ipc/support.ts';
import { type Files, FileNotWritten, stage } from '../../src/world/atomicFile.ts';
import type { Clock } from '../../src/world/edges.ts';

export interface SaveListOptions {
  readonly files: Files;
  readonly clock: Pick<Clock, 'now'>;
  /** Where to save a file of that name; `null`: nowhere. */
  readonly chooseFile: (suggestion: string) => Promise<string | null>;
}

/** A list as a file where the person chooses, named after what it has and the day. @param text rejects with HistoryError */
export async function saveList(
  { files, clock, chooseFile }: SaveListOptions,
  what: 'calls' | 'abandoned',
  format: 'csv' | 'jsonl',
  text: () => Promise<string>,
): Promise<SaveFileResult> {
  const day = new Date(clock.now().wallMs).toISOString().slice(0, 10);
  const path = await chooseFile(`offhook-${what}-${day}.${format}`);
  if (path === null) return { status: 'notChosen' };
  try {
    await (await stage(files, path, await text())).commit();
    return { status: 'saved', file: path };
  } catch (error) {
    if (error instanceof FileNotWritten) return { status: 'failed', code: error.code, detail: error.detail };
    if (error instanceof HistoryError) return { status: 'failed', code: 'nothingYet', detail: error.message };
    throw error;
  }
}
