import { z } from 'zod';
import { arePausedKeys, isDialable, noNumberCodes } from '../../src/cti/number/number.ts';
import { historyFormats, type StartRequest } from './request.ts';

/** Where the second start waits for the answer, and the word by which it knows that it is the answer. */
export interface ReplyAddress {
  readonly path: string;
  readonly token: string;
}

/** What a second start hands to the running one with the single-instance lock. */
export interface Handover {
  readonly version: 1;
  readonly request: StartRequest;
  readonly reply?: ReplyAddress;
}

const dialNumber = {
  number: z.string().refine(isDialable),
  keys: z.string().refine(arePausedKeys).exactOptional(),
  context: z.string().max(256).exactOptional(),
};

/** More numbers than a link has room for are no link's. */
const maxNumbers = 512;

const request: z.ZodType<StartRequest> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('show'), hidden: z.boolean() }),
  z.strictObject({ type: z.literal('dial'), ...dialNumber }),
  z.strictObject({
    type: z.literal('dialOneOf'),
    numbers: z.array(z.strictObject(dialNumber)).min(2).max(maxNumbers),
  }),
  z.strictObject({ type: z.literal('refusedLink'), why: z.enum(noNumberCodes) }),
  z.strictObject({ type: z.literal('history'), format: z.enum(historyFormats) }),
  ...(['answer', 'hangUp', 'hold', 'status'] as const).map((type) =>
    z.strictObject({ type: z.literal(type) }),
  ),
]);

const handover: z.ZodType<Handover> = z.strictObject({
  version: z.literal(1),
  request,
  reply: z
    .strictObject({ path: z.string().min(1).max(512), token: z.string().regex(/^[0-9a-f]{64}$/) })
    .exactOptional(),
});

/** What came with the lock; nothing where it is not from an app of this version, which then just shows its panel. */
export function readHandover(additionalData: unknown): Handover | undefined {
  return handover.safeParse(additionalData).data;
}
