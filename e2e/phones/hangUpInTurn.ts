import { expect } from '../expect.ts';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { SipPhone } from './sipPhone.ts';

/** One after the other, as people do, the agent best last: to cut all channels at once in the midst of an Atxfer may stall or end Asterisk. */
export async function hangUpInTurn(pbx: Asterisk, phones: readonly SipPhone[]): Promise<void> {
  for (const phone of phones) {
    for (const call of phone.liveCalls) {
      const before = await channels(pbx);
      await call.hangup();
      const isGone = async (): Promise<boolean> => {
        const now = await channels(pbx);
        return before.length === 0 || before.some((name) => !now.includes(name));
      };
      await expect.poll(isGone, 'the channel ends').toBe(true);
    }
  }
}

/** Their names; none of an Asterisk that has ended. */
async function channels(pbx: Asterisk): Promise<string[]> {
  const told = await pbx.console('core show channels concise').catch(() => '');
  return told.split('\n').flatMap((line) => line.split('!')[0] || []);
}
