import { expect } from '../expect.ts';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { SipPhone } from './sipPhone.ts';

/** One after the other, as people do, the agent best last: to cut all channels at once in the midst of an Atxfer may stall or end Asterisk. */
export async function hangUpInTurn(pbx: Asterisk, phones: readonly SipPhone[]): Promise<void> {
  for (const phone of phones) {
    for (const call of phone.liveCalls) {
      await call.hangup();
      // The PBX may have ended it first: what is counted is what it still has of this phone's.
      const isGone = async (): Promise<boolean> =>
        (await channels(pbx, phone)).length <= phone.liveCalls.length;
      await expect.poll(isGone, 'the channel ends').toBe(true);
    }
  }
}

/** The phone's channels, by name; none of an Asterisk that has ended. */
async function channels(pbx: Asterisk, { number }: SipPhone): Promise<string[]> {
  const told = await pbx.console('core show channels concise').catch(() => '');
  const names = told.split('\n').flatMap((line) => line.split('!')[0] || []);
  return names.filter((name) => name.startsWith(`PJSIP/${number}-`) || name.startsWith(`SIP/${number}-`));
}
