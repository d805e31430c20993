import {
  featureBit,
  type OffhookClient,
  type WireCall,
  wireState,
} from '../../src/messaging/client/index.ts';
import { contactOf } from './contacts.ts';
import { element } from './element.ts';

/** The other party's number. */
export function otherParty({ deviceId, callerId, calledId }: WireCall): string {
  return deviceId === callerId ? calledId : callerId;
}

const stateWords: Readonly<Record<number, string>> = {
  [wireState.alerting]: 'Ringing',
  [wireState.connected]: 'Talking',
  [wireState.held]: 'On hold',
  [wireState.conferenced]: 'In a conference',
  [wireState.busy]: 'Busy',
};

/** The buttons of a call: each is there when its bit is, whatever the call's state. */
const buttons = [
  { bit: featureBit.answer, label: 'Answer', press: (phone: OffhookClient, id: string) => phone.answer(id) },
  { bit: featureBit.hold, label: 'Hold', press: (phone: OffhookClient, id: string) => phone.toggleHold(id) },
  {
    bit: featureBit.unhold,
    label: 'Resume',
    press: (phone: OffhookClient, id: string) => phone.toggleHold(id),
  },
  { bit: featureBit.drop, label: 'Hang up', press: (phone: OffhookClient, id: string) => phone.drop(id) },
] as const;

/** Every call that stands, with what can be done with it. */
export function callBar(phone: OffhookClient, attempt: (work: Promise<void>) => void): HTMLElement[] {
  return phone.calls.map((call) => {
    const number = otherParty(call);
    const offered = buttons.filter(({ bit }) => (phone.featuresOf(call.id) & bit) !== 0);
    return element('article', { 'aria-label': `Call with ${number}` }, [
      element('strong', {}, [contactOf(number)?.name ?? number]),
      element('span', {}, [stateWords[call.state] ?? 'Unknown']),
      ...offered.map(({ label, press }) => {
        const button = element('button', { type: 'button' }, [label]);
        button.addEventListener('click', () => attempt(press(phone, call.id)));
        return button;
      }),
    ]);
  });
}
