import { type Call, isHeldByAgent } from '../../src/cti/call.ts';
import type { CallCommandType, CtiCommand } from '../../src/cti/command.ts';
import { can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import { callMeant, commandFor, type Wish } from '../actions/wish.ts';
import type { Deed, Whom } from './deed.ts';
import type { Verb, VerbWithWhom } from './verbs.ts';

export interface DeedFacts {
  readonly line: Line;
  /** The call that is talked on is put on hold when another one is dialled or answered. */
  readonly holdOthers: boolean;
}

type Does = Deed['does'];

const notConnected: Does = { denied: 'notConnected' };

/** Calls somebody, or hands the call over to them. */
export function deedWith(verb: VerbWithWhom, whom: Whom, { line, holdOthers }: DeedFacts): Deed {
  const { number, keys } = whom;
  const after = keys === undefined ? {} : { keys };
  if (verb === 'call') {
    const command: CtiCommand = {
      type: 'MakeCall',
      number,
      ...after,
      ...(holdOthers ? { holdOthers } : {}),
    };
    return { verb, whom, does: ofLine(line, command, 'commandInProgress') };
  }
  const about = callMeant('hold', line.calls);
  const type = verb === 'consult' ? 'MakeConsultCall' : 'BlindTransferCall';
  const command = (callId: string): CtiCommand =>
    type === 'MakeConsultCall' ? { type, callId, number, ...after } : { type, callId, number };
  return { verb, whom, ...onCall(line, about, type, command) };
}

/** What needs no other party; undefined for what has to have whom. */
export function deedAlone(verb: Verb, facts: DeedFacts): Deed | undefined {
  const { line, holdOthers } = facts;
  switch (verb) {
    case 'call':
    case 'transfer':
      return undefined;
    case 'consult': {
      const asked = line.calls.find(({ consultFor }) => consultFor !== undefined);
      // With a colleague on the line there is no one left to ask: it means to connect the two.
      return asked === undefined ? undefined : { verb: 'transfer', ...ofConsultation(line, 'TransferCall') };
    }
    case 'back':
      return { verb, ...ofConsultation(line, 'CancelTransfer') };
    case 'end':
      return { verb, ...ofWish('hangUp', line, holdOthers) };
    case 'answer':
      return { verb, ...ofWish('answer', line, holdOthers) };
    case 'hold':
      return { verb, ...onCall(line, callMeant('mute', line.calls), 'HoldCall') };
    case 'resume':
      return { verb, ...resuming(line) };
    case 'swap':
      return {
        verb,
        ...onCall(
          line,
          line.calls.find(({ features }) => can(features, 'SwapCalls')),
          'SwapCalls',
        ),
      };
    case 'park':
      return { verb, ...onCall(line, callMeant('hold', line.calls), 'ParkCall') };
    case 'mute':
      return { verb, ...onCall(line, callMeant('mute', line.calls), 'MuteCall') };
    case 'unmute':
      return { verb, ...onCall(line, callMeant('mute', line.calls), 'UnmuteCall') };
    case 'ready':
    case 'notReady':
      return deedOfState(verb, line);
    case 'login':
    case 'logout':
      return deedOfQueue(verb, line);
  }
}

/** @param reason why not ready */
export function deedOfState(verb: 'ready' | 'notReady', line: Line, reason?: string): Deed {
  const why = reason === undefined ? {} : { reason };
  return {
    verb,
    reason,
    does: ofLine(line, { type: 'SetAgentState', state: verb, ...why }, 'noQueues'),
  };
}

/** @param queue left out: all of them */
export function deedOfQueue(verb: 'login' | 'logout', line: Line, queue?: string): Deed {
  const fixed = verb === 'logout' && line.queues.some(({ name, fixed }) => name === queue && fixed);
  const where = queue === undefined ? {} : { queue };
  const command: CtiCommand = { type: 'SetQueueLogin', loggedIn: verb === 'login', ...where };
  return { verb, queue, does: fixed ? { denied: 'queueFixed' } : ofLine(line, command, 'noQueues') };
}

function ofLine(
  { features, link }: Line,
  command: CtiCommand,
  silent: 'commandInProgress' | 'noQueues',
): Does {
  if (link.state !== 'online') return notConnected;
  return can(features, command.type) ? { command } : { denied: features.denied[command.type] ?? silent };
}

function ofWish(wish: Wish, line: Line, holdOthers: boolean): Pick<Deed, 'about' | 'does'> {
  const meant = callMeant(wish, line.calls);
  const choice = commandFor(wish, line, { holdOthers });
  return {
    about: typeof meant === 'object' ? meant : undefined,
    does: choice.ok ? { command: choice.command } : { denied: choice.code },
  };
}

function resuming(line: Line): Pick<Deed, 'about' | 'does'> {
  const held = line.calls.filter(isHeldByAgent);
  const [call] = held;
  const meant = held.length > 1 ? 'which' : call;
  // Taking it back while another is talked on means changing places with that one.
  const swaps = call !== undefined && !can(call.features, 'ResumeCall') && can(call.features, 'SwapCalls');
  return onCall(line, meant, swaps ? 'SwapCalls' : 'ResumeCall');
}

/** Either of the two calls may offer it. */
function ofConsultation(line: Line, type: 'TransferCall' | 'CancelTransfer'): Pick<Deed, 'about' | 'does'> {
  const asked = line.calls.find(({ consultFor }) => consultFor !== undefined);
  const main = line.calls.find(({ id }) => id === asked?.consultFor);
  const able = [asked, main].find((call) => call !== undefined && can(call.features, type)) ?? asked;
  const { does } = onCall(line, able, type);
  return { about: main ?? asked, does };
}

function onCall(
  line: Line,
  call: Call | 'which' | undefined,
  type: CallCommandType,
  command = (callId: string): CtiCommand => ({ type, callId }) as CtiCommand,
): Pick<Deed, 'about' | 'does'> {
  if (line.link.state !== 'online') return { does: notConnected };
  if (call === undefined) return { does: { denied: 'noSuchCall' } };
  if (call === 'which') return { does: { denied: 'whichCall' } };
  const does = can(call.features, type)
    ? { command: command(call.id) }
    : { denied: call.features.denied[type] ?? ('commandInProgress' as const) };
  return { about: call, does };
}
