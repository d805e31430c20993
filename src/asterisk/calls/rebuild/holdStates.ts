import type { AmiAction } from '../../../ami/wire/action.ts';
import type { AmiPacket } from '../../../ami/wire/packet.ts';
import type { Instant } from '../../../cti/instant.ts';
import { isHeldByAgent } from '../../../cti/call.ts';
import type { CallStory } from '../story/callStory.ts';
import { deviceOfChannel } from '../../pbx/channel.ts';
import type { LineCalls } from '../story/lineCalls.ts';
import type { ChannelSnapshot, PbxSnapshot } from '../../dialect/snapshot.ts';

/** No snapshot tells who is on hold. On PJSIP the device does: `ONHOLD` while the other end of its only channel holds it (measured). */
const toldBy = 'PJSIP/';
/** More calls than these are not on one line. */
const askedMax = 16;

/**
 * Asks for the hold of the lines' calls where it can be told for sure: two channels that hear each other directly, of which the held
 * one is the only one of its device.
 * @param devices the lines' phones
 * @returns by Uniqueid, whether the other end holds that channel
 */
export async function askHoldStates(
  send: (action: AmiAction) => Promise<AmiPacket>,
  { channels, parked }: PbxSnapshot,
  devices: ReadonlySet<string>,
): Promise<ReadonlyMap<string, boolean>> {
  const waiting = new Set(parked.map(({ parkee }) => parkee.uniqueId));
  const byDevice = new Map<string, number>();
  const byBridge = new Map<string, ChannelSnapshot[]>();
  for (const item of channels) {
    const itsDevice = deviceOfChannel(item.facts.name);
    byDevice.set(itsDevice, (byDevice.get(itsDevice) ?? 0) + 1);
    if (item.bridgeId === undefined) continue;
    const members = byBridge.get(item.bridgeId);
    if (members === undefined) byBridge.set(item.bridgeId, [item]);
    else members.push(item);
  }
  const isOurs = ({ facts }: ChannelSnapshot): boolean => devices.has(deviceOfChannel(facts.name));
  const asked = [...byBridge.values()]
    // Two that hear each other directly, one of them ours.
    .filter((members) => members.length === 2 && members.some(isOurs))
    .flatMap(([one, other]) =>
      one === undefined || other === undefined
        ? []
        : [
            { item: one, other },
            { item: other, other: one },
          ],
    )
    .filter(({ item, other }) => !waiting.has(item.facts.uniqueId) && !other.facts.name.startsWith('Local/'))
    .filter(({ item }) => item.application !== 'ConfBridge')
    .map(({ item }) => item.facts)
    .filter(({ name }) => name.startsWith(toldBy) && byDevice.get(deviceOfChannel(name)) === 1)
    .slice(0, askedMax * devices.size);
  const states = await Promise.all(
    asked.map(async ({ uniqueId, name }): Promise<[string, boolean][]> => {
      const variable = `DEVICE_STATE(${deviceOfChannel(name)})`;
      const state = await send({ name: 'Getvar', fields: [['Variable', variable]] }).then(
        (answer) => answer.get('Value'),
        () => undefined,
      );
      return state === 'ONHOLD' || state === 'INUSE' ? [[uniqueId, state === 'ONHOLD']] : [];
    }),
  );
  return new Map(states.flat());
}

/** Brings the call in line with what the PBX told of its hold, and notes where that is not known. */
export function settleHold(
  calls: LineCalls,
  story: CallStory,
  onHold: ReadonlyMap<string, boolean>,
  at: Instant,
): void {
  if (!story.isConnected || story.isWaitingAlone) return;
  const own = calls.ownLeg(story);
  if (own?.bridgeId === undefined) return;
  const byAgent = story.remote === undefined ? undefined : onHold.get(story.remote);
  if (byAgent !== undefined) {
    if (story.call.holdUnknown === true) calls.inform(story, { holdUnknown: undefined }, at);
    calls.tell(story, { type: byAgent ? 'PutHoldAction' : 'EndHoldAction', by: 'agent' }, at);
  } else if (story.isQuiet && !isHeldByAgent(story.call)) {
    calls.inform(story, { holdUnknown: true }, at);
  }
  const byRemote = onHold.get(own.uniqueId);
  if (byRemote !== undefined) {
    calls.tell(story, { type: byRemote ? 'PutHoldAction' : 'EndHoldAction', by: 'remote' }, at);
  }
}
