import { basename } from 'node:path';
import { cardContacts } from './cards.ts';
import { csvContacts } from './csvContacts.ts';
import { bounded, maxContacts, type ReadPiece } from './reading.ts';
import { textOf } from './text.ts';
import type { Contact } from '../contact.ts';
import { bytesOf, filesOf, type SourceFile, SourceError } from './sourceFiles.ts';
import type { ReaderMessage, SourceStatus } from '../sources.ts';

/** Small enough that the thread with the database is never busy for long. */
const batchSize = 250;

/**
 * Reads a file or a folder, batch by batch; a source that is as it was is not read again. What is wrong with single contacts is counted,
 * and the rest is kept. Never throws.
 * @param known the state in which it was read last
 */
export async function* readSource(path: string, known: string): AsyncGenerator<ReaderMessage> {
  try {
    const { files, state } = await filesOf(path);
    if (state === known) {
      yield { type: 'same' };
      return;
    }
    let leftOut: SourceStatus['leftOut'];
    let batch: Contact[] = [];
    let isEmpty = true;
    for await (const { piece, file } of piecesOf(files)) {
      if ('fault' in piece)
        leftOut = { ...(leftOut ?? { ...piece.fault, file }), count: (leftOut?.count ?? 0) + 1 };
      else batch.push(piece.contact);
      if (batch.length < batchSize) continue;
      yield { type: 'batch', contacts: batch };
      [batch, isEmpty] = [[], false];
    }
    if (batch.length > 0) yield { type: 'batch', contacts: batch };
    else if (isEmpty) {
      const { file = '', line = 0, code = '' } = leftOut ?? {};
      yield {
        type: 'failed',
        code: 'noContacts',
        detail: leftOut === undefined ? '' : `${file}:${line} ${code}`,
      };
      return;
    }
    yield { type: 'end', state, ...(leftOut && { leftOut }) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    yield { type: 'failed', code: error instanceof SourceError ? error.code : 'failed', detail };
  }
}

async function* piecesOf(files: readonly SourceFile[]): AsyncGenerator<{ piece: ReadPiece; file: string }> {
  let contacts = 0;
  for (const { path, isCards } of files) {
    const text = textOf(await bytesOf(path));
    const file = basename(path);
    const looksLikeCards = isCards || /^\s*BEGIN:VCARD/iu.test(text.slice(0, 200));
    for (const piece of bounded(looksLikeCards ? cardContacts(text) : csvContacts(text))) {
      if ('contact' in piece) contacts += 1;
      if (contacts <= maxContacts) yield { piece, file };
    }
    if (contacts > maxContacts) return;
  }
}
