import type { Call } from '../../src/cti/call.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { type CtiEvent, isCallEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import { type DialRules, dialledNumber, undialledNumber } from '../../src/cti/number/dialRules.ts';

/** A command as it is sent to the PBX: its number is dialled by the rules, no matter who asks for the call. */
export function dialledCommand(command: CtiCommand, rules: DialRules): CtiCommand {
  if (!('number' in command)) return command;
  return { ...command, number: dialledNumber(command.number, rules) };
}

/**
 * An event as everyone but the PBX gets it: recent calls, pages and the panel know numbers, not what this dial plan puts in front. What
 * a caller's number has in front is the PBX's affair.
 */
export function undialledEvent(event: CtiEvent, rules: DialRules): CtiEvent {
  if (isCallEvent(event)) {
    const call = undialledCall(event.call, rules);
    return call === event.call ? event : { ...event, call };
  }
  if (event.type !== 'ActiveCallSnapshot') return event;
  return { ...event, calls: event.calls.map((call) => undialledCall(call, rules)) };
}

export function undialledLine(line: Line, rules: DialRules): Line {
  const calls = line.calls.map((call) => undialledCall(call, rules));
  return calls.every((call, index) => call === line.calls[index]) ? line : { ...line, calls };
}

function undialledCall(call: Call, rules: DialRules): Call {
  if (call.direction !== 'outgoing') return call;
  const number = undialledNumber(call.number, rules);
  return number === call.number ? call : { ...call, number };
}
