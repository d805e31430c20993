import type { RefusalCode } from '../cti/command.ts';
import type { DialNumber, NoNumberCode } from '../cti/number/number.ts';

/** Where a number came from that nobody typed into the panel. */
export type NumberSource = 'link' | 'selection' | 'missedCall';

/** Why a command without a call came to nothing: as the line says it, or because no call, or none for certain, is meant. */
export type NotDoneCode = RefusalCode | 'noSuchCall' | 'whichCall' | 'timedOut';

/** What was asked of the panel from outside it: by a link, a hotkey, the tray, another start of the app. */
export type DeskNotice =
  | ({
      readonly type: 'number';
      readonly from: NumberSource;
      /** Dial it without asking. */
      readonly atOnce: boolean;
    } & DialNumber)
  /** Which of them is meant, the agent says. */
  | {
      readonly type: 'whichNumber';
      readonly from: 'link' | 'selection';
      readonly numbers: readonly DialNumber[];
    }
  | { readonly type: 'noNumber'; readonly from: 'link' | 'selection'; readonly code: NoNumberCode }
  /** This call is what it is about. */
  | { readonly type: 'call'; readonly callId: string }
  /** A hotkey was pressed, and what it stands for was not done. */
  | { readonly type: 'notDone'; readonly code: NotDoneCode }
  /** A number is about to be typed. */
  | { readonly type: 'typeNumber' };
