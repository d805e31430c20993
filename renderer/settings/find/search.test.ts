import { describe, expect, it } from 'vitest';
import type { Section } from '../model/entry.ts';
import { find, findablesIn } from './search.ts';

const Row = (): null => null;

const outline: readonly Section[] = [
  {
    id: 'ringing',
    group: 'you',
    title: 'Klingeln',
    about: 'Was Offhook zusätzlich tut',
    entries: [
      { kind: 'field', name: 'ringSound' },
      { kind: 'own', Row, places: [{ id: 'ringVolume', key: 'ringVolume', label: 'Lautstärke' }] },
    ],
  },
  {
    id: 'crm',
    group: 'administrator',
    title: 'CRM-Seiten',
    entries: [
      {
        kind: 'beside',
        how: 'pair',
        entries: [
          { kind: 'field', name: 'messagingPort' },
          { kind: 'fold', id: 'more', title: 'Mehr', entries: [{ kind: 'field', name: 'pageDialDeny' }] },
        ],
      },
    ],
  },
];

const texts: Readonly<Record<string, { label: string; hint?: string; also?: readonly string[] }>> = {
  ringSound: { label: 'Klingelton', hint: 'Am Computer', also: ['Nie', 'Immer'] },
  messagingPort: { label: 'Port für Seiten', hint: '0 schaltet ab' },
  pageDialDeny: { label: 'Nie wählen (große Kosten)' },
};

const all = findablesIn(outline, ({ name }) => ({
  id: name,
  key: name,
  ...(texts[name] ?? { label: '' }),
}));

const found = (query: string): readonly string[] => find(all, query).map(({ findable }) => findable.label);

describe('the search', () => {
  it('finds a setting by its label, wherever in it the word stands', () => {
    expect(found('klingelt')).toEqual(['Klingelton']);
    expect(found('seiten port')).toEqual(['Port für Seiten']);
  });

  it('finds it by its hint, by what can be chosen, and by its key in the file', () => {
    expect(found('computer')).toEqual(['Klingelton']);
    expect(found('immer')).toEqual(['Klingelton']);
    expect(found('ringvol')).toEqual(['Lautstärke']);
  });

  it('finds a section, and what is in it', () => {
    expect(found('klingeln')).toEqual(['Klingeln', 'Klingelton', 'Lautstärke']);
    expect(found('crm')).toEqual(['CRM-Seiten', 'Port für Seiten', 'Nie wählen (große Kosten)']);
  });

  it('puts what begins with the word first, then the label, the key, the hint, the choices, the section', () => {
    expect(found('nie')).toEqual(['Nie wählen (große Kosten)', 'Klingelton']);
    expect(found('seiten')).toEqual(['CRM-Seiten', 'Port für Seiten', 'Nie wählen (große Kosten)']);
  });

  it('needs every word, and finds nothing for none', () => {
    expect(found('klingelton seiten')).toEqual([]);
    expect(found('xyz')).toEqual([]);
    expect(found('   ')).toEqual([]);
  });

  it('does not mind capitals, accents and umlauts', () => {
    expect(found('LAUTSTARKE')).toEqual(['Lautstärke']);
    expect(found('grosse')).toEqual(['Nie wählen (große Kosten)']);
    expect(found('groß')).toEqual(['Nie wählen (große Kosten)']);
  });

  it('marks the characters that were searched for, also where one of them stands for two', () => {
    const [hit] = find(all, 'osse kosten');
    expect(hit?.pieces).toEqual([
      { text: 'Nie wählen (gr', found: false },
      { text: 'oße', found: true },
      { text: ' ', found: false },
      { text: 'Kosten', found: true },
      { text: ')', found: false },
    ]);
  });

  it('shows the key where that is what was found', () => {
    expect(find(all, 'messagingport').map(({ key }) => key)).toEqual(['messagingPort']);
    expect(find(all, 'port').map(({ key }) => key)).toEqual([undefined]);
  });

  it('goes to the place, and opens the fold that it is in', () => {
    expect(find(all, 'kosten')[0]?.findable.aim).toEqual({
      section: 'crm',
      place: 'pageDialDeny',
      fold: 'more',
    });
    expect(find(all, 'CRM-Seiten')[0]?.findable.aim).toEqual({ section: 'crm' });
  });
});
