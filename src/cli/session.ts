import { readFile } from 'node:fs/promises';
import type { AsteriskConnection } from '../asterisk/line/connection.ts';
import type { AmiSource } from '../asterisk/options/lineOptions.ts';
import { AsteriskManager } from '../asterisk/line/manager.ts';
import { isAttempt, type Link } from '../cti/link.ts';
import { words } from '../words/words.ts';
import type { ConnectionArgs } from './args.ts';
import { CommandLine } from './commandLine.ts';
import { systemEdges } from './edges.ts';
import { type ExitCode, exitCodes, fileError } from './exitCode.ts';
import { faultText } from './faultText.ts';
import type { Terminal } from './terminal.ts';

export interface SessionOptions {
  /** Sees all bytes, secrets masked. */
  readonly onBytes?: AmiSource['onBytes'];
  /** Whether a loss of the connection, or a first attempt that fails, ends the session. */
  readonly giveUp: { readonly onFirstFailure: boolean; readonly onLoss: boolean };
}

/**
 * A line on a live PBX until somebody ends it: events to standard output, commands from standard input, the link to standard error.
 * @throws CliError where it cannot begin
 */
export async function runSession(
  args: ConnectionArgs,
  terminal: Terminal,
  { onBytes, giveUp }: SessionOptions,
): Promise<ExitCode> {
  const ca = args.ca === undefined ? undefined : await readCa(args.ca);
  const secret = await terminal.secret();
  if (secret === undefined) return exitCodes.ok;
  const manager = new AsteriskManager(systemEdges);
  const connection = manager.add('line', {
    source: {
      kind: 'ami',
      host: args.host,
      port: args.port,
      username: args.user,
      secret: () => secret,
      ...(args.tls ? { tls: ca === undefined ? {} : { ca } } : {}),
      ...(onBytes === undefined ? {} : { onBytes }),
    },
    extension: args.line,
    device: args.device,
    originateContext: args.context,
    parkingLotContext: args.parkingLot,
    agentName: args.agentName,
    autoAnswer: args.autoAnswer,
    sendRingStartedOnRingingState: true,
    packetInfoConfig: [],
  });
  connection.onEvent((event) => terminal.out.write(event));
  const commands = new CommandLine((command) => connection.execute(command), terminal.out, words('en'));
  terminal.onLine((line) => void commands.take(line));

  const code = await Promise.race([
    terminal.stopped.then(() => exitCodes.ok),
    linkGivenUp(connection, terminal, giveUp).then(() => exitCodes.connection),
  ]);
  await manager.removeAll();
  return code;
}

/** Resolves when the link is not worth waiting for any more. Tells each state of it on the way. */
function linkGivenUp(
  connection: AsteriskConnection,
  terminal: Terminal,
  giveUp: SessionOptions['giveUp'],
): Promise<void> {
  return new Promise((resolve) => {
    let wasOnline = false;
    const follow = (link: Link): void => {
      switch (link.state) {
        case 'online':
          wasOnline = true;
          terminal.say(`Connected: ${link.version}`);
          return;
        case 'waiting':
          if (isAttempt(link)) return;
          terminal.say(faultText(link.fault));
          if (wasOnline ? giveUp.onLoss : giveUp.onFirstFailure) resolve();
          return;
        case 'refused':
          terminal.say(faultText(link.fault));
          resolve();
          return;
        case 'off':
        case 'connecting':
        case 'checking':
          return;
      }
    };
    connection.onEvent((event) => {
      if (event.type === 'Connected' || event.type === 'Disconnected') follow(event.link);
      if (event.type === 'Error') terminal.say(faultText(event.fault));
    });
    connection.start();
  });
}

async function readCa(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw fileError(`read ${file}`, error);
  }
}
