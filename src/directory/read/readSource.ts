import { basename } from 'node:path';
import { cardContacts } from './cards.ts';
import { csvContacts } from './csvContacts.ts';
import { bounded, maxContacts, type ReadPiece } from './reading.ts';
import { textOf } from './text.ts';
import type { Contact } from '../contact.ts';
import { readLdapAddress } from '../ldapAddress.ts';
import { bytesOf, filesOf, type SourceFile, SourceError } from './sourceFiles.ts';
import { kindOfSource, type ReaderMessage, type SourceAccess, type SourceStatus } from '../sources.ts';

/** Small enough that the thread with the database is never busy for long. */
const batchSize = 250;

interface Found {
  readonly piece: ReadPiece;
  /** Where it was found. */
  readonly file: string;
}

/**
 * Reads a file, a folder or a directory, batch by batch; files that are as they were are not read again. What is wrong with single contacts
 * is counted, and the rest is kept. Never throws.
 * @param known the state in which it was read last
 */
export async function* readSource(
  source: string,
  known: string,
  access: SourceAccess = {},
): AsyncGenerator<ReaderMessage> {
  try {
    const { pieces, state } = await opened(source, access);
    if (state !== '' && state === known) {
      yield { type: 'same' };
      return;
    }
    let leftOut: SourceStatus['leftOut'];
    let batch: Contact[] = [];
    let isEmpty = true;
    for await (const { piece, file } of pieces) {
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

async function opened(
  source: string,
  access: SourceAccess,
): Promise<{ readonly pieces: AsyncIterable<Found>; readonly state: string }> {
  if (kindOfSource(source) === 'ldap') {
    const address = readLdapAddress(source);
    if (address === undefined) throw new SourceError('failed', source);
    const { ldapPeople } = await import('../ldap/readLdap.ts');
    // A directory does not say whether it is as it was.
    return { pieces: ldapPeople(address, access), state: '' };
  }
  const { files, state } = await filesOf(source);
  return { pieces: piecesOf(files), state };
}

async function* piecesOf(files: readonly SourceFile[]): AsyncGenerator<Found> {
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
