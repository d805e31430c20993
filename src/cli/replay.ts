import { readFile } from 'node:fs/promises';
import { AsteriskManager } from '../asterisk/line/manager.ts';
import type { Edges } from '../world/edges.ts';
import type { RecordedChunk } from '../asterisk/options/lineOptions.ts';
import { parseTiming } from '../asterisk/recording/recording.ts';
import type { Args } from './args.ts';
import { systemEdges } from './edges.ts';
import { type ExitCode, exitCodes, fileError } from './exitCode.ts';
import { faultText } from './faultText.ts';
import { ReplayClock } from './replayClock.ts';
import type { Terminal } from './terminal.ts';

/** Tells what a recorded server stream says of a line. */
export async function replay(
  args: Extract<Args, { command: 'replay' }>,
  terminal: Terminal,
): Promise<ExitCode> {
  const bytes = await read(args.file);
  const timing = await readTiming(args.file, args.realtime);
  const clock = args.realtime ? undefined : new ReplayClock();
  let ids = 0;
  // The same recording gives the same lines at every replay; so ids are counted, not drawn.
  const edges: Edges = { ...systemEdges, newId: () => `call-${String(++ids)}`, ...(clock && { clock }) };
  const manager = new AsteriskManager(edges);
  const connection = manager.add('line', {
    source: { kind: 'recording', bytes, ...(timing && { timing }) },
    extension: args.line,
    device: args.device,
    originateContext: '',
    parkingLotContext: '',
    agentName: '',
    autoAnswer: false,
    sendRingStartedOnRingingState: !args.ringOnDial,
    packetInfoConfig: [],
  });
  const over = new Promise<ExitCode>((resolve) => {
    connection.onEvent((event) => {
      terminal.out.write(event);
      if (event.type !== 'Disconnected' || event.link.state !== 'refused') return;
      const { fault } = event.link;
      if (fault.code === 'recordingEnded') resolve(exitCodes.ok);
      else {
        terminal.say(faultText(fault));
        resolve(exitCodes.file);
      }
    });
  });
  connection.start();
  clock?.run();
  const code = await Promise.race([over, terminal.stopped.then(() => exitCodes.ok)]);
  await manager.removeAll();
  return code;
}

async function readTiming(file: string, needed: boolean): Promise<readonly RecordedChunk[] | undefined> {
  const timingFile = file.replace(/server\.txt$/, 'timing.jsonl');
  let text: string;
  try {
    if (timingFile === file) throw new Error('its name does not end in server.txt');
    text = await readFile(timingFile, 'utf8');
  } catch (error) {
    if (needed) throw fileError(`find the timing file of ${file}`, error);
    return undefined;
  }
  try {
    return parseTiming(text);
  } catch (error) {
    throw fileError(`read ${timingFile}`, error);
  }
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw fileError(`read ${file}`, error);
  }
}
