import type { Channel } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Subscriber } from '../exchange/numbers.ts';
import { internalContext } from './contexts.ts';
import type { Conversation } from './conversation.ts';
import { Dial } from './dial.ts';
import { beVoiceMenu } from './voiceMenu.ts';

/** A phone's time from the call's arrival to its 180, or to its refusal. */
const reachAfterMs = 50;
const answerAfterMs = 2000;
const answerSlowlyAfterMs = 8000;
const busyKeyAfterMs = 1500;
const declineAfterMs = 3000;
/** A machine. */
const menuAnswersAfterMs = 500;
/** As long as the dial plan lets a phone ring. */
const ringForMs = 20_000;
const holdAfterMs = 4000;
const holdForMs = 6000;
const hangUpAfterMs = 10_000;

/**
 * Dials a subscriber of the practice PBX, who then does what their number stands for.
 * @param over called once the call is over and was answered
 */
export function dialSubscriber(
  exchange: Exchange,
  caller: Channel,
  subscriber: Subscriber,
  over: () => void,
): void {
  const dial = Dial.begin(
    exchange,
    caller,
    {
      device: `PJSIP/${subscriber.number}`,
      party: { number: subscriber.number, name: subscriber.name },
      context: internalContext,
    },
    ringForMs,
    {
      answered: (conversation, called) => {
        // The colleague who picked the call up decides what happens.
        if (called.peer !== subscriber.number) return;
        talk(exchange, subscriber, conversation, called);
        called.whenEnded = over;
      },
    },
  );
  behave(exchange, dial, subscriber);
}

/** What the subscriber does while the call is dialled. */
function behave(exchange: Exchange, dial: Dial, { behaviour, afterRinging }: Subscriber): void {
  const after = (delayMs: number, run: () => void): void => void exchange.plan(dial.called, delayMs, run);
  const ringThen = (delayMs: number, run: () => void): void =>
    after(reachAfterMs, () => {
      dial.ring();
      after(delayMs, run);
    });
  const busy = (): void => dial.refuse('BUSY', { cause: 17, sip: 486 });

  switch (behaviour) {
    case 'answers':
    case 'holds':
    case 'hangsUp':
    case 'callsBack':
    case 'colleague':
      ringThen(answerAfterMs, () => dial.answer());
      break;
    case 'answersSlowly':
      ringThen(answerSlowlyAfterMs, () => dial.answer());
      break;
    case 'voiceMenu':
      ringThen(menuAnswersAfterMs, () => dial.answer());
      break;
    case 'noAnswer':
    case 'colleagueAway':
      after(reachAfterMs, () => dial.ring());
      break;
    case 'busy':
      if (afterRinging === true) ringThen(busyKeyAfterMs, busy);
      else after(reachAfterMs, busy);
      break;
    case 'rejects':
      // A 603 to PJSIP is NOANSWER with cause 21: only the cause tells that somebody declined.
      ringThen(declineAfterMs, () => dial.refuse('NOANSWER', { cause: 21, sip: 603 }));
      break;
    // The dial plan answers it itself; no phone is dialled.
    case 'pbxMenu':
    case 'unreachable':
      after(reachAfterMs, () => dial.refuse('CONGESTION', { cause: 34, sip: 503 }));
      break;
  }
}

function talk(exchange: Exchange, subscriber: Subscriber, conversation: Conversation, called: Channel): void {
  if (subscriber.behaviour === 'voiceMenu') beVoiceMenu(exchange, called);
  if (subscriber.behaviour === 'holds') {
    exchange.plan(called, holdAfterMs, () => {
      conversation.hold(called, true);
      exchange.plan(called, holdForMs, () => conversation.hold(called, false));
    });
  }
  if (subscriber.behaviour === 'hangsUp')
    exchange.plan(called, hangUpAfterMs, () => exchange.hangup(called, { cause: 16 }, 'phone'));
}
