import { describe, expect, it } from 'vitest';
import type { RingingColleague } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import { able, aCall, aCallIn } from '../testing/story.ts';
import { favouriteDeed, meaningOfFavourite, waysFor } from './favouriteDeed.ts';

const kim = { number: '0102', name: 'Kim', extension: '102' };
const rings: RingingColleague = { id: 'r1', extension: '102', number: '201', name: '' };
const consult = able(['MakeConsultCall', 'BlindTransferCall']);
const blind = able(['BlindTransferCall']);
const mayPickUp = able(['MakeCall', 'PickUpRingingCall']);
const nothing = { calls: [], features: mayPickUp, ringingColleagues: [] };
const inCall = (call: Call) => ({ ...nothing, calls: [call] });

describe('a press on a favourite', () => {
  it.each([
    ['calls them while there is nothing else', nothing, undefined, 'call'],
    ['takes the call that rings there', { ...nothing, ringingColleagues: [rings] }, undefined, 'pickUp'],
    [
      'takes it also in a call',
      { ...inCall(aCall({ features: consult })), ringingColleagues: [rings] },
      aCall({ features: consult }),
      'pickUp',
    ],
    [
      'takes none that rings at somebody else',
      { ...nothing, ringingColleagues: [{ ...rings, extension: '103' }] },
      undefined,
      'call',
    ],
    [
      'takes none where this line may not',
      { ...nothing, features: able(['MakeCall']), ringingColleagues: [rings] },
      undefined,
      'call',
    ],
    ['shows the call with them', inCall(aCall({ number: '0102' })), aCall({ number: '0102' }), 'show'],
    ['shows it by their extension', inCall(aCall({ number: '102' })), aCall({ number: '102' }), 'show'],
    [
      'asks them about the call in focus',
      inCall(aCall({ features: consult })),
      aCall({ features: consult }),
      'MakeConsultCall',
    ],
    [
      'gives them the call where they cannot be asked',
      inCall(aCall({ features: blind })),
      aCall({ features: blind }),
      'BlindTransferCall',
    ],
    ['calls them where the call in focus can go nowhere', inCall(aCall()), aCall(), 'call'],
  ] as const)('%s', (_what, line, focused, kind) => {
    expect(favouriteDeed(kim, line, focused).kind).toBe(kind);
  });

  it('is no matter of a call whose number is withheld, before their extension is known', () => {
    const unknown = { ...kim, extension: '' };
    expect(favouriteDeed(unknown, inCall(aCall({ number: '' })), undefined).kind).toBe('call');
    const noWhere = { ...nothing, ringingColleagues: [{ ...rings, extension: '' }] };
    expect(favouriteDeed(unknown, noWhere, undefined).kind).toBe('call');
  });

  it('brings a call only in the ways that it may go, asking first', () => {
    expect(waysFor(undefined)).toEqual([]);
    expect(waysFor(aCall({ features: consult }))).toEqual(['MakeConsultCall', 'BlindTransferCall']);
    expect(waysFor(aCall({ features: blind }))).toEqual(['BlindTransferCall']);
  });
});

describe('whom it reaches', () => {
  const call = aCallIn('talking', { id: 'c', number: '201' });
  it.each([
    ['the caller, where it takes a call', { kind: 'pickUp', ringing: rings }, ['r1']],
    ['no one, where it shows a call', { kind: 'show', call }, []],
    ['the favourite, where it calls', { kind: 'call' }, ['number 0102']],
    ['both, where it asks', { kind: 'MakeConsultCall', call }, ['c', 'number 0102']],
    ['both, where it gives the call away', { kind: 'BlindTransferCall', call }, ['c', 'number 0102']],
  ] as const)('is %s', (_who, deed, ids) => {
    expect(meaningOfFavourite(kim, deed).reaches.map(({ id }) => id)).toEqual(ids);
  });
});
