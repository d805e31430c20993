import type { AmiPacket } from '../../ami/wire/packet.ts';
import { isParkingEvent } from '../agent/parkingBoard.ts';
import { readQueueEvent } from '../agent/queueEvent.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { concern } from '../dialect/concern.ts';
import { subjectsOf } from '../dialect/subjects.ts';
import { deviceOfChannel } from '../pbx/channel.ts';
import type { AsteriskChannels } from '../pbx/channels.ts';
import type { Followed } from '../pbx/followChannels.ts';
import type { PbxView } from './pbxView.ts';
import type { ViewIndex } from './viewIndex.ts';

/** After these, channels hang together no longer that did so before. */
const parting: ReadonlySet<ChannelEvent['type']> = new Set([
  'bridgeEntered',
  'bridgeLeft',
  'conferenceLeft',
  'dialBegun',
  'hungUp',
  'queueDialled',
  'renamed',
] as const);

/** Whom an event or a packet concerns. No view is looked at that it does not. */
export class Hearers {
  readonly #index: ViewIndex;
  readonly #channels: AsteriskChannels;

  constructor(index: ViewIndex, channels: AsteriskChannels) {
    this.#index = index;
    this.#channels = channels;
  }

  /**
   * To be asked before the channels follow the event.
   * @param hearing grows by those who hear the packet only
   */
  before(event: ChannelEvent, hearing: Set<PbxView>): Set<PbxView> {
    this.#index.refresh();
    const found = new Set<PbxView>();
    this.#index.find(concern.everything, found);
    if (event.type === 'originated') this.#index.find(event.actionId, found);
    if (event.type === 'bridgeEntered') this.#index.find(concern.conversations, hearing);
    if (event.type === 'transferred') for (const leg of event.legs) this.#index.find(leg, found);
    if (parting.has(event.type)) this.#around(event, found);
    for (const device of this.#devicesIn(event)) this.#index.find(concern.watched(device), hearing);
    return found;
  }

  /** To be asked after. @param found those of before, which grow */
  after(event: ChannelEvent, { replaced }: Followed, found: Set<PbxView>): void {
    this.#around(event, found);
    // Whose place was taken, and whose calls go by another Uniqueid from now on.
    if (replaced !== undefined) this.#aroundThese([replaced.uniqueId], found);
  }

  /** Those who hear a packet whatever it has told of channels. */
  ofPacket(packet: AmiPacket, found: Set<PbxView>): void {
    this.#index.refresh();
    switch (packet.event) {
      case 'ExtensionStatus':
      case 'PresenceStatus':
        this.#index.find(concern.extension(packet.get('Exten') ?? ''), found);
        return;
      case 'DeviceStateChange':
        this.#index.find(concern.deviceStates, found);
        return;
      default:
    }
    if (isParkingEvent(packet)) this.#index.find(concern.parking, found);
    const event = readQueueEvent(packet);
    if (event === undefined) return;
    if ('interface' in event) {
      this.#index.find(concern.member(event.interface), found);
      if ('stateInterface' in event) this.#index.find(concern.member(event.stateInterface), found);
    } else this.#index.find(concern.queue(event.queue), found);
  }

  #around(event: ChannelEvent, found: Set<PbxView>): void {
    this.#aroundThese(subjectsOf(event), found);
    if (event.type === 'queueDialled')
      this.#aroundThese([this.#channels.byName(event.destName)?.uniqueId ?? ''], found);
    if (event.type === 'unparked' && event.retrieverId !== undefined)
      this.#aroundThese([event.retrieverId], found);
  }

  #aroundThese(uniqueIds: readonly string[], found: Set<PbxView>): void {
    // One that is gone is in no call, and is waited for all the same.
    for (const uniqueId of uniqueIds) this.#index.find(uniqueId, found);
    for (const { uniqueId, device } of this.#channels.related(uniqueIds)) {
      this.#index.find(uniqueId, found);
      this.#index.find(concern.device(device), found);
    }
  }

  #devicesIn(event: ChannelEvent): readonly string[] {
    if ('channel' in event) return [this.#deviceOf(event.channel)];
    if ('dest' in event) return [this.#deviceOf(event.dest)];
    if (event.type === 'queueDialled') return [deviceOfChannel(event.destName)];
    if (event.type === 'renamed')
      return [event.to, this.#channels.get(event.uniqueId)?.name ?? ''].map(deviceOfChannel);
    return [];
  }

  /** Of a channel that is known without reading the event. */
  #deviceOf(facts: ChannelFacts): string {
    return this.#channels.get(facts.uniqueId)?.device ?? deviceOfChannel(facts.name);
  }
}
