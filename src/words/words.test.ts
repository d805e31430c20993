import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock } from './duration.ts';
import { fill } from './en/message.ts';
import { supportCode } from './supportCode.ts';
import { words } from './words.ts';

const { t } = words('en-GB');

describe('words', () => {
  it('fills in what is named', () => {
    expect(t('told.outgoing.dialing', { who: '+44 20 7946 0958' })).toBe('Calling +44 20 7946 0958');
  });

  it('chooses the plural form by the count', () => {
    expect(t('settings.fixFirst', { count: 1 })).toBe('1 field needs attention');
    expect(t('settings.fixFirst', { count: 0 })).toBe('0 fields need attention');
    expect(t('settings.fixFirst', { count: 1234 })).toBe('1,234 fields need attention');
  });

  it('speaks German, with the numbers of the country', () => {
    const german = words('de-AT');
    expect(german.language).toBe('de');
    expect(german.locale).toBe('de-AT');
    expect(german.t('settings.fixFirst', { count: 1 })).toBe('1 Feld bitte prüfen');
    expect(german.t('settings.fixFirst', { count: 12_345 })).toBe('12\u00a0345 Felder bitte prüfen');
  });

  it('takes English for a language that it has no catalogue of, and keeps the locale for numbers', () => {
    const french = words('fr-FR');
    expect(french.language).toBe('en');
    expect(french.locale).toBe('fr-FR');
    expect(french.t('settings.fixFirst', { count: 12_345 })).toBe('12\u202f345 fields need attention');
  });

  it.each(['', 'no such locale', 'x'])('survives the locale %j', (locale) => {
    expect(words(locale).t('command.HoldCall')).toBe('Hold');
  });

  it('does not look again at what was filled in', () => {
    fc.assert(
      fc.property(fc.string(), (who) => {
        expect(t('call.card', { who })).toBe(`Call with ${who}`);
      }),
    );
    expect(t('told.outgoing.ended', { who: '{outcome}', outcome: 'x' })).toBe(
      'Call with {outcome} is over: x',
    );
  });

  it('chooses by the rules of the language, where that has more forms than English', () => {
    const calls = { one: '{count} hovor', few: '{count} hovory', other: '{count} hovorů' };
    const czech = new Intl.PluralRules('cs');
    const number = new Intl.NumberFormat('cs');
    const told = [1, 3, 5].map((count) => fill(calls, { count }, czech, number));
    expect(told).toEqual(['1 hovor', '3 hovory', '5 hovorů']);
  });
});

describe('clock', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [1000, '0:01'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [754_000, '12:34'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [3_723_000, '1:02:03'],
    [360_000_000, '100:00:00'],
    [-5, '0:00'],
  ])('shows %i ms as %s', (ms, shown) => expect(clock(ms)).toBe(shown));
});

it('names a support code as documents and logs do', () => {
  expect(supportCode('portRefused')).toBe('OH-portRefused');
});

describe('what is filled in', () => {
  it('does not turn the text around it', () => {
    const { t } = words('en');
    expect(t('transfer.title', { who: '\u202e0091+' })).toBe(t('transfer.title', { who: '0091+' }));
    expect(t('transfer.title', { who: 'אבי' })).toContain('\u2068אבי\u2069');
  });
});
