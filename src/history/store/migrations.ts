/**
 * How the file of each version becomes that of the next one; the file's own number is SQLite's `user_version`. What is listed here is in
 * files on computers: it is never changed, only added to.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE calls (
    key INTEGER PRIMARY KEY,
    line TEXT NOT NULL,
    id TEXT NOT NULL,
    day INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    direction TEXT NOT NULL,
    missed INTEGER NOT NULL,
    done_at INTEGER,
    consult_for TEXT,
    number TEXT NOT NULL,
    digits TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    call TEXT NOT NULL,
    UNIQUE (line, id)
  ) STRICT;
  CREATE INDEX calls_by_day ON calls (line, day, started_at, direction, missed, consult_for);
  CREATE INDEX calls_by_start ON calls (started_at);
  CREATE INDEX calls_open ON calls (line, number) WHERE missed = 1 AND done_at IS NULL;
  CREATE INDEX calls_running ON calls (line) WHERE ended_at IS NULL;
  CREATE INDEX calls_of_consultation ON calls (line, consult_for) WHERE consult_for IS NOT NULL;

  CREATE VIRTUAL TABLE call_words USING fts5(
    name, note, content='calls', content_rowid='key', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
  );
  CREATE VIRTUAL TABLE call_digits USING fts5(
    digits, content='calls', content_rowid='key', tokenize='trigram'
  );
  INSERT INTO call_words(call_words, rank) VALUES ('secure-delete', 1);
  INSERT INTO call_digits(call_digits, rank) VALUES ('secure-delete', 1);

  CREATE TRIGGER calls_inserted AFTER INSERT ON calls BEGIN
    INSERT INTO call_words(rowid, name, note) VALUES (new.key, new.name, new.note);
    INSERT INTO call_digits(rowid, digits) VALUES (new.key, new.digits);
  END;
  CREATE TRIGGER calls_deleted AFTER DELETE ON calls BEGIN
    INSERT INTO call_words(call_words, rowid, name, note) VALUES ('delete', old.key, old.name, old.note);
    INSERT INTO call_digits(call_digits, rowid, digits) VALUES ('delete', old.key, old.digits);
  END;
  CREATE TRIGGER calls_renamed AFTER UPDATE OF name, note ON calls
  WHEN old.name <> new.name OR old.note <> new.note BEGIN
    INSERT INTO call_words(call_words, rowid, name, note) VALUES ('delete', old.key, old.name, old.note);
    INSERT INTO call_words(rowid, name, note) VALUES (new.key, new.name, new.note);
  END;
  CREATE TRIGGER calls_renumbered AFTER UPDATE OF digits ON calls WHEN old.digits <> new.digits BEGIN
    INSERT INTO call_digits(call_digits, rowid, digits) VALUES ('delete', old.key, old.digits);
    INSERT INTO call_digits(rowid, digits) VALUES (new.key, new.digits);
  END;
  `,
  `
  CREATE TABLE unreadable_calls (
    key INTEGER PRIMARY KEY,
    line TEXT NOT NULL,
    id TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    call TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE contact_sources (
    source TEXT PRIMARY KEY,
    generation INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  CREATE TABLE contacts (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    generation INTEGER NOT NULL,
    id TEXT NOT NULL,
    words TEXT NOT NULL,
    contact TEXT NOT NULL
  ) STRICT;
  CREATE INDEX contacts_by_id ON contacts (source, id, generation);
  CREATE TABLE contact_numbers (
    contact INTEGER NOT NULL,
    number TEXT NOT NULL,
    tail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX contact_numbers_by_tail ON contact_numbers (tail);
  CREATE INDEX contact_numbers_by_contact ON contact_numbers (contact);
  CREATE TABLE contact_choices (
    number TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL
  ) STRICT;
  CREATE TABLE contact_uses (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (source, id)
  ) STRICT;
  CREATE INDEX contact_uses_by_time ON contact_uses (used_at);

  CREATE VIRTUAL TABLE contact_words USING fts5(
    words, content='contacts', content_rowid='key', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
  );
  INSERT INTO contact_words(contact_words, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER contacts_inserted AFTER INSERT ON contacts BEGIN
    INSERT INTO contact_words(rowid, words) VALUES (new.key, new.words);
  END;
  CREATE TRIGGER contacts_deleted AFTER DELETE ON contacts BEGIN
    INSERT INTO contact_words(contact_words, rowid, words) VALUES ('delete', old.key, old.words);
    DELETE FROM contact_numbers WHERE contact = old.key;
  END;
  `,
  `
  CREATE TABLE abandoned_callers (
    key INTEGER PRIMARY KEY,
    line TEXT NOT NULL,
    id TEXT NOT NULL,
    queue TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    abandoned_at INTEGER NOT NULL,
    waited_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 1,
    reached_at INTEGER,
    reached_way TEXT,
    reached_by TEXT,
    reached_name TEXT,
    done_at INTEGER,
    UNIQUE (line, id)
  ) STRICT;
  CREATE INDEX abandoned_by_time ON abandoned_callers (abandoned_at);
  `,
];
