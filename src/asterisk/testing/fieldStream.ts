import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isCallEvent } from '../../cti/event.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { isAmi1, packetsOf } from '../recording/recording.ts';
import { eventTexts } from './eventText.ts';
import { replay, type Recording, type Replayed } from './replay.ts';

const folder = fileURLToPath(new URL('../recordings/field/', import.meta.url));

export function fieldNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.server.txt'))
    .map((name) => name.slice(0, -'.server.txt'.length));
}

/** A stream of the folder `recordings/field`, parsed. */
export function openField(name: string, charset?: string): Recording {
  const { greeting, packets } = packetsOf(readFileSync(`${folder}${name}.server.txt`), charset);
  const dialect = isAmi1(greeting) ? dialect1 : dialect2;
  return { pbx: '22-pjsip', name, packets, dialect };
}

/** The events of the calls, as text. */
export function textsOf({ events }: Replayed): string[] {
  return eventTexts(events.filter((event) => isCallEvent(event)));
}

/** What the panel makes of such a stream, seen from a line. */
export function seenFrom(name: string, extension: string, device: string, charset?: string): string[] {
  return textsOf(replay(openField(name, charset), { extension, device }));
}
