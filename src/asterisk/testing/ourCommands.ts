import { recordedBytes, type RecordedPbx } from '../../ami/testing/recordings.ts';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { deviceOf, type Recording, type Replayed, type ReplayOptions } from './replay.ts';

/**
 * Makes a replayed session one of our own panel: what the recorded client sent for the line's device is told to the adapter as our
 * controls tell it (`controls/`), in the moment in which the PBX took it. From AMI 2.0 on our Originates choose the Uniqueid of
 * their leg; the recorded client did not, so the one that its leg got is taken for the one that was asked for.
 */
export function ourCommands(recording: Recording, extension = '101'): NonNullable<ReplayOptions['before']> {
  const { pbx, name } = recording;
  const device = deviceOf(pbx, extension);
  const actions = new Map(sentActions(pbx, name).map((action) => [action.actionId, action]));
  const legs = pbx === '11-sip' ? undefined : legsByAction(recording, device);
  /** Looked at with each packet, until they have nothing more to do: what a control does when it has seen its event. */
  let waiting: ((replayed: Replayed) => boolean)[] = [];

  return (packet, replayed) => {
    waiting = waiting.filter((look) => !look(replayed));
    if (packet.event !== undefined || packet.response === undefined) return;
    const action = actions.get(packet.actionId);
    if (action === undefined) return;
    const taken = packet.response === 'Success';
    if (action.get('Action') === 'Originate' && action.get('Channel') === device) {
      // What our panel never sends, no one expects a leg for.
      if (action.get('Async') === 'true') waiting.push(...originate(replayed, action, taken, legs));
    } else if (taken && action.get('Action') === 'Park') waiting.push(...park(replayed, action));
    else if (taken && /^(?:Hangup|CancelAtxfer)$/u.test(action.get('Action') ?? '')) hangUp(replayed, action);
  };
}

type Watch = (replayed: Replayed) => boolean;

function originate(
  { adapter, now, events }: Replayed,
  action: AmiPacket,
  taken: boolean,
  legs: ReadonlyMap<string, string> | undefined,
): Watch[] {
  const actionId = action.actionId ?? '';
  const channelId = legs?.get(actionId);
  const exten = action.get('Exten') ?? '';
  const ringing = adapter.channels.byName(action.get('Data') ?? '');
  const parked = adapter.stories().find((story) => story.parkedAt === exten);
  const picked = adapter
    .stories()
    .find((story) => ringing !== undefined && story.agentLegs.has(ringing.uniqueId));
  if (action.get('Application') === undefined && parked === undefined) {
    const callId = `own-${actionId}`;
    adapter.beginCall(callId, exten, now());
    adapter.expectLeg(callId, 'dial', channelId);
    if (taken) adapter.taken(callId, actionId, now());
    else adapter.forget(callId);
    return [];
  }
  const story = parked ?? picked;
  if (story === undefined || !taken) return [];
  const callId = story.call.id;
  adapter.expectLeg(callId, parked === undefined ? 'pickUp' : 'resume', channelId);
  if (parked !== undefined) adapter.setPhase(callId, 'resuming', now());
  adapter.confirmLeg(callId, actionId);
  const settled = new Set(['CommutationStarted', 'EndHoldAction', 'RingFinished']);
  const seen = events.length;
  return [
    () => {
      const isOver = events.slice(seen).some(({ type, call }) => call.id === callId && settled.has(type));
      if (isOver) adapter.unexpectLeg(callId);
      return isOver;
    },
  ];
}

function park({ adapter, now, events }: Replayed, action: AmiPacket): Watch[] {
  const parkee = adapter.channels.byName(action.get('Channel') ?? '');
  const story = adapter.stories().find(({ remote }) => parkee !== undefined && remote === parkee.uniqueId);
  if (story === undefined) return [];
  const callId = story.call.id;
  const intent = { to: 'park' } as const;
  adapter.intend(callId, intent);
  const seen = events.length;
  return [
    () => {
      const isOver = events
        .slice(seen)
        .some(({ type, call }) => call.id === callId && /PutHold|RingFinished/u.test(type));
      if (isOver) adapter.settle(callId, intent, 'done', now());
      return isOver;
    },
  ];
}

function hangUp({ adapter }: Replayed, action: AmiPacket): void {
  const leg = adapter.channels.byName(action.get('Channel') ?? '');
  const story = adapter.stories().find(({ agentLegs }) => leg !== undefined && agentLegs.has(leg.uniqueId));
  if (story !== undefined) adapter.intend(story.call.id, { to: 'end' });
}

/** The actions of the recorded client. */
function sentActions(pbx: RecordedPbx, name: string): AmiPacket[] {
  return recordedBytes(pbx, name, 'client')
    .toString('utf8')
    .split('\r\n\r\n')
    .map(
      (block) =>
        new AmiPacket(
          block.split('\r\n').map((line) => {
            const colon = line.indexOf(':');
            return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
          }),
        ),
    );
}

/** The Uniqueid of the leg that each Originate of the device made: the first new channel of the device after its answer. */
function legsByAction({ packets }: Recording, device: string): ReadonlyMap<string, string> {
  const legs = new Map<string, string>();
  let unmatched: string[] = [];
  for (const packet of packets) {
    if (packet.event === undefined) unmatched = [...unmatched, packet.actionId ?? ''];
    else if (packet.event === 'Newchannel' && packet.get('Channel')?.startsWith(`${device}-`) === true) {
      for (const actionId of unmatched) legs.set(actionId, packet.get('Uniqueid') ?? '');
      unmatched = [];
    }
  }
  return legs;
}
