import { expect } from '../expect.ts';
import type { Call } from '../../src/cti/call.ts';
import { hangUpInTurn } from '../phones/hangUpInTurn.ts';
import type { SipPhone } from '../phones/sipPhone.ts';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { Site } from './site.ts';
import type { TestLine } from './testLine.ts';

type PhoneName = '101' | '102' | '201' | 'trunk';

/** A line, and all phones that are on, which ring until somebody answers. */
export interface Stage {
  readonly site: Site;
  readonly line: TestLine;
  readonly phones: Readonly<Record<PhoneName, SipPhone>>;
}

export async function openStage(site: Site, line: TestLine): Promise<Stage> {
  const phones = {
    '101': await site.phone('101'),
    '102': await site.phone('102'),
    '201': await site.phone('201'),
    trunk: await site.phone('trunk'),
  };
  return { site, line, phones };
}

/** One after the other, the agent last. */
export function hangUpAll({ site, phones }: Stage): Promise<void> {
  return hangUpInTurn(site.pbx, [phones['102'], phones['201'], phones.trunk, phones['101']]);
}

/** What of a call is the same at any time and in any report. */
export type Seen = Partial<
  Pick<
    Call,
    'direction' | 'state' | 'phase' | 'number' | 'heldBy' | 'queue' | 'did' | 'conference' | 'holdUnknown'
  >
>;

export interface CallStateCase {
  readonly name: string;
  /** Brings the line there; resolves when it has been told. */
  readonly reach: (stage: Stage) => Promise<void>;
  /** What a panel that knew nothing finds. */
  readonly found: (pbx: Asterisk) => readonly Seen[];
}

/** PJSIP tells for sure who is on hold, chan_sip does not. */
const unsure = (pbx: Asterisk): Seen => (pbx.tech === 'PJSIP' ? {} : { holdUnknown: true });

async function talkIncoming({ line, phones }: Stage): Promise<Call> {
  await phones['201'].dial('101');
  await phones['101'].waitFor('ringing');
  phones['101'].liveCalls[0]!.answer();
  return (await line.next('CommutationStarted')).call;
}

async function talkOutgoing({ line, phones }: Stage): Promise<Call> {
  phones['201'].onCall = { do: 'answer', afterMs: 50 };
  await line.execute({ type: 'MakeCall', number: '201' });
  return (await line.next('CommutationStarted')).call;
}

async function talkFromQueue({ line, phones }: Stage): Promise<Call> {
  await phones['201'].dial('500');
  await phones['101'].waitFor('ringing');
  phones['101'].liveCalls[0]!.answer();
  return (await line.next('CommutationStarted')).call;
}

async function done(line: TestLine, command: Parameters<TestLine['execute']>[0]): Promise<void> {
  expect(await line.execute(command)).toMatchObject({ status: 'done' });
}

export const callStates: readonly CallStateCase[] = [
  {
    name: 'ringing',
    async reach({ line, phones }) {
      await phones['201'].dial('101');
      await line.next('RingStarted');
    },
    found: () => [{ direction: 'incoming', state: 'ringing', phase: 'ringing', number: '201' }],
  },
  {
    name: 'ringing, from outside',
    async reach({ line, phones }) {
      phones.trunk.identity = { number: '+442079460000', name: 'Zoë Müller' };
      await phones.trunk.dial('5000');
      await line.next('RingStarted');
    },
    found: () => [{ direction: 'incoming', state: 'ringing', number: '+442079460000', did: '5000' }],
  },
  {
    name: 'ringing, from a queue by a Local channel',
    async reach({ line, phones }) {
      await phones.trunk.dial('5001');
      await line.next('RingStarted');
    },
    found: () => [{ direction: 'incoming', state: 'ringing', queue: 'support', did: '5001' }],
  },
  {
    name: 'ringing, from a queue whose member is the phone',
    async reach({ site, line, phones }) {
      await site.member(site.pbx.device('101'), 'sales');
      await phones.trunk.dial('5004');
      await line.next('RingStarted');
    },
    found: () => [{ direction: 'incoming', state: 'ringing', queue: 'sales', did: '5004' }],
  },
  {
    name: 'dialling, the own phone to be picked up',
    async reach({ line, phones }) {
      phones['101'].obeysAutoAnswer = [];
      await line.execute({ type: 'MakeCall', number: '201' });
      await phones['101'].waitFor('ringing');
      await expect.poll(() => line.calls[0]?.phase).toBe('agentRinging');
    },
    found: () => [{ direction: 'outgoing', state: 'dialing', phase: 'agentRinging' }],
  },
  {
    name: 'dialling, the other phone ringing',
    async reach({ line }) {
      await line.execute({ type: 'MakeCall', number: '201' });
      await expect.poll(() => line.calls[0]?.phase).toBe('ringing');
    },
    found: () => [{ direction: 'outgoing', state: 'dialing', phase: 'ringing', number: '201' }],
  },
  {
    name: 'dialled on the phone, the other one ringing',
    async reach({ line, phones }) {
      await phones['101'].dial('201');
      await expect.poll(() => line.calls[0]?.phase).toBe('ringing');
    },
    found: () => [{ direction: 'outgoing', state: 'dialing', phase: 'ringing', number: '201' }],
  },
  {
    name: 'talking',
    async reach(stage) {
      await talkIncoming(stage);
    },
    found: (pbx) => [{ direction: 'incoming', state: 'talking', number: '201', ...unsure(pbx) }],
  },
  {
    name: 'talking, dialled by the panel',
    async reach(stage) {
      await talkOutgoing(stage);
    },
    found: (pbx) => [{ direction: 'outgoing', state: 'talking', number: '201', ...unsure(pbx) }],
  },
  {
    name: 'talking, from a queue by a Local channel',
    async reach(stage) {
      await talkFromQueue(stage);
    },
    found: () => [{ direction: 'incoming', state: 'talking', queue: 'support', holdUnknown: true }],
  },
  {
    name: 'talking to an application',
    async reach({ line }) {
      await line.execute({ type: 'MakeCall', number: '600' });
      await line.next('CommutationStarted');
    },
    found: () => [{ direction: 'outgoing', state: 'talking', number: '600' }],
  },
  {
    name: 'held on the phone',
    async reach(stage) {
      await talkIncoming(stage);
      await stage.phones['101'].liveCalls[0]!.hold();
      await stage.line.next('PutHoldAction');
    },
    found: (pbx) =>
      pbx.tech === 'PJSIP' ? [{ state: 'held', heldBy: 'agent' }] : [{ state: 'talking', holdUnknown: true }],
  },
  {
    name: 'held by the other party',
    async reach(stage) {
      await talkIncoming(stage);
      await stage.phones['201'].liveCalls[0]!.hold();
      await stage.line.next('PutHoldAction');
    },
    found: (pbx) =>
      pbx.tech === 'PJSIP'
        ? [{ state: 'held', heldBy: 'remote' }]
        : [{ state: 'talking', holdUnknown: true }],
  },
  {
    name: 'parked',
    async reach(stage) {
      await talkOutgoing(stage);
      await stage.site.park(60_000);
      await stage.line.next('PutHoldAction');
    },
    found: () => [{ direction: 'outgoing', state: 'held', phase: 'onHold', heldBy: 'agent', number: '201' }],
  },
  {
    name: 'in the holding pen',
    async reach(stage) {
      const { id: callId } = await talkIncoming(stage);
      await done(stage.line, { type: 'HoldCall', callId });
    },
    found: () => [{ direction: 'incoming', state: 'held', phase: 'onHold', heldBy: 'agent', number: '201' }],
  },
  {
    name: 'in the holding pen, dialled by the panel',
    async reach(stage) {
      const { id: callId } = await talkOutgoing(stage);
      await done(stage.line, { type: 'HoldCall', callId });
    },
    found: () => [{ direction: 'outgoing', state: 'held', phase: 'onHold', heldBy: 'agent', number: '201' }],
  },
  {
    name: 'consulting by Atxfer, the colleague ringing',
    async reach(stage) {
      const { id: callId } = await talkIncoming(stage);
      void stage.line.execute({ type: 'MakeConsultCall', callId, number: '102' });
      await stage.phones['102'].waitFor('ringing');
      await expect.poll(() => stage.line.calls[1]?.phase).toBe('ringing');
    },
    found: () => [
      { direction: 'incoming', state: 'held', heldBy: 'agent', number: '201' },
      { direction: 'outgoing', state: 'dialing', phase: 'ringing', number: '102' },
    ],
  },
  {
    name: 'consulting by Atxfer, talking to the colleague',
    async reach(stage) {
      const { id: callId } = await talkIncoming(stage);
      stage.phones['102'].onCall = { do: 'answer', afterMs: 50 };
      await done(stage.line, { type: 'MakeConsultCall', callId, number: '102' });
      await stage.line.next('CommutationStarted');
    },
    found: () => [
      { direction: 'incoming', state: 'held', heldBy: 'agent', number: '201' },
      { direction: 'outgoing', state: 'talking', number: '102' },
    ],
  },
  {
    name: 'consulting by a second leg',
    async reach(stage) {
      await talkIncoming(stage);
      await stage.phones['101'].liveCalls[0]!.hold();
      await stage.line.next('PutHoldAction');
      stage.phones['102'].onCall = { do: 'answer', afterMs: 50 };
      await stage.phones['101'].dial('102');
      await stage.line.next('CommutationStarted');
    },
    found: (pbx) => [
      pbx.tech === 'PJSIP' ? { state: 'held', heldBy: 'agent' } : { state: 'talking', holdUnknown: true },
      { direction: 'outgoing', state: 'talking', number: '102', ...unsure(pbx) },
    ],
  },
  {
    name: 'in a conference of three',
    async reach(stage) {
      const { id: callId } = await talkIncoming(stage);
      stage.phones['102'].onCall = { do: 'answer', afterMs: 50 };
      await done(stage.line, { type: 'MakeConsultCall', callId, number: '102' });
      await stage.line.next('CommutationStarted');
      await done(stage.line, { type: 'StartConference', callId });
      await expect
        .poll(() => stage.line.calls.map(({ phase }) => phase))
        .toEqual(['conference', 'conference']);
    },
    found: () => [
      { state: 'talking', phase: 'conference', number: '201' },
      { state: 'talking', phase: 'conference', number: '102' },
    ],
  },
];
