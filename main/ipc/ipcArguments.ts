import type { RequestChannel } from '../../src/ipc/contract.ts';
import { argumentsSchema } from '../../src/ipc/shapes.ts';
import { type IpcRefused, refuse } from './ipcSender.ts';

/** The second of the two checks of every call: what with. */
export function judgeArguments(
  channel: RequestChannel,
  args: readonly unknown[],
): IpcRefused | { readonly ok: true; readonly args: readonly unknown[] } {
  const parsed = argumentsSchema(channel).safeParse(args);
  if (parsed.success) return { ok: true, args: parsed.data };
  // Where, and what kind of wrong; never the value, which may be a secret.
  const detail = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
  return refuse('badArguments', detail);
}
