import { z } from 'zod';

/** How .NET writes an id that is none. */
const noUid = '00000000-0000-0000-0000-000000000000';

const text = z.string().max(8_192).catch('');

/** A command as a page sends it. Keys that we do not know are ignored, as the original does. */
const commandFrame = z.object({
  command: z.string().min(1).max(64),
  commandUId: text,
  connectionUId: text,
  commandExecutorId: text,
  commandExecutor: text,
  parameters: z.record(z.string(), z.unknown()).nullish(),
});

export interface CommandFrame {
  readonly command: string;
  readonly commandUId: string;
  /** The connection that it was said on, by the page's account; empty where it does not say. */
  readonly connectionUId: string;
  /** The call that a call command is about. */
  readonly callId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type ReadResult =
  | { readonly kind: 'command'; readonly frame: CommandFrame }
  /** A message without `command`: the page library's keep-alive. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'broken'; readonly why: string };

export function readFrame(message: string): ReadResult {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return { kind: 'broken', why: 'The message is not JSON.' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { kind: 'broken', why: 'The message is not a JSON object.' };
  if (!('command' in value)) return { kind: 'nothing' };
  const frame = commandFrame.safeParse(value);
  if (!frame.success)
    return { kind: 'broken', why: 'command is not a name, or parameters are not an object.' };
  const { command, commandUId, connectionUId, commandExecutorId, commandExecutor, parameters } = frame.data;
  return {
    kind: 'command',
    frame: {
      command,
      commandUId,
      connectionUId: connectionUId === noUid ? '' : connectionUId,
      callId: commandExecutorId || callIdOf(commandExecutor),
      parameters: parameters ?? {},
    },
  };
}

/** The id of a call that a page gives as a JSON text, or as the object itself; empty where there is none. */
export function callIdOf(call: unknown): string {
  let value = call;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      return '';
    }
  }
  if (typeof value !== 'object' || value === null || !('id' in value)) return '';
  return typeof value.id === 'string' ? value.id : '';
}
