import { describe, expect, it } from 'vitest';
import { pbxApplications } from '../../cti/application.ts';
import type { Call } from '../../cti/call.ts';
import type { CtiCommandType } from '../../cti/command.ts';
import { ControlBench } from '../testing/controlBench.ts';
import { callFeatures } from '../line/features.ts';
import { dial } from '../controls/dial/dial.ts';
import { dtmf } from '../controls/dtmf.ts';
import { sendOwnLeg } from '../controls/transfer/sendOwnLeg.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';
import { ApplicationWatch } from './applicationAnswer.ts';

const own = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001', linkedId: 'offhook-id-2' };
const dest = { uniqueId: '1.2', name: 'PJSIP/202-00000002', linkedId: 'offhook-id-2' };

/** A click-to-call whose agent has lifted, on a PBX that says what the leg is in when it is asked. */
class Menu {
  readonly bench: ControlBench;
  application: string | undefined = 'Wait';
  exten = '610';
  readonly #watch: ApplicationWatch;

  constructor(bench = new ControlBench()) {
    this.bench = bench;
    this.#watch = new ApplicationWatch({
      calls: bench.adapter.calls,
      clock: bench.world.edges.clock,
      ask: (name) => Promise.resolve(this.#status(name)),
    });
  }

  static async lifted(number = '610', bench = new ControlBench()): Promise<Menu> {
    const menu = new Menu(bench);
    await dial(menu.bench.context, number);
    menu.hear({ type: 'created', channel: { ...own, state: 'up', exten: number } });
    menu.exten = number;
    return menu;
  }

  get call(): Call {
    return this.bench.story.call;
  }

  hear(...events: readonly ChannelEvent[]): void {
    this.bench.hear(...events);
    for (const leg of this.bench.adapter.channels.all()) this.#watch.look(leg);
    this.#watch.lookAround();
  }

  /** Lets so many seconds pass while the leg is in that application. */
  async stays(application: string | undefined, seconds: number): Promise<void> {
    this.application = application;
    for (let second = 0; second < seconds; second += 1) await this.bench.advance(1_000);
  }

  #status(name: string): ChannelSnapshot {
    const facts = { ...own, name, state: 'up', exten: this.exten } as const;
    const { application } = this;
    return { facts, called: false, ...(application === undefined ? {} : { application }) };
  }
}

const types = (menu: Menu): string[] =>
  menu.bench.events.flatMap((event) => ('call' in event ? [event.type] : []));

describe('the PBX answers', () => {
  it.each([
    ['Read', 'menu'],
    ['VoiceMail', 'voicemail'],
    ['Echo', 'echo'],
  ])('in %s: a call to the %s, with a clock', async (application, what) => {
    const menu = await Menu.lifted();
    await menu.stays(application, 2);
    expect(menu.call).toMatchObject({ state: 'talking', number: '610', application: what });
    expect(menu.call.connectedAt).toBeDefined();
  });

  it('after an announcement of 17 s and more, whenever that is', async () => {
    const menu = await Menu.lifted();
    await menu.stays('Wait', 47);
    expect(menu.call.state).toBe('dialing');
    await menu.stays('Echo', 5);
    expect(menu.call).toMatchObject({ state: 'talking', application: 'echo' });
  });

  it('by a script that stays, not by one that only looks something up', async () => {
    const menu = await Menu.lifted();
    await menu.stays('AGI', 1);
    await menu.stays('Wait', 2);
    expect(menu.call.state).toBe('dialing');
    await menu.stays('AGI', 12);
    expect(menu.call).toMatchObject({ state: 'talking', application: 'menu' });
  });

  it.each(['NOANSWER', 'BUSY', 'CONGESTION'] as const)(
    'in the place of somebody who does not (%s): the mailbox',
    async (status) => {
      const menu = await Menu.lifted('202');
      menu.hear(
        { type: 'created', channel: dest },
        { type: 'dialBegun', caller: own, dest, dialString: '202' },
        { type: 'changed', channel: { ...dest, state: 'ringing' } },
      );
      await menu.stays('Dial', 20);
      expect(menu.call).toMatchObject({ state: 'dialing', phase: 'ringing' });
      menu.hear(
        { type: 'dialEnded', caller: own, dest, status },
        { type: 'hungUp', channel: dest, cause: 17 },
      );
      await menu.stays('VoiceMail', 3);
      expect(menu.call).toMatchObject({ state: 'talking', number: '202', application: 'voicemail' });
      expect(menu.call.remoteBusy).toBeUndefined();
      menu.hear({ type: 'hungUp', channel: own, cause: 16 });
      const last = menu.bench.events.at(-1);
      expect(last).toMatchObject({
        type: 'RingFinished',
        call: { outcome: 'answered', application: 'voicemail' },
      });
    },
  );

  it('and a person after it: then the call is with that person', async () => {
    const menu = await Menu.lifted();
    await menu.stays('Read', 2);
    menu.hear(
      { type: 'created', channel: dest },
      { type: 'dialBegun', caller: own, dest, dialString: '202' },
    );
    const told = { connectedNumber: '202', connectedName: 'Berta' };
    menu.hear({ type: 'changed', channel: { ...own, callerNumber: '101', ...told } });
    await menu.stays('Dial', 20);
    expect(menu.call).toMatchObject({ application: 'menu', number: '610', name: '' });
    menu.hear(
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...dest, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...own, state: 'up' } },
    );
    expect(menu.call).toMatchObject({ state: 'talking', number: '202', name: 'Berta' });
    expect(menu.call.application).toBeUndefined();
    expect(types(menu).filter((type) => type === 'CommutationStarted')).toHaveLength(1);
  });

  it('and another application after it: named within seconds', async () => {
    const menu = await Menu.lifted();
    await menu.stays('Read', 30);
    await menu.stays('Echo', 5);
    expect(menu.call.application).toBe('echo');
    menu.hear({ type: 'joinedQueue', uniqueId: own.uniqueId, queue: 'support' });
    expect(menu.call.application).toBe('queue');
  });

  it('for a leg whose caller has sent it into a menu', async () => {
    const bench = new ControlBench();
    bench.talk();
    const menu = new Menu(bench);
    menu.exten = '611';
    const { phone, caller } = bench;
    bench.world.clock.advance(1_000);
    menu.hear(
      { type: 'bridgeLeft', bridgeId: 'b', channel: caller },
      { type: 'bridgeLeft', bridgeId: 'b', channel: phone },
      { type: 'hungUp', channel: caller, cause: 16 },
    );
    Object.assign(own, { uniqueId: phone.uniqueId });
    await menu.stays('Read', 2);
    Object.assign(own, { uniqueId: 'offhook-id-2' });
    expect(menu.call).toMatchObject({ state: 'talking', application: 'menu', number: '611', name: '' });
  });
});

/** Another call comes in, and is answered. */
function comesBeside(bench: ControlBench): void {
  const phone = { ...bench.phone, uniqueId: '1.22', name: 'PJSIP/101-00000022' };
  bench.hear(
    { type: 'created', channel: bench.caller },
    { type: 'created', channel: phone },
    { type: 'dialBegun', caller: bench.caller, dest: phone, dialString: '101' },
    { type: 'bridgeEntered', bridgeId: 'c', channel: { ...phone, state: 'up' } },
    { type: 'bridgeEntered', bridgeId: 'c', channel: { ...bench.caller, state: 'up' } },
  );
}

describe('a conference room that the agent dials into', () => {
  const room = { bridgeId: 'room', conference: '400' } as const;
  const member = { uniqueId: '1.7', name: 'PJSIP/102-00000007' };

  it('is the other end, no matter who comes and goes in it', async () => {
    const menu = await Menu.lifted('400');
    menu.hear(
      { type: 'bridgeEntered', ...room, channel: { ...member, state: 'up' } },
      { type: 'bridgeEntered', ...room, channel: { ...own, state: 'up' } },
      { type: 'conferenceJoined', conference: '400', channel: own },
      { type: 'musicStarted', channel: { ...own, exten: '400' } },
    );
    expect(menu.call).toMatchObject({ state: 'talking', application: 'conference', number: '400', name: '' });
    menu.hear(
      { type: 'bridgeLeft', bridgeId: 'room', channel: member },
      { type: 'conferenceLeft', conference: '400', channel: member },
      { type: 'hungUp', channel: member, cause: 16 },
    );
    expect(menu.call.state).toBe('talking');
    expect(types(menu)).not.toContain('PutHoldAction');
  });

  it('also where it is dialled on the phone', () => {
    const menu = new Menu();
    menu.hear(
      { type: 'created', channel: { ...own, state: 'ring', exten: '400' } },
      { type: 'bridgeEntered', ...room, channel: { ...own, state: 'up' } },
    );
    expect(menu.call).toMatchObject({ direction: 'outgoing', application: 'conference', number: '400' });
  });
});

/** Commands that join, park, send or hold the channel of another party. */
const forTwo: ReadonlySet<CtiCommandType> = new Set([
  'HoldCall',
  'MakeConsultCall',
  'ParkCall',
  'StartConference',
  'TransferCall',
]);

describe('what can be done with the PBX at the other end', () => {
  const inMenu = async (bench?: ControlBench): Promise<Menu> => {
    const menu = await Menu.lifted('610', bench);
    await menu.stays('Read', 2);
    return menu;
  };

  it('is nothing that needs somebody there', async () => {
    const { bench } = await inMenu();
    const { can, denied } = callFeatures(bench.context, bench.story, undefined);
    expect([...can].sort()).toEqual(['BlindTransferCall', 'DropCall', 'HoldCall', 'MuteCall', 'SendDtmf']);
    // It is not even shown; who asks all the same is told why not.
    expect(denied).toEqual({});
    expect(bench.context.denial('ParkCall', bench.story)).toBe('noOtherParty');
  });

  it.each(pbxApplications)(
    'is nothing that needs somebody there, in any state, with the %s',
    async (application) => {
      const { bench } = await inMenu();
      const { story } = bench;
      story.call = { ...story.call, application };
      bench.context.phone.ignoresNotify = true;
      for (const step of ['talking', 'held', 'beside another call'] as const) {
        if (step === 'held') bench.hear({ type: 'held', channel: own });
        if (step === 'beside another call') comesBeside(bench);
        const { can } = callFeatures(bench.context, story, undefined);
        expect(can.filter((command) => forTwo.has(command))).toEqual([]);
      }
    },
  );

  it('is a hold only where the phone can', async () => {
    const { bench } = await inMenu();
    bench.context.phone.ignoresNotify = true;
    expect(callFeatures(bench.context, bench.story, undefined).denied.HoldCall).toBe('holdOnPhone');
    const less = await inMenu(
      new ControlBench({ may: ['Originate', 'Redirect', 'Bridge', 'Park', 'PlayDTMF'] }),
    );
    const features = callFeatures(less.bench.context, less.bench.story, undefined);
    expect(features.denied.HoldCall).toBe('noOtherParty');
  });

  it('is keys from the own leg, and no one is told which', async () => {
    const { bench } = await inMenu();
    const command = { type: 'SendDtmf', callId: bench.story.call.id, digits: '49' } as const;
    expect(await dtmf.run(bench.context, bench.story, command)).toEqual({ status: 'done' });
    expect(bench.sent.slice(-2).map(({ fields }) => fields)).toEqual(
      ['4', '9'].map((digit) => [
        ['Channel', own.name],
        ['Digit', digit],
        ['Receive', true],
      ]),
    );
    const told = bench.events.flatMap((event) => (event.type === 'DtmfEntered' ? event.digits : []));
    expect(told).toEqual(['•', '•']);
  });

  it('is no keys on Asterisk 11, which takes them from the phone alone', async () => {
    const bench = new ControlBench({ family: '1.x' });
    const menu = new Menu(bench);
    menu.hear({
      type: 'created',
      channel: { uniqueId: '1.1', name: 'SIP/101-00000001', state: 'ring', exten: '610' },
    });
    menu.hear({ type: 'changed', channel: { uniqueId: '1.1', name: 'SIP/101-00000001', state: 'up' } });
    Object.assign(own, { uniqueId: '1.1' });
    await menu.stays(undefined, 10);
    Object.assign(own, { uniqueId: 'offhook-id-2' });
    expect(menu.call).toMatchObject({ state: 'talking', application: 'other' });
    expect(dtmf.denial(bench.context, bench.story)).toBe('keysOnPhone');
  });

  it('is to go on to a number with the own phone', async () => {
    const menu = await inMenu();
    const { bench } = menu;
    const command = { type: 'BlindTransferCall', callId: menu.call.id, number: '202' } as const;
    expect(await sendOwnLeg.run(bench.context, bench.story, command)).toEqual({ status: 'done' });
    expect(bench.sent.at(-1)).toMatchObject({ name: 'Redirect' });
    expect(bench.sent.at(-1)?.fields[0]).toEqual(['Channel', own.name]);
    expect(menu.call).toMatchObject({ number: '202', name: '' });
    expect(menu.call.application).toBeUndefined();
  });
});
