import { z } from 'zod';
import { type CommandReading, type CommandResult, type CtiCommand, readCommand } from '../cti/command.ts';
import { faultIn, type NumberFault } from '../cti/number/fault.ts';
import { isOne } from '../cti/number/number.ts';
import { readNumber } from '../cti/number/read.ts';
import type { Words } from '../words/words.ts';
import type { InputLine, JsonLineWriter } from './jsonLines.ts';

/** What a line of input came to; `id` is whatever the line called itself. */
type Answer =
  | ({
      readonly type: 'CommandResult';
      readonly id?: string | number;
      readonly command: string;
    } & CommandResult & {
        /** For a person: why it was refused. */
        readonly message?: string;
      })
  | {
      readonly type: 'CommandError';
      readonly id?: string | number;
      readonly code: 'badJson' | 'badCommand' | 'lineTooLong' | NumberFault['code'];
      readonly detail: string;
      /** Offset of the fault in the number, in UTF-16 units. */
      readonly at?: number;
    };

const envelope = z.looseObject({ id: z.union([z.string().max(128), z.number()]).optional() });

type Fields = Readonly<Record<string, unknown>>;

/** A number is read as everywhere; an extension or a passcode behind it is for commands that take keys. */
function withNumber(fields: Fields): { readonly fields: Fields } | { readonly fault: NumberFault } {
  const { number, type } = fields;
  if (typeof number !== 'string') return { fields };
  const reading = readNumber(number, { lines: false });
  if (!isOne(reading)) return { fault: faultIn('number', reading) };
  const keys = type === 'BlindTransferCall' || reading.keys === undefined ? {} : { keys: reading.keys };
  return { fields: { ...keys, ...fields, number: reading.number } };
}

/** Takes commands as lines of JSON and answers each with one line; several may be under way at a time. */
export class CommandLine {
  readonly #execute: (command: CtiCommand) => Promise<CommandResult>;
  readonly #out: JsonLineWriter;
  readonly #words: Words;

  constructor(execute: (command: CtiCommand) => Promise<CommandResult>, out: JsonLineWriter, words: Words) {
    this.#execute = execute;
    this.#out = out;
    this.#words = words;
  }

  async take(line: InputLine): Promise<void> {
    if ('tooLong' in line) {
      this.#answer({ type: 'CommandError', code: 'lineTooLong', detail: 'over 64 KiB' });
      return;
    }
    if (line.text.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line.text);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#answer({ type: 'CommandError', code: 'badJson', detail });
      return;
    }
    const outer = envelope.safeParse(value);
    const { id, ...rest } = outer.data ?? {};
    const named = id === undefined ? {} : { id };
    const read = withNumber(rest);
    if ('fault' in read) {
      const { text: detail, ...fault } = read.fault;
      this.#answer({ type: 'CommandError', ...named, ...fault, detail });
      return;
    }
    const reading: CommandReading = outer.success
      ? readCommand(read.fields)
      : { ok: false, field: 'id', why: 'wrong' };
    if (!reading.ok) {
      const detail = `${reading.field}: ${reading.why}`;
      this.#answer({ type: 'CommandError', ...named, code: 'badCommand', detail });
      return;
    }
    const result = await this.#execute(reading.command);
    this.#answer({
      type: 'CommandResult',
      ...named,
      command: reading.command.type,
      ...result,
      ...(result.status === 'refused' ? { message: this.#words.t(`refusal.${result.code}`) } : {}),
    });
  }

  #answer(answer: Answer): void {
    this.#out.write(answer);
  }
}
