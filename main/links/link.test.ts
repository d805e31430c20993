import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLink, linkSchemes, readLink } from './link.ts';

describe('readLink', () => {
  it.each([
    // RFC 3966, 6
    ['tel:+1-201-555-0123', { number: '+12015550123' }],
    ['tel:7042;phone-context=example.com', { number: '7042', context: 'example.com' }],
    ['tel:863-1234;phone-context=+1-914-555', { number: '8631234', context: '+1914555' }],
    ['tel:+358-555-1234567;postd=pp22', { number: '+3585551234567' }],
    ['tel:+1-212-555-1234;ext=56', { number: '+12125551234', ext: '56' }],
    ['tel:+1-212-555-1234;EXT=5-6;isub=1411', { number: '+12125551234', ext: '56' }],
    ['TEL:+44.20.(7946).0958', { number: '+442079460958' }],
    ['tel:%2B44%2020%207946%200958', { number: '+442079460958' }],
    ['tel://+442079460958', { number: '+442079460958' }],
    ['tel:+44 (0)20 7946 0958', { number: '+442079460958' }],
    ['tel:*21%23', { number: '*21#' }],
    ['tel:*21#', { number: '*21#' }],
    ['tel:+18005550100,,123#', { number: '+18005550100', ext: '123#' }],
    ['tel:+442079460958?subject=hello', { number: '+442079460958' }],
    ['tel:\u202a+44 20 7946 0958\u202c', { number: '+442079460958' }],
    ['tel:+44\u201120\u00a07946\u20130958', { number: '+442079460958' }],
    ['tel:٠٢٠٧٩٤٦', { number: '0207946' }],
    ['callto:+442079460958', { number: '+442079460958' }],
    ['callto://101', { number: '101' }],
    ['sip:+44-20-7946-0958;ext=7@pbx.example.com;user=phone', { number: '+442079460958', ext: '7' }],
    ['sip:101@192.0.2.1:5060;transport=tcp', { number: '101' }],
    ['sip:101:secret@[2001:db8::1]?subject=x', { number: '101' }],
    ['sips:%2B442079460958@example.com', { number: '+442079460958' }],
    ['sip:1000', { number: '1000' }],
  ])('reads %s', (link, found) => {
    expect(readLink(link)).toEqual({ ok: true, ...found });
  });

  it.each([
    ['', 'unknownScheme'],
    ['tel:', 'empty'],
    ['tel:-', 'argumentLike'],
    ['tel:()', 'empty'],
    ['tel:;ext=5', 'empty'],
    ['https://example.com/tel:123', 'unknownScheme'],
    ['javascript:alert(1)', 'unknownScheme'],
    ['telnet:123', 'unknownScheme'],
    ['--answer', 'argumentLike'],
    ['tel:--answer', 'argumentLike'],
    ['tel:%2D%2Danswer', 'argumentLike'],
    ['tel:123\n456', 'controlCharacter'],
    ['tel:123%0D%0AAction:%20Originate', 'controlCharacter'],
    ['tel:123;ext=4%00', 'controlCharacter'],
    ['tel:123%C2%85', 'controlCharacter'],
    ['tel:123%E2%80%A8', 'controlCharacter'],
    ['tel:+44%252020', 'notANumber'],
    ['tel:%zz', 'notANumber'],
    ['tel:12+34', 'notANumber'],
    ['tel:++4412', 'notANumber'],
    ['tel:1-800-FLOWERS', 'letters'],
    ['callto:some.user', 'notANumber'],
    ['sip:alice@example.com', 'notANumber'],
    ['sip:@example.com', 'empty'],
    ['tel:911&Originate', 'letters'],
    ['tel:101@from-internal', 'letters'],
    ['tel:101&102', 'notANumber'],
    ['tel:101²', 'notANumber'],
    ['tel:1;ext=2;ext=3', 'notANumber'],
    ['tel:1;ext=abc', 'notANumber'],
    ['tel:1,2,3', 'notANumber'],
    ['tel:1;m-vip=yes', 'unknownDemand'],
    [`tel:${'1'.repeat(65)}`, 'tooLong'],
    [`tel:${'1-'.repeat(600)}`, 'tooLong'],
  ])('refuses %j: %s', (link, code) => {
    expect(readLink(link)).toEqual({ ok: false, code });
  });

  it('takes a number of 64 characters', () => {
    expect(readLink(`tel:+${'1-'.repeat(63)}`)).toEqual({ ok: true, number: `+${'1'.repeat(63)}` });
  });

  it('leaves a context out that is none', () => {
    expect(readLink('tel:7042;phone-context=a..b')).toEqual({ ok: true, number: '7042' });
    expect(readLink('tel:+447042;phone-context=+44')).toEqual({ ok: true, number: '+447042' });
  });
});

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789+-.()*#;=@:%/?& ,ext\u202a٣²\n\u0000')) }),
  fc
    .array(
      fc.constantFrom('%2B', '%00', '%0a', ';ext=', ';phone-context=', '+44', '1', '-', '(0)', ',', '--'),
    )
    .map((parts) => parts.join('')),
);

describe('readLink, whatever comes', () => {
  const link = fc.tuple(fc.constantFrom(...linkSchemes, 'TEL', '', 'http'), anything).map((p) => p.join(':'));

  it('never throws, and gives nothing that cannot be dialled', () => {
    fc.assert(
      fc.property(link, (text) => {
        const reading = readLink(text);
        if (!reading.ok) return;
        expect(isLink(text)).toBe(true);
        expect(reading.number).toMatch(/^\+?[0-9*#]{1,64}$/);
        expect(reading.number.length).toBeLessThanOrEqual(64);
        if (reading.ext !== undefined) expect(reading.ext).toMatch(/^[0-9*#]{1,32}$/);
        if (reading.context !== undefined) expect(reading.context).toMatch(/^(?:\+[0-9*#]+|[\w.-]+)$/);
      }),
      { numRuns: 5000 },
    );
  });

  it('reads what it gave as the same number', () => {
    fc.assert(
      fc.property(link, (text) => {
        const reading = readLink(text);
        if (!reading.ok) return;
        const again = [
          reading.number.replaceAll('#', '%23'),
          ...(reading.ext === undefined ? [] : [`ext=${reading.ext}`]),
          ...(reading.context === undefined ? [] : [`phone-context=${reading.context}`]),
        ];
        expect(readLink(`tel:${again.join(';')}`)).toEqual(reading);
      }),
      { numRuns: 5000 },
    );
  });

  it('does not mind how a number is written', () => {
    const separator = fc.constantFrom('', '-', '.', ' ', '(', ')', '%20', '\u2013', '\u00a0');
    const written = fc.array(fc.tuple(fc.constantFrom(...Array.from('0123456789')), separator), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(written, (pairs) => {
        const digits = pairs.map(([digit]) => digit).join('');
        expect(readLink(`tel:+4${pairs.map((pair) => pair.join('')).join('')}`)).toSatisfy(
          (reading: ReturnType<typeof readLink>) =>
            // `(0)` in an international number is the trunk zero, which is not dialled.
            reading.ok && (reading.number === `+4${digits}` || reading.number.length < digits.length + 2),
        );
      }),
    );
  });
});
