import { setTimeout as sleep } from 'node:timers/promises';
import type { SipPhone } from './sipPhone.ts';

/** One after the other, as people do, the agent best last: to cut all channels at once in the midst of an Atxfer may stall or end Asterisk. */
export async function hangUpInTurn(phones: readonly SipPhone[]): Promise<void> {
  for (const phone of phones) {
    for (const call of phone.liveCalls) {
      await call.hangup();
      await sleep(100);
    }
  }
}
