import { describe, expect, it } from 'vitest';
import type { ChannelFacts } from '../../dialect/channelEvent.ts';
import { AsteriskChannels } from '../../pbx/channels.ts';
import { CallStory, newCall } from '../callStory.ts';
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

  it("is what the agent's leg is told as its connected line", () => {
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

  it("has the name that the agent's leg is told once both are known", () => {
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
