import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertSafe } from '../../ami/wire/safety.ts';
import { isDisposition, isDispositionVariable } from './disposition.ts';

function isSent(variable: string, value: string): boolean {
  const fields = [
    ['Channel', 'PJSIP/101-1'],
    ['Variable', variable],
    ['Value', value],
  ] as const;
  try {
    assertSafe({ name: 'Setvar', fields });
    return true;
  } catch {
    return false;
  }
}

const names = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.stringMatching(/^(OFFHOOK_|CDR\(|offhook_)[A-Za-z0-9_]{0,42}\)?$/),
  fc.constantFrom('OFFHOOK_DISPOSITION', 'CDR(userfield)', 'CDR(accountcode)', 'MONITOR_EXEC', 'SHELL(x)'),
);

describe('what the settings take', () => {
  it('of variables is what may be sent', () => {
    fc.assert(fc.property(names, (name) => isDispositionVariable(name) === isSent(name, 'Order')));
  });

  it('of dispositions may be sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), (text) => {
        if (isDisposition(text)) expect(isSent('OFFHOOK_DISPOSITION', text)).toBe(true);
      }),
    );
    for (const text of ['Order taken', 'Rückruf', '1st level', 'A/B: x', 'x'.repeat(80)])
      expect(isDisposition(text)).toBe(true);
    for (const text of ['', ' x', '${x}', 'a,b', 'x'.repeat(81), 'a\nb'])
      expect(isDisposition(text)).toBe(false);
  });
});
