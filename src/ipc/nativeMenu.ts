import { z } from 'zod';

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

export const nativeMenuSchema = z.array(item).min(1).max(300);
