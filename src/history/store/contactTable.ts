import type { DialRules } from '../../cti/number/dialRules.ts';
import { type Contact, contactSchema } from '../../directory/contact.ts';
import { fold, searchedWords, wordsOf } from '../../directory/fold.ts';
import type { FoundContact, Identified, SourceRecord } from '../../directory/found.ts';
import { sameNumbers, tailOf } from '../../directory/match.ts';
import type { Row, SqliteFile } from './sqliteFile.ts';

/** A number that more contacts have is a switchboard's: no list of them helps. */
const maxMatches = 20;
const maxCandidates = 500;
/** Contacts that were called or called lately come first; older uses are forgotten. */
const maxUses = 500;

const current = 'JOIN contact_sources s ON s.source = c.source AND s.generation = c.generation';

/** A contact that was called, or called, lately. */
interface Used {
  readonly key: number;
  readonly words: readonly string[];
}

/**
 * The contacts of all sources. A source is read into a generation of its own, beside the one that is in use, and takes its place once it
 * is whole: what fails half-way changes nothing.
 * @throws Error from every method, as `SqliteFile` does
 */
export class ContactTable {
  readonly #file: SqliteFile;
  #used: readonly Used[] | undefined;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  contactSources(): readonly SourceRecord[] {
    return this.#file
      .all('SELECT source, contacts, read_at AS readAt, state FROM contact_sources ORDER BY source')
      .map((row) => row as unknown as SourceRecord);
  }

  /** A source is read again: contacts go into the generation that this returns. */
  beginContacts(source: string): number {
    const [row] = this.#file.all(
      `SELECT max(generation) AS last FROM (
        SELECT generation FROM contact_sources WHERE source = ?1 UNION ALL SELECT generation FROM contacts WHERE source = ?1)`,
      source,
    );
    return Number(row?.last ?? 0) + 1;
  }

  /** Of two contacts with one id the later counts. */
  putContacts(source: string, generation: number, contacts: readonly Contact[]): void {
    this.#file.atOnce(() => {
      for (const contact of contacts) this.#put(source, generation, contact);
    });
  }

  /** The source is read whole: from now on these are its contacts. @returns how many they are */
  endContacts(source: string, generation: number, state: string, nowMs: number): number {
    this.#used = undefined;
    return this.#file.atOnce(() => {
      const [row] = this.#file.all(
        'SELECT count(*) AS count FROM contacts WHERE source = ? AND generation = ?',
        source,
        generation,
      );
      const count = Number(row?.count ?? 0);
      this.#file.run(
        `INSERT INTO contact_sources (source, generation, read_at, contacts, state) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (source) DO UPDATE SET generation = excluded.generation, read_at = excluded.read_at,
           contacts = excluded.contacts, state = excluded.state`,
        source,
        generation,
        nowMs,
        count,
        state,
      );
      return count;
    });
  }

  /** A source was found as it was. */
  confirmContacts(source: string, nowMs: number): void {
    this.#file.run('UPDATE contact_sources SET read_at = ? WHERE source = ?', nowMs, source);
  }

  /** The settings have these sources and no others. */
  keepSources(sources: readonly string[]): void {
    this.#used = undefined;
    this.#file.atOnce(() => {
      for (const { source } of this.contactSources())
        if (!sources.includes(source)) this.#file.run('DELETE FROM contact_sources WHERE source = ?', source);
    });
  }

  /**
   * Removes contacts that are not in use: of generations before, of readings that failed, of sources that are gone. A few at a time, for
   * nothing else is done meanwhile. @returns whether there are more
   */
  sweepContacts(limit: number): boolean {
    const count = this.#file.run(
      `DELETE FROM contacts WHERE key IN (SELECT c.key FROM contacts c LEFT ${current} WHERE s.source IS NULL LIMIT ?)`,
      limit,
    );
    if (count === limit) return true;
    this.#file.purge();
    return false;
  }

  /** Who has a number, by the dial rules. */
  identify(number: string, rules: DialRules): Identified {
    const tail = tailOf(number);
    if (tail === '') return { matches: [] };
    const rows = this.#file.all(
      `SELECT n.number, c.source, c.contact FROM contact_numbers n JOIN contacts c ON c.key = n.contact ${current}
       WHERE n.tail = ? LIMIT ?`,
      tail,
      maxCandidates,
    );
    const same = sameNumbers(
      number,
      rows.map((row) => ({ number: String(row.number), row })),
      rules,
    );
    const found = same.flatMap(({ row }) => foundOf(row) ?? []);
    // Two sources may have the same person: the name and the company say so.
    const matches = eachOnce(found, ({ name, organisation = '' }) => [fold(name), fold(organisation)]).slice(
      0,
      maxMatches,
    );
    const chosen = matches.length === 1 ? matches[0] : this.#chosen(number, matches);
    const kind = chosen && sameNumbers(number, chosen.numbers, rules)[0]?.kind;
    return { matches, ...(chosen && { chosen }), ...(kind && { kind }) };
  }

  /** The agent said who has a number. */
  chooseContact(number: string, source: string, id: string): void {
    this.#file.run(
      `INSERT INTO contact_choices (number, source, id) VALUES (?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET source = excluded.source, id = excluded.id`,
      number,
      source,
      id,
    );
  }

  chosenContact(number: string): { readonly source: string; readonly id: string } | undefined {
    const [row] = this.#file.all('SELECT source, id FROM contact_choices WHERE number = ?', number);
    return row && { source: String(row.source), id: String(row.id) };
  }

  /** Somebody was called, or called. */
  useContact(source: string, id: string, nowMs: number): void {
    this.#used = undefined;
    this.#file.atOnce(() => {
      this.#file.run(
        `INSERT INTO contact_uses (source, id, used_at) VALUES (?, ?, ?)
         ON CONFLICT (source, id) DO UPDATE SET used_at = excluded.used_at`,
        source,
        id,
        nowMs,
      );
      this.#file.run(
        'DELETE FROM contact_uses WHERE used_at < (SELECT min(used_at) FROM (SELECT used_at FROM contact_uses ORDER BY used_at DESC LIMIT ?))',
        maxUses,
      );
    });
  }

  /** Whose words begin with what was typed: lately used ones first, then whole words, then beginnings. */
  searchContacts(text: string, limit: number): readonly FoundContact[] {
    const typed = wordsOf(fold(text)).slice(0, 8);
    if (typed.length === 0) return [];
    const isBegun = (words: readonly string[]): boolean =>
      typed.every((one) => words.some((word) => word.startsWith(one)));
    const used = this.#usedLately().filter(({ words }) => isBegun(words));
    const rows = [
      ...used
        .slice(0, limit)
        .flatMap(({ key }) => this.#file.all('SELECT source, contact FROM contacts WHERE key = ?', key)),
      ...this.#matching(typed.map((word) => `"${word}"`).join(' '), limit),
      ...this.#matching(typed.map((word) => `"${word}"*`).join(' '), limit),
    ];
    const found = rows.flatMap((row) => foundOf(row) ?? []);
    return eachOnce(found, ({ name, organisation, numbers }) => [name, organisation, numbers]).slice(
      0,
      limit,
    );
  }

  /** Read once, and again when it is another list: it is looked through at each key. */
  #usedLately(): readonly Used[] {
    return (this.#used ??= this.#file
      .all(
        `SELECT c.key, c.words FROM contact_uses u
         JOIN contacts c ON c.source = u.source AND c.id = u.id ${current} ORDER BY u.used_at DESC`,
      )
      .map(({ key, words }) => ({ key: Number(key), words: String(words).split(' ') })));
  }

  #matching(expression: string, limit: number): readonly Row[] {
    return this.#file.all(
      `SELECT c.source, c.contact FROM contact_words w JOIN contacts c ON c.key = w.rowid ${current}
       WHERE contact_words MATCH ? LIMIT ?`,
      expression,
      limit,
    );
  }

  #put(source: string, generation: number, contact: Contact): void {
    this.#file.run(
      'DELETE FROM contacts WHERE source = ? AND generation = ? AND id = ?',
      source,
      generation,
      contact.id,
    );
    this.#file.run(
      'INSERT INTO contacts (source, generation, id, words, contact) VALUES (?, ?, ?, ?, ?)',
      source,
      generation,
      contact.id,
      searchedWords(`${contact.name} ${contact.organisation ?? ''}`).join(' '),
      JSON.stringify(contact),
    );
    for (const { number } of contact.numbers)
      this.#file.run(
        'INSERT INTO contact_numbers (contact, number, tail) VALUES (last_insert_rowid(), ?, ?)',
        number,
        tailOf(number),
      );
  }

  #chosen(number: string, matches: readonly FoundContact[]): FoundContact | undefined {
    const choice = this.chosenContact(number);
    return choice && matches.find(({ source, id }) => source === choice.source && id === choice.id);
  }
}

/** A row that no version reads is left out. */
function foundOf({ source, contact }: Row): FoundContact | undefined {
  const parsed = contactSchema.safeParse(jsonOf(contact));
  if (!parsed.success) return undefined;
  const { id, name, organisation, numbers } = parsed.data;
  return {
    source: String(source),
    id,
    name,
    ...(organisation === undefined ? {} : { organisation }),
    numbers,
  };
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function eachOnce(
  contacts: readonly FoundContact[],
  identity: (contact: FoundContact) => unknown,
): readonly FoundContact[] {
  const known = new Map<string, FoundContact>();
  for (const contact of contacts) {
    const key = JSON.stringify(identity(contact));
    if (!known.has(key)) known.set(key, contact);
  }
  return [...known.values()];
}
