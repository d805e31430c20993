import { AmiError } from './wire/error.ts';
import type { AmiPacket } from './wire/packet.ts';
import type { Exchange } from './pending.ts';

/** An action with one answer. Events under its ActionID (OriginateResponse) are events, not answers. */
export function singleAnswer(
  action: string,
  resolve: (answer: AmiPacket) => void,
  reject: (error: AmiError) => void,
): Exchange {
  return {
    action,
    isList: false,
    take(packet) {
      if (packet.event !== undefined) return 'ignored';
      const error = refusal(action, packet);
      if (error) reject(error);
      else resolve(packet);
      return 'settled';
    },
    fail: reject,
  };
}

/** The error that an answer stands for; undefined for `Success`, `Goodbye`, `Follows` and whatever else is not `Error`. */
export function refusal(action: string, answer: AmiPacket): AmiError | undefined {
  if (answer.response?.toLowerCase() !== 'error') return undefined;
  const serverMessage = answer.message ?? '';
  return new AmiError(
    'refused',
    `Asterisk refused ${action}: ${serverMessage === '' ? 'no reason given' : serverMessage}`,
    {
      action,
      serverMessage,
    },
  );
}
