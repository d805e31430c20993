import type { Channel } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { menuPerson } from '../exchange/numbers.ts';
import { Conversation } from './conversation.ts';

/** Between a key and what comes of it, as with a machine that has something to say first. */
const reactAfterMs = 500;

/**
 * An outside company's voice menu: 1 connects to a person, whose name is shown from then on; 2 plays music, which 1 ends; 9 hangs
 * up. Any other key is not heeded.
 */
export function beVoiceMenu(exchange: Exchange, menu: Channel): void {
  const hold = (on: boolean): void => {
    if (menu.occupation instanceof Conversation) menu.occupation.hold(menu, on);
  };
  const react: Readonly<Partial<Record<string, () => void>>> = {
    '1': () => {
      hold(false);
      const caller = menu.bridge?.partnerOf(menu);
      menu.caller = menuPerson;
      if (caller !== undefined) exchange.setConnected(caller, menuPerson);
    },
    '2': () => hold(true),
    '9': () => exchange.hangup(menu, { cause: 16 }, 'phone'),
  };
  menu.heeds = (digit) => {
    const reaction = react[digit];
    if (reaction !== undefined) exchange.plan(menu, reactAfterMs, reaction);
  };
}
