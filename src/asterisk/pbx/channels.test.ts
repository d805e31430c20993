import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AsteriskChannel, deviceOfChannel } from './channel.ts';
import { AsteriskChannels } from './channels.ts';

/** Channels by a short id: the Uniqueid is the id, the name as given. */
function pbx(names: Readonly<Record<string, string>>): {
  channels: AsteriskChannels;
  get: (id: string) => AsteriskChannel;
  dial: (from: string, to: string) => void;
  bridge: (id: string, ...members: readonly string[]) => void;
} {
  const channels = new AsteriskChannels();
  for (const [uniqueId, name] of Object.entries(names)) channels.learn({ uniqueId, name });
  const get = (id: string): AsteriskChannel => channels.get(id)!;
  return {
    channels,
    get,
    dial: (from, to) => void (get(to).dialledBy = from),
    bridge: (id, ...members) => members.forEach((member) => channels.enter(get(member), id)),
  };
}

const queueCall = {
  trunk: 'PJSIP/trunk-00000001',
  one: 'Local/101@from-queue-00000002;1',
  two: 'Local/101@from-queue-00000002;2',
  phone: 'PJSIP/101-00000003',
};

describe('a channel', () => {
  it.each([
    ['SIP/101-0000000a', 'SIP/101'],
    ['PJSIP/trunk-berlin-00000001', 'PJSIP/trunk-berlin'],
    ['Local/101@from-queue-00000002;1', 'Local/101@from-queue'],
    ['PJSIP/101', 'PJSIP/101'],
  ])('%s belongs to the device %s', (name, device) => {
    expect(deviceOfChannel(name)).toBe(device);
  });

  it('of Local has another half, and no other has one', () => {
    const { get } = pbx({ ...queueCall, plain: 'Local/101@x-1' });
    expect(get('one').otherHalfName).toBe(queueCall.two);
    expect(get('two').otherHalfName).toBe(queueCall.one);
    expect(get('phone').otherHalfName).toBeUndefined();
    expect(get('plain').otherHalfName).toBeUndefined();
  });

  it('learns what a packet says and keeps what it does not say', () => {
    const { channels, get } = pbx({ a: 'SIP/201-1' });
    channels.learn({ uniqueId: 'a', name: 'ignored', state: 'up', callerName: 'Max', linkedId: 'l' });
    channels.learn({ uniqueId: 'a', name: 'ignored', connectedNumber: '101', callerName: '' });
    expect(get('a')).toMatchObject({
      name: 'SIP/201-1',
      state: 'up',
      callerName: '',
      connectedNumber: '101',
      linkedId: 'l',
    });
    expect(channels.size).toBe(1);
  });

  it('remembers the extension it was made for while the dial plan moves on', () => {
    const channels = new AsteriskChannels();
    channels.learn({ uniqueId: 'a', name: 'SIP/201-1', exten: '5001' });
    const channel = channels.learn({ uniqueId: 'a', name: 'SIP/201-1', exten: 's' });
    expect(channel).toMatchObject({ firstExten: '5001', exten: 's' });
  });
});

describe('who is heard at the other end', () => {
  it('is the other one in the bridge', () => {
    const { channels, get, bridge } = pbx({ a: 'SIP/101-1', b: 'SIP/201-2' });
    expect(channels.farEnd(get('a'))).toBeUndefined();
    bridge('x', 'a', 'b');
    expect(channels.farEnd(get('a'))).toBe(get('b'));
    expect(channels.farEnd(get('b'))).toBe(get('a'));
  });

  it('is found through the halves of a Local channel', () => {
    const { channels, get, bridge } = pbx(queueCall);
    bridge('x', 'trunk', 'one');
    bridge('y', 'two', 'phone');
    expect(channels.farEnd(get('phone'))).toBe(get('trunk'));
    expect(channels.farEnd(get('trunk'))).toBe(get('phone'));
  });

  it('is no one while the chain is not closed', () => {
    const { channels, get, bridge } = pbx(queueCall);
    bridge('y', 'two', 'phone');
    expect(channels.farEnd(get('phone'))).toBeUndefined();
  });

  it('is no zombie', () => {
    const { channels, get, bridge } = pbx({ a: 'SIP/101-1', z: 'SIP/201-2<ZOMBIE>', m: 'SIP/202-3<MASQ>' });
    bridge('x', 'a', 'z', 'm');
    expect(channels.farEnd(get('a'))).toBeUndefined();
  });

  it('is no one any more after one has left', () => {
    const { channels, get, bridge } = pbx({ a: 'SIP/101-1', b: 'SIP/201-2' });
    bridge('x', 'a', 'b');
    channels.leave(get('b'), 'another bridge');
    expect(channels.farEnd(get('a'))).toBe(get('b'));
    channels.leave(get('b'), 'x');
    expect(channels.farEnd(get('a'))).toBeUndefined();
    channels.remove(get('a'));
    expect(channels.peers(get('b'))).toEqual([]);
  });

  it('changes with the bridge: who enters another one has left the first', () => {
    const { channels, get, bridge } = pbx({ a: 'SIP/101-1', b: 'SIP/201-2', c: 'SIP/102-3' });
    bridge('x', 'a', 'b');
    bridge('y', 'b', 'c');
    expect(channels.farEnd(get('a'))).toBeUndefined();
    expect(channels.farEnd(get('b'))).toBe(get('c'));
  });
});

describe('where a call came from', () => {
  it('is the channel that dialled', () => {
    const { channels, get, dial } = pbx({ caller: 'SIP/201-1', phone: 'SIP/101-2' });
    expect(channels.origin(get('caller'))).toBe(get('caller'));
    dial('caller', 'phone');
    expect(channels.origin(get('phone'))).toBe(get('caller'));
  });

  it('is the caller of the queue, behind the Local channel that the queue dialled', () => {
    const { channels, get, dial } = pbx(queueCall);
    dial('trunk', 'one');
    dial('two', 'phone');
    expect(channels.origin(get('two'))).toBe(get('trunk'));
    expect(channels.origin(get('phone'))).toBe(get('trunk'));
  });

  it('is found through two Local channels, one behind the other', () => {
    const { channels, get, dial } = pbx({
      ...queueCall,
      outerOne: 'Local/5003@ext-group-00000009;1',
      outerTwo: 'Local/5003@ext-group-00000009;2',
    });
    dial('trunk', 'outerOne');
    dial('outerTwo', 'one');
    dial('two', 'phone');
    expect(channels.origin(get('two'))).toBe(get('trunk'));
  });

  it('is the Local channel itself where no one dialled it: an Originate made it', () => {
    const { channels, get, dial } = pbx(queueCall);
    dial('two', 'phone');
    expect(channels.origin(get('two')).isLocal).toBe(true);
  });
});

describe('a rename', () => {
  it('moves the name', () => {
    const { channels, get } = pbx({ a: 'SIP/101-1' });
    expect(channels.rename(get('a'), 'SIP/101-9')).toBeUndefined();
    expect(channels.byName('SIP/101-1')).toBeUndefined();
    expect(channels.byName('SIP/101-9')).toBe(get('a'));
  });

  it('of a masquerade returns at the second step who had the name before', () => {
    const { channels, get } = pbx({ old: 'SIP/201-1', helper: 'Parked/SIP/201-1' });
    expect(channels.rename(get('old'), 'SIP/201-1<MASQ>')).toBeUndefined();
    expect(get('old').isZombie).toBe(true);
    expect(channels.rename(get('helper'), 'SIP/201-1')).toBe(get('old'));
    expect(channels.rename(get('old'), 'Parked/SIP/201-1<ZOMBIE>')).toBeUndefined();
    expect(channels.byName('SIP/201-1')).toBe(get('helper'));
    expect(get('old').isZombie).toBe(true);
    channels.remove(get('old'));
    expect(channels.byName('SIP/201-1')).toBe(get('helper'));
    expect(channels.size).toBe(1);
  });

  it('of a masquerade takes over what is of the phone, and leaves what is of the channel', () => {
    const { channels, get, bridge } = pbx({
      agent: 'SIP/101-1',
      old: 'SIP/201-1',
      target: 'SIP/202-1',
      helper: 'Parked/SIP/201-1',
    });
    bridge('b', 'agent', 'old');
    const ids = { callerNumber: '201', callerName: 'Customer', connectedNumber: '101' };
    channels.learn({ uniqueId: 'old', name: 'SIP/201-1', state: 'up', ...ids });
    Object.assign(get('old'), { dialledBy: 'agent', called: true, queue: 'sales' });
    get('target').dialledBy = 'old';
    channels.rename(get('old'), 'SIP/201-1<MASQ>');
    channels.rename(get('helper'), 'SIP/201-1');
    channels.rename(get('old'), 'Parked/SIP/201-1<ZOMBIE>');
    const moved = { state: 'up', ...ids, dialledBy: 'agent', called: true, queue: 'sales' };
    expect(get('helper')).toMatchObject({ ...moved, bridgeId: undefined });
    expect(get('old')).toMatchObject({ state: 'down', callerNumber: '', called: false, bridgeId: 'b' });
    expect(get('target').dialledBy).toBe('helper');
  });

  it('leaves the name to the channel that has it by now', () => {
    const { channels, get } = pbx({ a: 'SIP/101-1', b: 'SIP/101-2' });
    channels.rename(get('b'), 'SIP/101-1');
    channels.remove(get('a'));
    expect(channels.byName('SIP/101-1')).toBe(get('b'));
  });
});

describe('whatever hangs together how', () => {
  const locals = Array.from({ length: 6 }, (_, index) => [
    `Local/1@x-${index};1`,
    `Local/1@x-${index};2`,
  ]).flat();
  const names = [...locals, 'SIP/101-1', 'SIP/201-2'];
  const index = fc.nat(names.length - 1);

  it('the search for the far end and for the origin comes to an end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(index, index), { maxLength: 30 }),
        fc.array(fc.tuple(index, fc.nat(4)), { maxLength: 30 }),
        (dials, entries) => {
          const channels = new AsteriskChannels();
          const all = names.map((name, at) => channels.learn({ uniqueId: `${at}`, name }));
          for (const [from, to] of dials) all[to]!.dialledBy = `${from}`;
          for (const [who, where] of entries) channels.enter(all[who]!, `b${where}`);
          for (const channel of all) {
            const far = channels.farEnd(channel);
            expect(far === undefined || (far !== channel && !far.isLocal)).toBe(true);
            expect(all).toContain(channels.origin(channel));
          }
        },
      ),
    );
  });
});
