import { describe, expect, it } from 'vitest';
import type { Link } from '../../src/cti/link.ts';
import { able, aCallIn } from '../testing/story.ts';
import { isOffered, likeliest, permission } from './actions.ts';

const online: Link = { state: 'online', version: '11.0.0' };
const checking: Link = { state: 'checking', version: '11.0.0' };
const waiting: Link = { state: 'waiting', attempt: 2, fault: { code: 'connectionLost' } };

describe('whether a command may be given', () => {
  it.each([
    ['it may, where it can be carried out', able(['HoldCall']), online, { allowed: true }],
    [
      'it may, whatever was denied before',
      able(['HoldCall'], { HoldCall: 'notConnected' }),
      waiting,
      { allowed: true },
    ],
    [
      'the reason is what the features say',
      able([], { HoldCall: 'notConnected' }),
      checking,
      { allowed: false, reason: 'notConnected' },
    ],
    ['there is no reason where the features are silent', able([]), online, { allowed: false }],
    [
      'the calls are being checked, where they are silent',
      able([]),
      checking,
      { allowed: false, reason: 'checkingCall' },
    ],
    [
      'there is no link, where they are silent',
      able([]),
      waiting,
      { allowed: false, reason: 'notConnected' },
    ],
  ] as const)('%s', (_what, features, link, allowed) => {
    expect(permission(features, 'HoldCall', link)).toEqual(allowed);
  });

  it('a button is there where the command works or says why not', () => {
    expect(isOffered({ features: able(['ParkCall']) }, 'ParkCall')).toBe(true);
    expect(isOffered({ features: able([], { ParkCall: 'notConnected' }) }, 'ParkCall')).toBe(true);
    expect(isOffered({ features: able(['HoldCall']) }, 'ParkCall')).toBe(false);
  });
});

describe('the likeliest command', () => {
  const swapOnly = able(['SwapCalls']);
  it.each([
    ['takes a call that rings here', aCallIn('ringing'), 'AnswerCall'],
    ['puts the call on hold that is talked in', aCallIn('talking'), 'HoldCall'],
    ['puts it on hold where the other party has done so', aCallIn('heldByRemote'), 'HoldCall'],
    ['takes a call back from hold', aCallIn('onHold'), 'ResumeCall'],
    ['takes it back while it is on its way', aCallIn('resuming'), 'ResumeCall'],
    ['changes places where that is all that works', aCallIn('onHold', { features: swapOnly }), 'SwapCalls'],
    [
      'takes back where both work',
      aCallIn('onHold', { features: able(['SwapCalls', 'ResumeCall']) }),
      'ResumeCall',
    ],
    ['is a hold of a call that is dialled', aCallIn('calling'), 'HoldCall'],
  ] as const)('%s', (_what, call, command) => {
    expect(likeliest(call)).toBe(command);
  });
});
