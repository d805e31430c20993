import { randomUUID } from 'node:crypto';

/** `basic`: two parties talking; `parking`: the lot, where each hears music alone; `base`: a conference. */
export type BridgeType = 'basic' | 'parking' | 'base';

const technologies: Readonly<Record<BridgeType, string>> = {
  basic: 'simple_bridge',
  parking: 'holding_bridge',
  base: 'softmix',
};

/** A bridge of channels as its packets tell it. Entering and leaving is the `Exchange`'s, which also tells it. */
export class Bridge<Leg> {
  readonly uniqueid = randomUUID();
  readonly type: BridgeType;
  /** The conference's; other bridges have no name. */
  readonly name: string;
  readonly channels: Leg[] = [];
  /** ConfBridge has a channel of its own in each conference, to announce with; it is counted and never told of. */
  announcers = 0;

  constructor(type: BridgeType, name = '') {
    this.type = type;
    this.name = name;
  }

  get technology(): string {
    return technologies[this.type];
  }

  get creator(): string {
    return this.type === 'base' ? 'ConfBridge' : '';
  }

  get count(): number {
    return this.channels.length + this.announcers;
  }

  /** The other one of two, if there is one. */
  partnerOf(channel: Leg): Leg | undefined {
    return this.channels.find((other) => other !== channel);
  }
}
