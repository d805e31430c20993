import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLink, linkSchemes, readLinkText } from './link.ts';

describe('a text that says it is a link', () => {
  it.each(['tel:1', 'TEL:1', 'callto://1', 'sip:1@example.com', ' \tsips:1', 'tel:', 'Tel:anything'])(
    '%j does',
    (text) => {
      expect(isLink(text)).toBe(true);
    },
  );

  it.each([
    '',
    '030901820',
    'tel',
    'tels:1',
    'xtel:1',
    'tel :1',
    'https:tel:1',
    'a tel:1',
    'mailto:a@example.com',
  ])('%j does not', (text) => {
    expect(isLink(text)).toBe(false);
  });
});

describe('a link inside another', () => {
  it('is read once more, as pages nest them', () => {
    for (const outer of linkSchemes.filter((scheme) => !scheme.startsWith('sip')))
      for (const inner of ['tel', 'callto'])
        expect(readLinkText(`${outer}:${inner}:+4930901820`)).toEqual({
          kind: 'number',
          number: '+4930901820',
        });
  });

  it('is what its own scheme says: a SIP address has a host, a telephone number has none', () => {
    expect(readLinkText('tel:sip:101@example.com')).toEqual({ kind: 'extension', number: '101' });
    expect(readLinkText('sip:tel:101@example.com')).toMatchObject({ kind: 'refused', code: 'letters' });
  });

  it('is not read a third time', () => {
    expect(readLinkText('tel:tel:tel:+4930901820')).toMatchObject({ kind: 'refused' });
  });
});

describe('a SIP address', () => {
  it.each([
    ['a host', 'sip:030901820@example.com'],
    ['a port', 'sip:030901820@192.0.2.1:5060'],
    ['a host of IPv6', 'sip:030901820@[2001:db8::1]:5060'],
    ['a password', 'sip:030901820:secret@example.com'],
    ['a password with an @ in it', 'sip:030901820:se@cret@example.com'],
    ['headers', 'sip:030901820@example.com?Replaces=12345&Subject=1'],
    ['parameters of the address', 'sip:030901820@example.com;transport=tls;lr'],
    ['headers and no host', 'sip:030901820?subject=1'],
    ['nothing', 'sip:030901820'],
    ['slashes, as browsers write them', 'sip://030901820@example.com'],
  ])('with %s gives its number alone', (_with, link) => {
    expect(readLinkText(link)).toEqual({ kind: 'number', number: '030901820' });
  });

  it('has the parameters of a telephone number in front of its host', () => {
    expect(readLinkText('sip:+4930901820;ext=7;isub=12@example.com;ext=8')).toEqual({
      kind: 'number',
      number: '+4930901820',
      keys: '7',
    });
    expect(readLinkText('sip:7042;phone-context=example.com@192.0.2.1')).toEqual({
      kind: 'extension',
      number: '7042',
      context: 'example.com',
    });
  });
});

describe('a parameter', () => {
  it.each([
    ['that is not known is left out', ';foo=bar', {}],
    ['without a value, too', ';foo', {}],
    ['is found behind an empty one', ';;ext=1', { keys: '1' }],
    ['may have an empty value', ';ext=', {}],
    ['has a name in any case', ';PostD=2', { keys: '2' }],
    ['is percent-decoded once', ';ext=%31%32', { keys: '12' }],
    ['may be written with separators', ';ext=1-2.(3)', { keys: '123' }],
    ['may be written in other digits', ';ext=%D9%A1%D9%A2', { keys: '12' }],
    ['of both kinds gives the extension first', ';postd=2;ext=1', { keys: '1,2' }],
    ['with pauses in front has none there', ';postd=ppw22p3w4', { keys: '22,3;4' }],
    ['may have a = in its value where it is left out', ';foo=a=b', {}],
  ])('%s', (_what, parameters, more) => {
    expect(readLinkText(`tel:030901820${parameters}`)).toEqual({
      kind: 'number',
      number: '030901820',
      ...more,
    });
  });

  it.each([
    ['that comes twice', ';ext=1;ext=2', 'notANumber', 20],
    ['that comes twice in different case', ';ext=1;EXT=1', 'notANumber', 20],
    ['that must be understood', ';m-foo=1', 'unknownDemand', 14],
    ['that must be understood, in capitals', ';M-FOO', 'unknownDemand', 14],
    ['without a name', ';=x', 'notANumber', 14],
    ['whose name is none', ';f_o=x', 'notANumber', 14],
    ['with half a percent-encoding', ';foo=%4', 'notANumber', 14],
    ['with bytes that are no UTF-8', ';foo=%ff', 'notANumber', 14],
    ['with an end of line in it', ';foo=a%0d%0aAction:%20Originate', 'controlCharacter', 19],
    ['with a NUL', ';isub=%00', 'controlCharacter', 19],
    ['whose keys are letters', ';ext=abc', 'notANumber', 13],
    ['whose keys are encoded twice', ';ext=%2531', 'notANumber', 13],
    ['whose keys are too many', `;ext=${'1'.repeat(65)}`, 'notANumber', 13],
  ])('%s is refused, with its place', (_what, parameters, code, at) => {
    expect(readLinkText(`tel:030901820${parameters}`)).toEqual({ kind: 'refused', code, at });
  });

  it('is not what the number is refused for where the number is none itself', () => {
    expect(readLinkText('tel:anna;m-foo=1')).toMatchObject({ code: 'notANumber', at: 4 });
  });

  it('with keys is refused where it is not said which number they are for', () => {
    expect(readLinkText('tel:030901820,030901821')).toMatchObject({ kind: 'several' });
    expect(readLinkText('tel:030901820,030901821;foo=1')).toMatchObject({ kind: 'several' });
    expect(readLinkText('tel:030901820,030901821;ext=1')).toMatchObject({ kind: 'refused', at: 23 });
  });

  it('begins where no key follows: in front of one, the sign is the pause of dialling programs', () => {
    for (const pause of [';123', ';1-2-3', '%3B123'])
      expect(readLinkText(`tel:+4930901820${pause}`), pause).toEqual({
        kind: 'number',
        number: '+4930901820',
        keys: '123',
      });
    // A list goes on behind a space: neither of the two is dialled.
    for (const list of ['; 123', ';%20123'])
      expect(readLinkText(`tel:+4930901820${list}`), list).toMatchObject({ kind: 'several' });
    expect(readLinkText('tel:+4930901820;%20foo=1')).toMatchObject({ kind: 'refused', code: 'notANumber' });
  });
});

describe('where a number is valid', () => {
  const context = (text: string): unknown => {
    const reading = readLinkText(`tel:7042;phone-context=${text}`);
    return 'context' in reading ? reading.context : reading.kind;
  };

  it.each([
    ['Example.COM', 'example.com'],
    ['a-b_c.example', 'a-b_c.example'],
    ['+49', '+49'],
    ['+49-30.(901)', '+4930901'],
    ['+49%2030', '+4930'],
    [`a${'b'.repeat(252)}`, `a${'b'.repeat(252)}`],
  ])('%s is %s', (text, valid) => {
    expect(context(text)).toBe(valid);
  });

  it.each([
    '',
    '-a',
    '.a',
    'a..b',
    'xa..b',
    'a b',
    'a/b',
    'a@b',
    'a%00',
    'ä.example',
    '+',
    '+49a',
    '+4*9',
    `a${'b'.repeat(253)}`,
    `+${'1'.repeat(64)}`,
  ])('%j says nothing', (text) => {
    expect(context(text)).toBeOneOf(['extension', 'refused']);
  });

  it('is not asked of an international number', () => {
    expect(readLinkText('tel:+4930901820;phone-context=example.com')).toEqual({
      kind: 'number',
      number: '+4930901820',
    });
  });
});

describe('a place', () => {
  it('is where the fault stands in the link, whatever is percent-encoded in front of it', () => {
    const before = fc.constantFrom('tel:', ' tel:', 'tel:tel:', 'callto://', 'sip:');
    const group = fc.array(
      fc.constantFrom(...['3', '%33', '%20', '-', '%E2%80%91', '%C3%A4', '\u00a0', '😀', '%F0%9F%98%80']),
      { maxLength: 8 },
    );
    const fault = fc.constantFrom('%0a', '%00', '%E2%80%A8', '\u0000', '\u2029');
    fc.assert(
      fc.property(before, group, fault, group, (scheme, digits, bad, more) => {
        const front = `${scheme}1${digits.join('')}`;
        expect(readLinkText(`${front}${bad}${more.join('')}1`)).toEqual({
          kind: 'refused',
          code: 'controlCharacter',
          at: front.length,
        });
      }),
    );
  });

  it.each([
    ['tel:030%', 7],
    ['tel:030%4', 7],
    ['tel:030%ff1', 7],
    ['sip:030%zz@example.com', 7],
  ])('of a percent sign that encodes nothing, in %s, is that sign', (link, at) => {
    expect(readLinkText(link)).toEqual({ kind: 'refused', code: 'notANumber', at });
  });
});
