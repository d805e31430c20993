import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPageDialRules, verdictOn } from './pageDialRules.ts';

describe('the rules for numbers', () => {
  it.each([
    ['201', 'allow'],
    ['0301234567', 'allow'],
    ['+442079460958', 'ask'],
    ['00442079460958', 'ask'],
    ['0900123456', 'ask'],
    ['*43#', 'ask'],
    ['*21*0900123456#', 'ask'],
    ['*72201', 'ask'],
    ['#31#201', 'ask'],
  ])('say of %s by default: %s', (number, verdict) => {
    expect(verdictOn(number, defaultPageDialRules)).toBe(verdict);
  });

  it('let a deliberate exception through, and deny before they ask', () => {
    const rules = { allow: ['+49!'], deny: ['+4!'], ask: ['+!'] };
    expect(verdictOn('+4930901820', rules)).toBe('allow');
    expect(verdictOn('+4420', rules)).toBe('deny');
    expect(verdictOn('+1', rules)).toBe('ask');
  });

  it('ask about codes, unless they are allowed or denied', () => {
    const codes = { allow: ['*43#'], deny: ['*21!'], ask: [] };
    expect(verdictOn('*43#', codes)).toBe('allow');
    expect(verdictOn('*21*201#', codes)).toBe('deny');
    expect(verdictOn('*22', codes)).toBe('ask');
  });

  it('read patterns as a dial plan does', () => {
    const denies = (pattern: string, number: string): boolean =>
      verdictOn(number, { allow: [], deny: [pattern], ask: [] }) === 'deny';
    expect(denies('1NX', '129')).toBe(true);
    expect(denies('1NX', '119')).toBe(false);
    expect(denies('0Z.', '01')).toBe(false);
    expect(denies('0Z.', '012')).toBe(true);
    expect(denies('0Z!', '01')).toBe(true);
    expect(denies('*4#', '*4#')).toBe(true);
    expect(denies('.+', '1+')).toBe(true);
  });

  it('never throw, whatever stands in a pattern', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, number) => {
        verdictOn(number, { allow: [pattern], deny: [], ask: [] });
      }),
    );
  });
});
