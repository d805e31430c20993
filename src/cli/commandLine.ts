import { z } from 'zod';
import type { CommandResult, CtiCommand } from '../cti/command.ts';
import { commandSchema } from '../ipc/schema.ts';
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
      readonly code: 'badJson' | 'badCommand' | 'lineTooLong';
      readonly detail: string;
    };

const envelope = z.looseObject({ id: z.union([z.string().max(128), z.number()]).optional() });

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
    const command = commandSchema.safeParse(outer.success ? rest : value);
    if (!outer.success || !command.success) {
      const detail = z.prettifyError(outer.error ?? command.error ?? new z.ZodError([]));
      this.#answer({ type: 'CommandError', ...named, code: 'badCommand', detail });
      return;
    }
    const result = await this.#execute(command.data);
    this.#answer({
      type: 'CommandResult',
      ...named,
      command: command.data.type,
      ...result,
      ...(result.status === 'refused' ? { message: this.#words.t(`refusal.${result.code}`) } : {}),
    });
  }

  #answer(answer: Answer): void {
    this.#out.write(answer);
  }
}
