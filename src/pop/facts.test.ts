import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noDialRules } from '../cti/number/dialRules.ts';
import { instant, newCall } from '../cti/testing/arbitraries.ts';
import { exampleFacts, factNames, factsOf } from './facts.ts';

const berlin = { ...noDialRules, internationalPrefix: '00', countryCode: '49', areaCode: '30' };
const call = { ...newCall('a', 'incoming', instant(0)), number: '030901820', name: 'Zoë' };

it('of an incoming call are whom it is from, what was called, and the ids of the phone system', () => {
  const given = { ...call, did: '5001', queue: 'support', linkedId: '7.1', privateData: { CTI_ID: 'x y' } };
  expect(factsOf(given, '201', berlin, ['CTI_ID', 'Missing'])).toEqual({
    number: '030901820',
    e164: '+4930901820',
    name: 'Zoë',
    called: '5001',
    queue: 'support',
    direction: 'incoming',
    uniqueid: 'a.1',
    linkedid: '7.1',
    contactId: '',
    extension: '101',
    firstCaller: '201',
    CTI_ID: 'x y',
    Missing: '',
  });
});

it('of an outgoing call have the number that was dialled as the one that was called', () => {
  expect(factsOf({ ...call, direction: 'outgoing' }, '', noDialRules, [])).toMatchObject({
    called: '030901820',
    e164: '',
  });
  expect(factsOf(call, '', noDialRules, []).called).toBe('101');
});

it('are not replaced by a packet field of the same name', () => {
  expect(factsOf({ ...call, privateData: { number: 'evil' } }, '', berlin, ['number']).number).toBe(
    '030901820',
  );
});

it('are well-formed texts on one line that turn nothing, of a bearable length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const { name: told = '' } = factsOf({ ...call, name }, '', berlin, []);
      expect(told).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(Array.from(told).length).toBeLessThanOrEqual(120);
      expect(() => encodeURIComponent(told)).not.toThrow();
    }),
  );
  expect(factsOf({ ...call, name: 'a\r\nb\u202ec\ud800' }, '', berlin, []).name).toBe('abc\ufffd');
});

it('have an example of each', () => {
  expect(Object.keys(exampleFacts)).toEqual(factNames);
});
