import type { RefusalCode } from '../cti/command.ts';

/** Why a link or a text gives no number. Stable codes; their words are in the catalogue. */
export const noNumberCodes = [
  'empty',
  'tooLong',
  'tooShort',
  'unknownScheme',
  'controlCharacter',
  /** It looks like an option of a command line. */
  'argumentLike',
  /** Letters in between: without them it would be somebody else's number. */
  'letters',
  'severalNumbers',
  'notANumber',
  /** The link asks for something that this version does not know and must not leave out (RFC 3966, 3: `m-`). */
  'unknownDemand',
] as const;
export type NoNumberCode = (typeof noNumberCodes)[number];

/** Where a number came from that nobody typed into the panel. */
export type NumberSource = 'link' | 'selection' | 'missedCall';

/** Why a command without a call came to nothing: as the line says it, or because no call, or none for certain, is meant. */
export type NotDoneCode = RefusalCode | 'noSuchCall' | 'whichCall' | 'timedOut';

/** What was asked of the panel from outside it: by a link, a hotkey, the tray, another start of the app. */
export type DeskNotice =
  | {
      readonly type: 'number';
      readonly from: NumberSource;
      readonly number: string;
      /** To be keyed in once the call is answered. */
      readonly ext?: string;
      /** Where a number that is not international is valid, as a link has it. */
      readonly context?: string;
      /** Dial it without asking. */
      readonly atOnce: boolean;
    }
  | { readonly type: 'noNumber'; readonly from: 'link' | 'selection'; readonly code: NoNumberCode }
  /** This call is what it is about. */
  | { readonly type: 'call'; readonly callId: string }
  /** A hotkey was pressed, and what it stands for was not done. */
  | { readonly type: 'notDone'; readonly code: NotDoneCode }
  /** A number is about to be typed. */
  | { readonly type: 'typeNumber' };
