import { randomUUID } from 'node:crypto';

/** `basic`: two parties talking; `parking`: the lot, where each hears music alone. */
export type BridgeType = 'basic' | 'parking';

/** A bridge of channels as its packets tell it. Entering and leaving is the `Exchange`'s, which also tells it. */
export class Bridge<Leg> {
  readonly uniqueid = randomUUID();
  readonly type: BridgeType;
  readonly channels: Leg[] = [];

  constructor(type: BridgeType) {
    this.type = type;
  }

  get technology(): string {
    return this.type === 'parking' ? 'holding_bridge' : 'simple_bridge';
  }

  /** The other one of two, if there is one. */
  partnerOf(channel: Leg): Leg | undefined {
    return this.channels.find((other) => other !== channel);
  }
}
