import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forTerminal, isolated, jsonForTerminal, withoutTurns } from './text.ts';

describe('a text from outside', () => {
  it('has no mark that turns its direction', () => {
    expect(withoutTurns('\u202e+1900\u202c')).toBe('+1900');
    expect(withoutTurns('\u2067Anna\u2069 \u200e\u200f\u061cB')).toBe('Anna B');
    expect(withoutTurns('אבי 👩‍👩‍👧 می‌خواهم')).toBe('אבי 👩‍👩‍👧 می‌خواهم');
  });

  it('is set apart where it is written from right to left', () => {
    expect(isolated('Anna')).toBe('Anna');
    expect(isolated('אבי')).toBe('\u2068אבי\u2069');
    expect(isolated('\u202eAnna')).toBe('Anna');
  });

  it('steers no terminal', () => {
    expect(forTerminal('a\u001b[31mb\u009bc\u202ed')).toBe('a\\u001b[31mb\\u009bc\\u202ed');
  });

  const binary = fc.string({ unit: 'binary', maxLength: 30 });
  /** Read from left to right by a terminal that knows only the control characters of ASCII. */
  const steers = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

  it('on a terminal is one line that steers nothing, and loses no visible character', () => {
    fc.assert(
      fc.property(binary, (text) => {
        const shown = forTerminal(text);
        expect(shown).not.toMatch(steers);
        const seen = Array.from(text)
          .filter((character) => !steers.test(character))
          .join('');
        expect(shown.replace(/\\u[0-9a-f]{4}/g, '')).toBe(seen.replace(/\\u[0-9a-f]{4}/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('turns nothing that stands around it, wherever it is put', () => {
    fc.assert(
      fc.property(binary, (name) => {
        const shown = isolated(name);
        const marks = Array.from(shown)
          .filter((character) => /[\u202a-\u202e\u2066-\u2069]/.test(character))
          .join('');
        expect(['', '\u2068\u2069']).toContain(marks);
        if (marks !== '') expect([shown.at(0), shown.at(-1)]).toEqual(['\u2068', '\u2069']);
        expect(isolated(shown)).toBe(shown);
        expect(withoutTurns(shown)).toBe(withoutTurns(name));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same value in JSON, with nothing in it that is obeyed', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
        const value: unknown = JSON.parse(json);
        const text = jsonForTerminal(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
