import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../../../cti/event.ts';
import type { ChannelEvent, ChannelFacts } from '../../dialect/channelEvent.ts';
import { AsteriskChannels } from '../../pbx/channels.ts';
import { lineOptions, LineWorld } from '../../testing/lineWorld.ts';
import { AsteriskAdapter } from '../adapter.ts';
import { CallStory, newCall } from './callStory.ts';
import { identityOf } from './identity.ts';

const at = { monoMs: 0, wallMs: 0 };

interface Legs {
  readonly own?: Partial<ChannelFacts>;
  readonly origin?: Partial<ChannelFacts>;
}

function storyOf(direction: 'incoming' | 'outgoing', { own, origin }: Legs, number = '', name = '') {
  const channels = new AsteriskChannels();
  const story = new CallStory(newCall({ id: 'c', direction, line: '101', number, name }, at));
  if (own !== undefined) {
    channels.learn({ uniqueId: 'own', name: 'SIP/101-1', ...own });
    story.agentLegs.add('own');
  }
  if (origin !== undefined) {
    channels.learn({ uniqueId: 'origin', name: 'SIP/201-2', ...origin });
    story.origin = 'origin';
  }
  return { story, channels };
}

describe('the caller of an incoming call', () => {
  const who = (legs: Legs, number?: string, name?: string): unknown => {
    const { story, channels } = storyOf('incoming', legs, number, name);
    return identityOf(story, channels);
  };
  const max = { callerNumber: '+4930987654', callerName: 'Max Kunde' };

  it("is what the PBX gives the agent's leg as its connected line", () => {
    const own = { connectedNumber: '201', connectedName: 'Customer Alpha' };
    expect(who({ own, origin: max })).toEqual({ number: '201', name: 'Customer Alpha' });
  });

  it('is who called, while the leg is told nothing', () => {
    expect(who({ own: {}, origin: max })).toEqual({ number: '+4930987654', name: 'Max Kunde' });
  });

  it("has the caller's name where the leg is told the same number without one", () => {
    expect(who({ own: { connectedNumber: '+4930987654' }, origin: max })).toEqual({
      number: '+4930987654',
      name: 'Max Kunde',
    });
  });

  it("does not get the former caller's name with another number", () => {
    expect(who({ own: { connectedNumber: '102' }, origin: max }, '+4930987654', 'Max Kunde')).toEqual({
      number: '102',
      name: '',
    });
  });

  it('is what was known, when all legs are gone', () => {
    expect(who({}, '201', 'Customer Alpha')).toEqual({ number: '201', name: 'Customer Alpha' });
  });

  it('is unknown when it is withheld', () => {
    expect(who({ own: { connectedNumber: '', connectedName: '' }, origin: { callerNumber: '' } })).toEqual({
      number: '',
      name: '',
    });
  });

  it('is not the text of the leg that picked the call up, nor of its zombie', () => {
    const { story, channels } = storyOf('incoming', { origin: max });
    const answer = { connectedNumber: '201', connectedName: 'Answer' };
    channels.learn({ uniqueId: 'helper', name: 'SIP/101-3', ...answer });
    channels.learn({ uniqueId: 'zombie', name: 'SIP/101-2<ZOMBIE>', ...answer });
    story.agentLegs.add('zombie').add('helper');
    story.helperLegs.set('helper', 'pickUp');
    expect(identityOf(story, channels)).toEqual({ number: '+4930987654', name: 'Max Kunde' });
  });
});

describe('the other party of an outgoing call', () => {
  const agent = { callerNumber: '101', callerName: 'Agent One' };

  function who(
    own: Partial<ChannelFacts>,
    dialled?: Partial<ChannelFacts>,
    number = '',
    exten = '201',
  ): unknown {
    const { story, channels } = storyOf('outgoing', { own }, number);
    if (dialled === undefined) return identityOf(story, channels);
    const caller = channels.learn({ uniqueId: 'own', name: 'SIP/101-1', exten });
    caller.firstExten = exten;
    const dest = channels.learn({ uniqueId: 'dest', name: 'SIP/201-2', ...dialled });
    return identityOf(story, channels, { caller, dest });
  }
  const alpha = { callerNumber: '201', callerName: 'Customer Alpha' };

  it('is the number that was dialled, and the name that the PBX has for it', () => {
    expect(who(agent, alpha)).toEqual({ number: '201', name: 'Customer Alpha' });
    expect(who(agent, alpha, '201')).toEqual({ number: '201', name: 'Customer Alpha' });
  });

  it('keeps the number as it was dialled, whatever the trunk makes of it', () => {
    expect(who(agent, { callerNumber: '004917012345' }, '+4917012345')).toEqual({
      number: '+4917012345',
      name: '',
    });
  });

  it('is the number of the channel that was dialled where the dial plan tells none', () => {
    expect(who(agent, alpha, '', 's')).toEqual({ number: '201', name: 'Customer Alpha' });
  });

  it("has the name that the agent's leg is given once both are known", () => {
    expect(
      who({ ...agent, connectedNumber: '201', connectedName: 'Customer Alpha' }, undefined, '201'),
    ).toEqual({
      number: '201',
      name: 'Customer Alpha',
    });
  });

  it("is not the agent, whose leg is told the Originate's own CallerID on both sides", () => {
    const own = { ...agent, connectedNumber: '101', connectedName: 'Agent One' };
    expect(who(own, undefined, '201')).toEqual({ number: '201', name: '' });
  });

  it("does not get the agent's own name, handed back by a trunk", () => {
    expect(who(agent, { callerNumber: '201', callerName: 'Agent One' }, '201')).toEqual({
      number: '201',
      name: '',
    });
    expect(who({ ...agent, connectedNumber: '201', connectedName: 'Agent One' }, undefined, '201')).toEqual({
      number: '201',
      name: '',
    });
  });

  it("has the name of a CallerID that is the customer's, set for the phone to show", () => {
    const own = { ...alpha, connectedNumber: '201', connectedName: 'Customer Alpha' };
    expect(who(own, alpha, '201')).toEqual({ number: '201', name: 'Customer Alpha' });
  });
});

describe('a person is dialled, and somebody else answers: diverted (302), forwarded, picked up', () => {
  /** What is shown, each once. */
  function shown(events: readonly ChannelEvent[]): string[] {
    const { edges } = new LineWorld();
    const texts: string[] = [];
    const adapter = new AsteriskAdapter({
      ...lineOptions(),
      newId: edges.newId,
      emit: (event) => {
        if (isCallEvent(event)) texts.push(`${event.call.state} ${event.call.number} ${event.call.name}`);
      },
    });
    for (const event of events) adapter.handle(event, at);
    return [...new Set(texts)];
  }
  const channel = (
    id: number,
    device: string,
    facts: Partial<ChannelFacts> = {},
    isOld = false,
  ): ChannelFacts => ({
    uniqueId: `1.${id}`,
    name: `${device}-0${id}`,
    ...(isOld ? {} : { linkedId: '1.1' }),
    ...facts,
  });
  const own = { callerNumber: '101', callerName: 'Agent One', exten: '102', state: 'up' } as const;
  const bob = { callerNumber: '102', callerName: 'Bob' };
  const carol = { callerNumber: '103', callerName: 'Carol' };
  const toldOf = ({ callerNumber, callerName }: typeof bob): Partial<ChannelFacts> => ({
    connectedNumber: callerNumber,
    connectedName: callerName,
  });
  const dialled = (dest: Partial<ChannelFacts>, exten = '102'): ChannelEvent[] => {
    const facts = channel(1, 'PJSIP/101', { ...own, exten });
    return [
      { type: 'created', channel: facts },
      { type: 'created', channel: channel(2, 'PJSIP/102', dest) },
      { type: 'dialBegun', caller: facts, dest: channel(2, 'PJSIP/102'), dialString: '102' },
    ];
  };
  const bridged = (facts: Partial<ChannelFacts>): ChannelEvent[] => [
    { type: 'changed', channel: channel(1, 'PJSIP/101', facts) },
    { type: 'bridgeEntered', bridgeId: 'b', channel: channel(1, 'PJSIP/101') },
    { type: 'bridgeEntered', bridgeId: 'b', channel: channel(3, 'PJSIP/103', carol) },
  ];

  it('both number and name are of who answers, from then on', () => {
    expect(shown([...dialled(bob), ...bridged(toldOf(carol))])).toEqual([
      'dialing 102 Bob',
      'talking 102 Bob',
      'talking 103 Carol',
    ]);
  });

  it('also where the PBX has no name of the person who was dialled', () => {
    const texts = shown([...dialled({ callerNumber: '102' }), ...bridged(toldOf(carol))]);
    expect(texts).toEqual(['dialing 102 ', 'talking 102 ', 'talking 103 Carol']);
  });

  it('a group stays the number of the call, with the name of who answers', () => {
    expect(shown([...dialled(bob, '619'), ...bridged(toldOf(carol))]).at(-1)).toBe('talking 619 Carol');
  });

  it('a trunk that writes the number in another way has named the same party', () => {
    const dest = { callerNumber: '030123456789' };
    const told = { connectedNumber: '+4930123456789', connectedName: 'Max' };
    expect(shown([...dialled(dest, '030123456789'), ...bridged(told)]).at(-1)).toBe(
      'talking 030123456789 Max',
    );
  });

  it('who answers has no name where the PBX has none and hands the one of the agent back', () => {
    const handedBack = { connectedNumber: '103', connectedName: 'Anna Agent' };
    const withName: ChannelEvent = {
      type: 'changed',
      channel: channel(1, 'PJSIP/101', { callerName: 'Anna Agent' }),
    };
    const texts = shown([...dialled(bob), withName, ...bridged(handedBack)]);
    expect(texts.at(-1)).toBe('talking 103 ');
    expect(texts.filter((text) => text.includes('Anna'))).toEqual([]);
  });

  it('on Asterisk 11, where the leg is not told', () => {
    const facts = channel(1, 'PJSIP/101', own, true);
    const theirs = channel(2, 'PJSIP/102', bob, true);
    const picking = channel(3, 'PJSIP/103', { ...carol, exten: '*8', state: 'up' }, true);
    const renamed = (channel: ChannelFacts, to: string): ChannelEvent => ({
      type: 'renamed',
      uniqueId: channel.uniqueId,
      from: channel.name,
      to,
    });
    const texts = shown([
      { type: 'created', channel: facts },
      { type: 'created', channel: theirs },
      { type: 'dialBegun', caller: facts, dest: theirs, dialString: '102' },
      { type: 'created', channel: picking },
      renamed(picking, 'PJSIP/103-03<MASQ>'),
      renamed(theirs, 'PJSIP/103-03'),
      renamed(picking, 'PJSIP/102-02<ZOMBIE>'),
      { type: 'bridgeEntered', bridgeId: 'b', channel: { uniqueId: '1.1', name: facts.name } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { uniqueId: '1.2', name: 'PJSIP/103-03' } },
    ]);
    expect(texts).toEqual(['dialing 102 Bob', 'talking 102 Bob', 'talking 103 Carol']);
  });
});
