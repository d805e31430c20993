import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import type { Message } from './en/message.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, Message>>>> = { en, de };

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

describe.each(Object.entries(catalogues))('the catalogue %s', (language, catalogue) => {
  const texts = Object.entries(catalogue).flatMap(([key, message]) =>
    textsOf(message).map((text) => [key, text] as const),
  );

  it('has every key of the English one and no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
  });

  it('has texts: not empty, trimmed, no markup, no straight quotes', () => {
    const wrong = texts.filter(
      ([, text]) => text === '' || text !== text.trim() || /[<>]|&\w+;|['"]|\.\.\./.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps reasons and faults free of placeholders, since only their code is known', () => {
    const coded = texts.filter(([key]) => /^(refusal|fault|check\.fault)\./.test(key));
    expect(coded.length).toBeGreaterThan(60);
    expect(coded.filter(([, text]) => text.includes('{'))).toEqual([]);
  });

  it('fills in the same as English, in every form of a plural', () => {
    const differing = Object.entries(en).flatMap(([key, message]) => {
      const expected = placeholders(textsOf(message).join());
      return textsOf(catalogue[key] ?? '')
        .filter((text) => placeholders(text).join() !== expected.join())
        .map((text) => ({ key, text, expected }));
    });
    expect(differing).toEqual([]);
  });

  it('has the forms of the plural that the language has', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const plurals = Object.entries(catalogue).filter(([, message]) => typeof message !== 'string');
    expect(plurals.length).toBeGreaterThan(5);
    for (const [key, message] of plurals) {
      expect([key, Object.keys(message).sort()]).toEqual([key, [...pluralCategories].sort()]);
    }
  });
});

describe('the German catalogue', () => {
  it('is German: what reads the same as in English is a name or a term', () => {
    const same = Object.keys(en).filter(
      (key) => JSON.stringify(catalogues.de?.[key]) === JSON.stringify(catalogues.en?.[key]),
    );
    const names =
      /^(app\.name|tray\.(tip|tip\.call|call)|command\.withWho|keys\.key\.\w+|hotkey\.(record|key\.\w+)|settings\.(port|section\.updates))$/;
    const examples = /^settings\.(url|extension|phoneUrl|updateFeed)\.example$/;
    const connectorNames = same.filter(
      (key) => textsOf(en[key as keyof typeof en])[0] === key.slice('settings.'.length),
    );
    expect(
      same.filter((key) => !names.test(key) && !examples.test(key) && !connectorNames.includes(key)),
    ).toEqual([]);
  });

  it('addresses people with “Sie” and quotes as German does', () => {
    const texts = Object.values(de).flatMap(textsOf);
    expect(texts.filter((text) => /\b(du|dich|dir|dein\w*)\b/i.test(text))).toEqual([]);
    expect(texts.filter((text) => /“[^”]*”/.test(text))).toEqual([]);
  });
});

describe('a key', () => {
  const root = join(import.meta.dirname, '../..');
  const sources = ['main', 'renderer', 'src']
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
    )
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|[/\\]testing[/\\]|^src[/\\]words[/\\]/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');

  const literals = new Set([...sources.matchAll(/'([\w.]+)'/g)].map(([, text]) => text ?? ''));
  /** `fault.${code}.todo` uses every key of that form. A template has to say which room of the catalogue it means. */
  const templates = [...sources.matchAll(/`([a-z]\w*\.[\w.]*\$\{[^`]*)`/gi)].map(
    ([, template]) =>
      new RegExp(
        `^${(template ?? '')
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replaceAll('.', '\\.'))
          .join('[\\w.]+')}$`,
      ),
  );

  /** Texts of a part that is not put together yet. */
  const soon = ['note.notDone'];

  it('is used somewhere', () => {
    expect(literals.size).toBeGreaterThan(500);
    const unused = Object.keys(en).filter(
      (key) => !literals.has(key) && !templates.some((template) => template.test(key)),
    );
    expect(unused.filter((key) => !soon.includes(key))).toEqual([]);
  });
});
