import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumbers } from './maskNumbers.ts';

describe('masking telephone numbers', () => {
  it.each([
    ['+442079460958', '***********58'],
    ['from 0049301234567 to 5000', 'from ***********67 to 5000'],
    [
      'PJSIP/trunk-00000001 "004930901820" <004930901820>',
      'PJSIP/trunk-00000001 "**********20" <**********20>',
    ],
    ['sip:442079460958@pbx', 'sip:**********58@pbx'],
  ])('%s', (text, expected) => {
    expect(maskNumbers(text)).toBe(expected);
  });

  it.each(['1732650000.123', '101', '2026-11-23T00:00:00.000Z', '192.168.10.2:5038', 'OH-4a5b6c7d8'])(
    'leaves %s as it is',
    (text) => {
      expect(maskNumbers(text)).toBe(text);
    },
  );

  it('leaves no number of six digits or more readable, whatever stands around it', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{5,20}$/);
    const around = fc.constantFrom('', ' ', ',', '"', '<', '>', '/', '@', ':', '-', '\n', '=', '(', ')');
    fc.assert(
      fc.property(digits, around, around, (number, before, after) => {
        expect(maskNumbers(`${before}${number}${after}`)).not.toContain(number.slice(0, -2));
      }),
    );
  });
});
