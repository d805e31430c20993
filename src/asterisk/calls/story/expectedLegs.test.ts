import { describe, expect, it } from 'vitest';
import { AsteriskChannel } from '../../pbx/channel.ts';
import type { ChannelFacts } from '../../dialect/channelEvent.ts';
import { ExpectedLegs } from './expectedLegs.ts';

function channel(uniqueId: string, facts: Partial<ChannelFacts> = {}): AsteriskChannel {
  return new AsteriskChannel({ uniqueId, name: `SIP/101-${uniqueId}`, ...facts });
}

describe('a leg whose Uniqueid we chose', () => {
  it('is known by it, and no other channel is taken for it', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'dial', channelId: 'offhook-1' });
    expect(legs.claim(channel('1.1'))).toBeUndefined();
    expect(legs.claim(channel('offhook-1', { state: 'ringing', exten: 's' }))).toMatchObject({
      callId: 'c',
      purpose: 'dial',
    });
  });

  it('is never given back', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'dial', channelId: 'offhook-1' });
    const leg = channel('offhook-1');
    legs.claim(leg);
    expect(legs.release(leg)).toBe(false);
  });
});

describe('a leg on Asterisk 11, which gives it an id of its own', () => {
  it('is taken to be the next new channel that does not dial', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'dial' });
    expect(legs.claim(channel('1.1', { exten: '201' })), 'the agent dials on the phone').toBeUndefined();
    expect(legs.claim(channel('1.2', { state: 'ringing' })), 'it was there before').toBeUndefined();
    expect(legs.claim(channel('1.3', { state: 'down', exten: '' }))).toMatchObject({ callId: 'c' });
    expect(legs.claim(channel('1.4')), 'only one').toBeUndefined();
  });

  it('is given back when the channel turns out to be dialled, and the next one is taken', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'resume' });
    const incoming = channel('1.1');
    legs.claim(incoming);
    expect(legs.release(incoming)).toBe(true);
    expect(legs.release(incoming)).toBe(false);
    expect(legs.claim(channel('1.2'))).toMatchObject({ callId: 'c', purpose: 'resume' });
  });

  it('goes to the call that asked first, when two are on their way', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'first', purpose: 'resume' });
    legs.add({ callId: 'second', purpose: 'dial' });
    expect(legs.claim(channel('1.1'))).toMatchObject({ callId: 'first' });
    expect(legs.claim(channel('1.2'))).toMatchObject({ callId: 'second' });
  });
});

describe('the answer of an Originate', () => {
  it('finds its leg by the ActionID, once the PBX has taken it', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'dial' });
    expect(legs.byAction('')).toBeUndefined();
    legs.confirm('c', 'x-1');
    expect(legs.byAction('x-1')).toMatchObject({ callId: 'c' });
    expect(legs.byAction('x-2')).toBeUndefined();
  });

  it('belongs to the last leg of a call that has several', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'dial', channelId: 'a' });
    legs.confirm('c', 'x-1');
    legs.add({ callId: 'c', purpose: 'resume', channelId: 'b' });
    legs.confirm('c', 'x-2');
    expect(legs.byAction('x-1')).toMatchObject({ purpose: 'dial' });
    expect(legs.byAction('x-2')).toMatchObject({ purpose: 'resume' });
  });

  it('of no known ActionID is no one, also when it was never told', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'c', purpose: 'dial' });
    legs.confirm('c', '');
    expect(legs.byAction('')).toBeUndefined();
  });
});

describe('the leg that the answer of an Originate names', () => {
  function two(): ExpectedLegs {
    const legs = new ExpectedLegs();
    for (const callId of ['first', 'second']) {
      legs.add({ callId, purpose: 'dial' });
      legs.confirm(callId, `x-${callId}`);
    }
    return legs;
  }

  it('changes places with the one that was taken for it', () => {
    const legs = two();
    legs.claim(channel('b'));
    legs.claim(channel('a'));
    expect(legs.settle('x-second', 'b')).toBe('a');
    expect(legs.settle('x-first', 'a'), 'it has its own by now').toBeUndefined();
  });

  it('leaves the other call to the next new channel', () => {
    const legs = two();
    legs.claim(channel('b'));
    expect(legs.settle('x-second', 'b')).toBeUndefined();
    expect(legs.claim(channel('a'))).toMatchObject({ callId: 'first' });
  });

  it('of no one we know changes nothing', () => {
    const legs = two();
    legs.claim(channel('b'));
    expect(legs.settle('x-other', 'b')).toBeUndefined();
    expect(legs.claim(channel('a'))).toMatchObject({ callId: 'second' });
  });
});

describe('what is over', () => {
  it('is forgotten with its channel, but a dial is kept for the answer that may follow the hangup', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'a', purpose: 'dial', channelId: '1' });
    legs.add({ callId: 'b', purpose: 'pickUp', channelId: '2' });
    for (const [callId, id] of [
      ['a', '1'],
      ['b', '2'],
    ] as const) {
      legs.claim(channel(id));
      legs.confirm(callId, `x-${id}`);
      legs.gone(id);
    }
    expect(legs.byAction('x-1')).toMatchObject({ callId: 'a' });
    expect(legs.byAction('x-2')).toBeUndefined();
  });

  it('is forgotten with its call, or altogether', () => {
    const legs = new ExpectedLegs();
    legs.add({ callId: 'a', purpose: 'dial', channelId: '1' });
    legs.add({ callId: 'b', purpose: 'dial', channelId: '2' });
    legs.forget('a');
    expect(legs.claim(channel('1'))).toBeUndefined();
    legs.add({ callId: 'c', purpose: 'dial' });
    legs.forgetGuesses();
    expect(legs.claim(channel('3'))).toBeUndefined();
    // Its Uniqueid was chosen by us: it is known for certain, whatever was missed.
    expect(legs.claim(channel('2'))).toMatchObject({ callId: 'b' });
  });
});
