// @ts-check
// What happens to a call, as a sentence for a terminal; and what a whole practice call consists of.
import { duration } from '../steps.mjs';

/**
 * Of `src/cti/event.ts`, what is said here.
 * @typedef {object} CallEvent
 * @property {string} type
 * @property {unknown} [by] who holds; of another event a person
 * @property {{ phase: string, number: string, name: string, direction: string, outcome?: string, talkMs: number, holdMs: number }} [call]
 */

/** Every event of a call that was dialled, answered, held, resumed and ended, in order. */
const whole = ['RingStarted', 'CommutationStarted', 'PutHoldAction', 'EndHoldAction', 'RingFinished'];

/** @param {NonNullable<CallEvent['call']>} call */
const who = ({ name, number }) =>
  name && number ? `${name} (${number})` : name || number || 'an unknown caller';

/**
 * @param {CallEvent} event
 * @returns {string | undefined} undefined where nothing happened that a person would notice
 */
export function sentenceOf({ type, by, call }) {
  if (!call) return undefined;
  const party = who(call);
  switch (type) {
    case 'RingStarted':
      return call.direction === 'outgoing' ? `Calling ${party}.` : `${party} calls.`;
    case 'CallInfoChanged':
      if (call.phase === 'agentRinging') return `Your phone rings first; picked up, it calls ${party}.`;
      return call.phase === 'ringing' && call.direction === 'outgoing' ? `Their phone rings.` : undefined;
    case 'CommutationStarted':
      return `Talking to ${party}.`;
    case 'PutHoldAction':
      return by === 'remote' ? `${party} has put you on hold.` : `${party} is on hold.`;
    case 'EndHoldAction':
      return `Talking to ${party} again.`;
    case 'AbonentBusy':
      return `${party} is busy.`;
    case 'RingFinished':
      return call.outcome === 'answered'
        ? `The call is over: ${duration(call.talkMs)} talked, ${duration(call.holdMs)} on hold.`
        : `The call is over: ${call.outcome ?? 'ended'}.`;
    default:
      return undefined;
  }
}

/** Says what happens; the same sentence twice in a row is said once. @param {(sentence: string) => void} say */
export function callReporter(say) {
  let last = '';
  return (/** @type {CallEvent} */ event) => {
    const sentence = sentenceOf(event);
    if (sentence === undefined || sentence === last) return;
    last = sentence;
    say(sentence);
  };
}

/**
 * @param {readonly CallEvent[]} events all that were seen
 * @returns {string | undefined} what is wrong with them; undefined when they are those of a whole call
 */
export function wrongWith(events) {
  const seen = events.filter(({ type }) => whole.includes(type));
  const types = seen.map(({ type }) => type);
  if (types.join() !== whole.join())
    return `expected the events ${whole.join(', ')}; seen: ${types.join(', ') || 'none'}`;
  const outcome = seen.at(-1)?.call?.outcome;
  return outcome === 'answered' ? undefined : `expected the outcome answered, not ${outcome}`;
}
