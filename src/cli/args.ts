import { type ParseArgsConfig, parseArgs } from 'node:util';
import { usageError } from './exitCode.ts';

/** What `watch` and `record` need to know of the PBX and the line. */
export interface ConnectionArgs {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly line: string;
  readonly device: string;
  readonly context: string;
  readonly parkingLot: string;
  readonly agentName: string;
  readonly autoAnswer: boolean;
  readonly tls: boolean;
  /** File of a private certificate authority. */
  readonly ca: string | undefined;
}

export type Args =
  | { readonly command: 'help'; readonly topic: 'general' | 'watch' | 'replay' | 'record' }
  | { readonly command: 'version' }
  | { readonly command: 'watch'; readonly connection: ConnectionArgs; readonly retry: boolean }
  | { readonly command: 'record'; readonly connection: ConnectionArgs; readonly out: string }
  | {
      readonly command: 'replay';
      readonly file: string;
      readonly line: string;
      readonly device: string;
      readonly realtime: boolean;
      readonly ringOnDial: boolean;
    };

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const general = { help: { ...flag, short: 'h' }, version: { ...flag, short: 'V' } } as const;
const ofLine = { line: text, device: text } as const;
const ofConnection = {
  ...ofLine,
  host: text,
  port: text,
  user: text,
  context: text,
  'parking-lot': text,
  'agent-name': text,
  'no-auto-answer': flag,
  tls: flag,
  ca: text,
} as const;

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** @throws CliError with what is wrong and how it is meant */
export function readArgs(argv: readonly string[]): Args {
  const [command, ...rest] = argv;
  switch (command) {
    case 'watch': {
      const { values } = parse(rest, { ...general, ...ofConnection, retry: flag }, 0);
      if (values.help === true) return { command: 'help', topic: 'watch' };
      return { command, connection: connectionArgs(values), retry: values.retry === true };
    }
    case 'record': {
      const { values } = parse(rest, { ...general, ...ofConnection, out: text }, 0);
      if (values.help === true) return { command: 'help', topic: 'record' };
      return { command, out: required(values, 'out'), connection: connectionArgs(values) };
    }
    case 'replay': {
      const options = { ...general, ...ofLine, realtime: flag, 'ring-on-dial': flag };
      const { values, positionals } = parse(rest, options, 1);
      if (values.help === true) return { command: 'help', topic: 'replay' };
      const [file] = positionals;
      if (file === undefined) throw usageError('The recording is missing: offhook replay FILE ...');
      return {
        command,
        file,
        line: required(values, 'line'),
        device: device(values),
        realtime: values.realtime === true,
        ringOnDial: values['ring-on-dial'] === true,
      };
    }
    case 'help':
    case undefined:
      if (command === undefined) throw usageError('A command is missing: watch, replay or record.');
      return { command: 'help', topic: 'general' };
    default: {
      if (!command.startsWith('-'))
        throw usageError(`There is no command "${command}": watch, replay or record.`);
      const { values } = parse(argv, general, 0);
      return values.version === true ? { command: 'version' } : { command: 'help', topic: 'general' };
    }
  }
}

function parse(
  argv: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  mostPositionals: number,
): { values: Values; positionals: readonly string[] } {
  if (argv.some((arg) => /^--?(secret|password)(=|$)/.test(arg)))
    throw usageError(
      'A secret on the command line is seen by every user of this computer. Put it into OFFHOOK_SECRET or on the first line of standard input.',
    );
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
      strict: true,
    });
    const extra = positionals[mostPositionals];
    if (extra !== undefined) throw usageError(`"${extra}" is not expected here.`);
    return { values: values as Values, positionals };
  } catch (error) {
    // parseArgs says what is wrong in its first sentence, and then how to escape dashes.
    if (error instanceof TypeError) throw usageError(`${error.message.split('. ')[0] ?? error.message}.`);
    throw error;
  }
}

function connectionArgs(values: Values): ConnectionArgs {
  const ca = optional(values, 'ca');
  const tls = values.tls === true || ca !== undefined;
  return {
    host: required(values, 'host'),
    port: port(values, tls),
    user: required(values, 'user'),
    line: required(values, 'line'),
    device: device(values),
    context: optional(values, 'context') ?? 'from-internal',
    parkingLot: optional(values, 'parking-lot') ?? 'parkedcalls',
    agentName: optional(values, 'agent-name') ?? '',
    autoAnswer: values['no-auto-answer'] !== true,
    tls,
    ca,
  };
}

function port(values: Values, tls: boolean): number {
  const given = optional(values, 'port');
  if (given === undefined) return tls ? 5039 : 5038;
  const number = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (number < 1 || number > 65_535) throw usageError(`--port ${given} is not a port: 1 to 65535.`);
  return number;
}

function device(values: Values): string {
  const name = required(values, 'device');
  if (!/^[^/\s]+\/\S+$/.test(name))
    throw usageError(`--device ${name} is not a device: technology, slash, name, as in PJSIP/101.`);
  return name;
}

function required(values: Values, name: string): string {
  const value = optional(values, name);
  if (value === undefined) throw usageError(`--${name} is missing.`);
  return value;
}

function optional(values: Values, name: string): string | undefined {
  const value = values[name];
  if (typeof value !== 'string') return undefined;
  if (value === '') throw usageError(`--${name} is empty.`);
  // A control character would end an AMI line early; it is refused there as well.
  if (/\p{Cc}/u.test(value)) throw usageError(`--${name} has a control character in it.`);
  return value;
}
