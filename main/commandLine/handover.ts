import { z } from 'zod';
import { noNumberCodes } from '../../src/ipc/deskNotice.ts';
import { maxNumberLength } from '../links/number.ts';
import type { StartRequest } from './request.ts';

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

const dialled = z.string().regex(/^\+?[0-9*#]+$/);

const request: z.ZodType<StartRequest> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('show'), hidden: z.boolean() }),
  z.strictObject({
    type: z.literal('dial'),
    number: dialled.max(maxNumberLength),
    ext: dialled.max(32).exactOptional(),
    context: z.string().max(256).exactOptional(),
  }),
  z.strictObject({ type: z.literal('refusedLink'), why: z.enum(noNumberCodes) }),
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
