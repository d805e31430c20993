import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { newCall } from '../../src/cti/testing/arbitraries.ts';
import { newLine } from '../../src/cti/line.ts';
import type { FoundContact, Identified } from '../../src/directory/found.ts';
import { identifiedCall, identifiedEvent, identifiedLine } from './party.ts';

const call: Call = {
  ...newCall('a', 'incoming', { monoMs: 1, wallMs: 1 }),
  number: '030901820',
  name: 'MUELLER E',
};
const ada: FoundContact = { source: '/a.csv', id: '1', name: 'Ada', organisation: 'ACME', numbers: [] };
const bob: FoundContact = { source: '/a.csv', id: '2', name: 'Bob', numbers: [] };
const answer = (identified: Identified | undefined) => () => identified;

describe('a call’s party', () => {
  it('is the contact, and keeps the phone system’s name beside it', () => {
    expect(identifiedCall(call, answer({ matches: [ada], chosen: ada }))).toMatchObject({
      name: 'Ada',
      pbxName: 'MUELLER E',
      contact: { source: '/a.csv', id: '1', organisation: 'ACME' },
    });
    const unnamed = identifiedCall({ ...call, name: '' }, answer({ matches: [ada], chosen: ada }));
    expect(unnamed).not.toHaveProperty('pbxName');
    expect(unnamed).not.toHaveProperty('matches');
  });

  it('is not guessed among several', () => {
    expect(identifiedCall(call, answer({ matches: [ada, bob] }))).toMatchObject({
      name: 'MUELLER E',
      matches: [{ name: 'Ada' }, { name: 'Bob' }],
    });
    expect(identifiedCall(call, answer({ matches: [ada, bob] }))).not.toHaveProperty('contact');
  });

  it('that was chosen can be chosen otherwise', () => {
    expect(identifiedCall(call, answer({ matches: [ada, bob], chosen: bob }))).toMatchObject({
      name: 'Bob',
      matches: [{ name: 'Ada' }, { name: 'Bob' }],
    });
  });

  it.each([
    ['no contact has the number', call, { matches: [] }],
    ['it is not known yet', call, undefined],
    ['the number is withheld', { ...call, number: '' }, { matches: [ada], chosen: ada }],
    [
      'it is the phone system itself',
      { ...call, application: 'voicemail' as const },
      { matches: [ada], chosen: ada },
    ],
  ])('is as the phone system says where %s', (_why, of, identified) => {
    expect(identifiedCall(of, answer(identified))).toBe(of);
  });
});

it('is the same in each event and in the line', () => {
  const of = answer({ matches: [ada], chosen: ada });
  const at = { monoMs: 1, wallMs: 1 };
  const line = { ...newLine('101', 'PJSIP/101'), calls: [call], queued: [{ ...call, id: 'b' }] };
  expect(identifiedEvent({ type: 'RingStarted', at, call }, of)).toMatchObject({ call: { name: 'Ada' } });
  expect(identifiedEvent({ type: 'ActiveCallSnapshot', at, calls: [call] }, of)).toMatchObject({
    calls: [{ name: 'Ada' }],
  });
  expect(identifiedLine(line, of)).toMatchObject({ calls: [{ name: 'Ada' }], queued: [{ name: 'Ada' }] });
  expect(identifiedLine(line, answer(undefined))).toBe(line);
});

it('is a colleague’s name where their phone has none', () => {
  const of = answer({ matches: [ada], chosen: ada });
  const at = { monoMs: 1, wallMs: 1 };
  const taken = (name: string) =>
    identifiedEvent({ type: 'AnsweredElsewhere', at, callId: 'a', by: { extension: '102', name } }, of);
  expect(taken('')).toMatchObject({ by: { extension: '102', name: 'Ada' } });
  expect(taken('Bela Blau')).toMatchObject({ by: { name: 'Bela Blau' } });
  const nobody = answer(undefined);
  const unknown = { type: 'AnsweredElsewhere', at, callId: 'a', by: { extension: '102', name: '' } } as const;
  expect(identifiedEvent(unknown, nobody)).toEqual(unknown);
});
