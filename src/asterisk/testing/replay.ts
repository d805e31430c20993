import { recordedBytes, type RecordedPbx } from '../../ami/testing/recordings.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { CallEvent, CtiEvent } from '../../cti/event.ts';
import { isCallEvent } from '../../cti/event.ts';
import type { Instant } from '../../cti/instant.ts';
import { type Line, newLine, reduce } from '../../cti/line.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { isAmi1, packetsOf } from '../recording/recording.ts';

export interface ReplayOptions {
  /** The line whose calls are followed. */
  readonly extension?: string;
  /** Its phone; by the extension's name, if left out. */
  readonly device?: string;
  readonly sendRingStartedOnRingingState?: boolean;
  /** Is told of each packet before the adapter is, the answers to actions among them: what a panel of ours would do then. */
  readonly before?: (packet: AmiPacket, replayed: Replayed) => void;
}

/** A recorded session as it is heard by the adapter of one line. */
export interface Replayed {
  readonly adapter: AsteriskAdapter;
  readonly dialect: Dialect;
  readonly events: CallEvent[];
  /** All events summed up. */
  line: Line;
  /** Later with every packet. */
  readonly now: () => Instant;
}

/** `SIP/101` on Asterisk 11, `PJSIP/101` on 16 and 22. */
export function deviceOf(pbx: RecordedPbx, extension: string): string {
  return `${pbx === '11-sip' ? 'SIP' : 'PJSIP'}/${extension}`;
}

/** A recorded session, parsed. */
export interface Recording {
  readonly pbx: RecordedPbx;
  readonly name: string;
  readonly dialect: Dialect;
  readonly packets: readonly AmiPacket[];
}

export function openRecording(pbx: RecordedPbx, name: string): Recording {
  const { greeting, packets } = packetsOf(recordedBytes(pbx, name));
  return { pbx, name, packets, dialect: isAmi1(greeting) ? dialect1 : dialect2 };
}

/** The phones that appear in a session. */
export function devicesIn({ packets, dialect }: Pick<Recording, 'packets' | 'dialect'>): string[] {
  const devices = new Set<string>();
  for (const event of packets.flatMap((packet) => dialect.read(packet))) {
    if (event.type !== 'created') continue;
    const device = /^((?:PJSIP|SIP|SCCP)\/[\w.-]+)-[0-9a-f]+$/iu.exec(event.channel.name)?.[1];
    if (device !== undefined) devices.add(device);
  }
  return [...devices];
}

/** A recording through parser, dialect and adapter. */
export function replay({ pbx, packets, dialect }: Recording, options: ReplayOptions = {}): Replayed {
  const { extension = '101', sendRingStartedOnRingingState = true, before } = options;
  const { device = deviceOf(pbx, extension) } = options;
  const events: CallEvent[] = [];
  let clockMs = 0;
  let ids = 0;
  const adapter = new AsteriskAdapter({
    extension,
    device,
    sendRingStartedOnRingingState,
    newId: () => `call-${++ids}`,
    emit: (event: CtiEvent) => {
      replayed.line = reduce(replayed.line, event);
      if (isCallEvent(event)) events.push(event);
    },
  });
  const replayed: Replayed = {
    adapter,
    dialect,
    events,
    line: newLine(extension, device),
    now: () => ({ monoMs: clockMs, wallMs: clockMs }),
  };
  for (const packet of packets) {
    clockMs += 1;
    before?.(packet, replayed);
    for (const event of dialect.read(packet)) adapter.handle(event, replayed.now());
  }
  return replayed;
}
