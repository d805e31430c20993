import type { z } from 'zod';
import type { RefusalCode } from '../cti/command.ts';
import type { DialNumber, NoNumberCode } from '../cti/number/number.ts';
import { push, request, type Shapes } from './channel/channel.ts';
import { panel } from './channel/pages.ts';

/** Where a number came from that was not typed into the panel. */
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

/** One entry of a menu of the system's own, which is not cut off by a small window. */
export type NativeMenuItem =
  | { readonly type: 'separator' }
  | {
      readonly type: 'item';
      /** What is answered when it is chosen. */
      readonly id: string;
      readonly label: string;
      readonly enabled: boolean;
      /** One of several that exclude each other stands; absent where nothing is chosen. */
      readonly checked?: boolean;
      /** Behind it, another menu. */
      readonly items?: readonly NativeMenuItem[];
    };

/** Where in the window a menu opens, px of the page: below the button that it belongs to, however that was pressed. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

/** As many as a menu may hold on any system. */
const nativeMenu = ({ z }: Shapes): z.ZodType<readonly NativeMenuItem[]> => {
  const label = z.string().max(300);
  const item: z.ZodType<NativeMenuItem> = z.lazy(() =>
    z.union([
      z.strictObject({ type: z.literal('separator') }),
      z.strictObject({
        type: z.literal('item'),
        id: label,
        label,
        enabled: z.boolean(),
        checked: z.boolean().exactOptional(),
        items: z.array(item).max(100).exactOptional(),
      }),
    ]),
  );
  return z.array(item).min(1).max(300);
};

/** The panel's window, and what is asked of the panel from outside. */
export const panelChannels = {
  /** Makes the panel's window one line high, or as high as it was. */
  'panel:setBar': request<(bar: boolean) => void>(panel, ({ z }) => [z.boolean()]),
  /** Opens a menu of the system's own, which a small window does not cut off; the id that was chosen, `null`: none. */
  'panel:menu': request<(items: readonly NativeMenuItem[], at: MenuPlace) => string | null>(
    panel,
    (shapes) => {
      const px = shapes.z.number().min(0).max(20_000);
      return [nativeMenu(shapes), shapes.z.strictObject({ x: px, y: px })];
    },
  ),
  /** A tool is open that a bar has no room for: its window is as high as it was before it was a bar; then a bar again, where that was. */
  'panel:makeRoom': request<(room: boolean) => void>(panel, ({ z }) => [z.boolean()]),
  /** What was asked of the panel from outside and no panel has taken yet; `null` where there is nothing. It is given away once. */
  'desk:take': request<() => DeskNotice | null>(panel),
  /** There is something to take. */
  'desk:notice': push<null>(panel),
};
