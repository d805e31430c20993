import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { CtiCommand, CtiCommandType } from '../../src/cti/command.ts';
import { words } from '../../src/words/words.ts';
import { aCall, aLine, onHold, talking } from '../desktop/testing/calls.ts';
import { type Deed, isPossible } from './deed.ts';
import type { Person } from './people.ts';
import { maxDeeds, type PaletteFacts, readPalette, type Reading } from './read.ts';
import { vocabularyOf } from './verbs.ts';

const kim: Person = { name: 'Kim Berg', number: '102' };
const maria: Person = { name: 'Maria Svensson', number: '+4612345678' };
const jin: Person = { name: 'Jin Park', number: '105' };
const mueller: Person = { name: 'Jürgen Müßig', number: '106' };

const able: readonly CtiCommandType[] = [
  'DropCall',
  'HoldCall',
  'MakeConsultCall',
  'BlindTransferCall',
  'ParkCall',
  'MuteCall',
];
const inTalk = aCall({ ...talking, id: 'now', features: { can: able, denied: {} } });
const lineFeatures: readonly CtiCommandType[] = ['MakeCall', 'SetAgentState', 'SetQueueLogin'];

function facts(calls: readonly Call[] = [], rest: Partial<PaletteFacts> = {}, locale = 'en'): PaletteFacts {
  const queue = (name: string, fixed = false) => ({ name, fixed, loggedIn: true, paused: false, waiting: 0 });
  return {
    line: aLine(calls, {
      features: { can: lineFeatures, denied: {} },
      queues: [queue('support'), queue('sales', true)],
    }),
    holdOthers: false,
    people: [kim, maria, jin, mueller],
    reasons: ['Lunch', 'Training'],
    vocabulary: vocabularyOf(words(locale)),
    ...rest,
  };
}

/** What Enter does; why it does nothing, where it does. */
function enter(reading: Reading): CtiCommand | string {
  const [first] = reading.deeds;
  if (!reading.isSure) return reading.why ?? 'no reason';
  return first !== undefined && isPossible(first) ? first.does.command : 'not possible';
}
const typed = (text: string, given = facts()): CtiCommand | string => enter(readPalette(text, given));
const dial = (number: string) => ({ type: 'MakeCall', number });
const listed = (reading: Reading): readonly unknown[] =>
  reading.deeds.map(({ does }) => ('command' in does ? does.command : does.denied));

describe('one line', () => {
  it.each<[string, CtiCommand | string]>([
    ['102', { type: 'MakeCall', number: '102' }],
    ['+46 (0)8 123 456 78', { type: 'MakeCall', number: '+46812345678' }],
    ['kim', { type: 'MakeCall', number: '102' }],
    ['mar sv', { type: 'MakeCall', number: '+4612345678' }],
    ['call kim', { type: 'MakeCall', number: '102' }],
    ['mussig', { type: 'MakeCall', number: '106' }],
    ['muessig', { type: 'MakeCall', number: '106' }],
    ['juergen', { type: 'MakeCall', number: '106' }],
    ['nobody', 'nobody'],
    ['  ', 'empty'],
    ['030 90182O', 'letters'],
    ['lunch', { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' }],
    ['pause tr', { type: 'SetAgentState', state: 'notReady', reason: 'Training' }],
    ['not ready', { type: 'SetAgentState', state: 'notReady' }],
    ['READY', { type: 'SetAgentState', state: 'ready' }],
    ['login', { type: 'SetQueueLogin', loggedIn: true }],
    ['logout sup', { type: 'SetQueueLogin', loggedIn: false, queue: 'support' }],
    ['logout sales', 'denied'],
    ['hold', 'denied'],
    ['t', 'whom'],
  ])('does what %s says', (text, what) => {
    expect(typed(text)).toEqual(what);
  });

  it.each<[string, CtiCommand | string]>([
    ['t kim', { type: 'MakeConsultCall', callId: 'now', number: '102' }],
    ['t! 102', { type: 'BlindTransferCall', callId: 'now', number: '102' }],
    ['t!102', { type: 'BlindTransferCall', callId: 'now', number: '102' }],
    ['hold', { type: 'HoldCall', callId: 'now' }],
    ['park', { type: 'ParkCall', callId: 'now' }],
    ['mute', { type: 'MuteCall', callId: 'now' }],
    ['end', { type: 'DropCall', callId: 'now' }],
    ['resume', 'denied'],
    // Hanging up is said in full.
    ['en', 'which'],
    ['ho', { type: 'HoldCall', callId: 'now' }],
  ])('does in a call what %s says', (text, what) => {
    expect(typed(text, facts([inTalk]))).toEqual(what);
  });

  it.each<[string, CtiCommand | string]>([
    ['verbinden kim', { type: 'MakeConsultCall', callId: 'now', number: '102' }],
    ['kim verbinden', { type: 'MakeConsultCall', callId: 'now', number: '102' }],
    ['v! 102', { type: 'BlindTransferCall', callId: 'now', number: '102' }],
    ['t kim', { type: 'MakeConsultCall', callId: 'now', number: '102' }],
    ['kim anrufen', { type: 'MakeCall', number: '102' }],
    ['halten', { type: 'HoldCall', callId: 'now' }],
    ['stumm', { type: 'MuteCall', callId: 'now' }],
    ['auflegen', { type: 'DropCall', callId: 'now' }],
    ['hold', { type: 'HoldCall', callId: 'now' }],
    ['nicht bereit', { type: 'SetAgentState', state: 'notReady' }],
    ['abmelden support', { type: 'SetQueueLogin', loggedIn: false, queue: 'support' }],
  ])('understands the German %s', (text, what) => {
    expect(typed(text, facts([inTalk], {}, 'de'))).toEqual(what);
  });

  it('resumes what is on hold, and with two on hold does not choose', () => {
    const held = (id: string) => aCall({ ...onHold, id, features: { can: ['ResumeCall'], denied: {} } });
    expect(typed('resume', facts([held('a')]))).toEqual({ type: 'ResumeCall', callId: 'a' });
    const two = readPalette('resume', facts([held('a'), held('b')]));
    expect(enter(two)).toBe('denied');
    expect(listed(two)).toEqual(['whichCall']);
  });

  it('connects the two by the same word once the colleague is there, and goes back', () => {
    const asked = aCall({
      ...talking,
      id: 'asked',
      consultFor: 'now',
      features: { can: ['TransferCall', 'CancelTransfer'], denied: {} },
    });
    const both = facts([aCall({ ...onHold, id: 'now' }), asked]);
    expect(typed('t', both)).toEqual({ type: 'TransferCall', callId: 'asked' });
    expect(typed('back', both)).toEqual({ type: 'CancelTransfer', callId: 'asked' });
  });

  it('puts the call that is talked on on hold first where the settings say so, and hands on the keys of a number', () => {
    const holding = facts([inTalk], { holdOthers: true });
    expect(typed('+442079460958x12', holding)).toEqual({
      ...dial('+442079460958'),
      keys: '12',
      holdOthers: true,
    });
  });

  it('says why what was asked for is not possible', () => {
    const denied = aCall({ ...talking, features: { can: [], denied: { ParkCall: 'parkingNotFound' } } });
    expect(listed(readPalette('park', facts([denied])))[0]).toEqual(dial('105'));
    expect(listed(readPalette('park', facts([denied])))).toContain('parkingNotFound');
    const offline = { ...facts([inTalk]), line: { ...aLine([inTalk]), link: { state: 'off' } as const } };
    expect(listed(readPalette('102', offline))).toEqual(['notConnected']);
  });
});

describe('between two', () => {
  const other: Person = { name: 'Kim Ott', number: '103' };

  it('people it does not choose, unless one of them is called just that', () => {
    const both = facts([], { people: [kim, other] });
    expect(typed('kim', both)).toBe('which');
    expect(listed(readPalette('kim', both))).toEqual([dial('102'), dial('103')]);
    expect(typed('kim berg', both)).toEqual(dial('102'));
    const twice = facts([], { people: [kim, { ...kim, number: '104' }] });
    expect(typed('kim berg', twice)).toBe('which');
  });

  it('numbers of one text it does not choose either', () => {
    const reading = readPalette('030 901820 / 0171 1234567', facts());
    expect(enter(reading)).toBe('which');
    expect(listed(reading)).toEqual([dial('030901820'), dial('01711234567')]);
  });

  it('a person and a reason it does not choose, before one of them is typed in full', () => {
    const luna = facts([], { people: [{ name: 'Lunch', number: '107' }] });
    expect(typed('lun', luna)).toBe('which');
    expect(typed('lunch', luna)).toMatchObject({ reason: 'Lunch' });
    expect(typed('call lunch', luna)).toEqual(dial('107'));
  });

  it('a command that is not possible is no leave to call who is called like it', () => {
    expect(typed('park')).toBe('denied');
    expect(listed(readPalette('park', facts()))).toEqual([dial('105'), 'noSuchCall']);
  });
});

const anyLine = fc.oneof(
  fc.string({ maxLength: 250 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        't',
        't!',
        'v!',
        'kim',
        'Park',
        '102',
        '+46',
        'hold',
        'not',
        'ready',
        'pause',
        'lunch',
        '*21#',
        '/',
        ',',
        ' ',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(' ')),
);
const anyCalls = fc.constantFrom<readonly Call[]>(
  [],
  [inTalk],
  [aCall()],
  [aCall({ ...onHold, id: 'h' }), inTalk],
);

it('any text gives deeds or a reason, never more than fit, and one command at most without a look', () => {
  fc.assert(
    fc.property(anyLine, anyCalls, fc.constantFrom('en', 'de'), (text, calls, locale) => {
      const { deeds, isSure, why } = readPalette(text, facts(calls, {}, locale));
      expect(deeds.length).toBeLessThanOrEqual(maxDeeds);
      expect(isSure).toBe(why === undefined);
      if (isSure) expect(deeds[0] !== undefined && isPossible(deeds[0])).toBe(true);
      const isDialled = ({ whom }: Deed) => whom === undefined || /^(?:\+[0-9]+|[0-9*#]+)$/.test(whom.number);
      expect(deeds.every(isDialled)).toBe(true);
    }),
  );
});

it.each(['en', 'de'])('whoever is called like a command is reached (%s)', (locale) => {
  const vocabulary = vocabularyOf(words(locale));
  for (const { words: phrase } of vocabulary) {
    const name = phrase.join(' ').replaceAll('!', '');
    const person = { name, number: '199' };
    const given = facts([inTalk], { people: [person] }, locale);
    expect(listed(readPalette(name, given)), name).toContainEqual(dial('199'));
    expect(typed(`call ${name}`, given), name).toEqual(dial('199'));
  }
});
