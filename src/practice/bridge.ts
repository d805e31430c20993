import { randomUUID } from 'node:crypto';
import type { Channel } from './channel.ts';

/** `basic`: two parties talking; `parking`: the lot, where each hears music alone. */
export type BridgeType = 'basic' | 'parking';

/** A bridge as its packets tell it. Entering and leaving is the `Exchange`'s, which also tells it. */
export class Bridge {
  readonly uniqueid = randomUUID();
  readonly type: BridgeType;
  readonly channels: Channel[] = [];

  constructor(type: BridgeType) {
    this.type = type;
  }

  get technology(): string {
    return this.type === 'parking' ? 'holding_bridge' : 'simple_bridge';
  }

  /** The other one of two, if there is one. */
  partnerOf(channel: Channel): Channel | undefined {
    return this.channels.find((other) => other !== channel);
  }
}
