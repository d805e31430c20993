import { z } from 'zod';
import { type CtiCommand, isCallId, readCommand } from '../cti/command.ts';
import { isDialable, maxNumberLength } from '../cti/number/number.ts';
import { historyMarksSchema, historyQuerySchema, historyRangeSchema } from '../history/query.ts';
import { settingsChangesSchema, settingsDraftSchema } from '../settings/schema.ts';
import { namesOfKind } from '../settings/table/fields.ts';
import type { Shapes } from './channel/channel.ts';
import { contract, type RequestChannel } from './contract.ts';

/** Where a command is wrong, and never what it says. */
const command = z.custom<CtiCommand>().superRefine((value, context) => {
  const reading = readCommand(value);
  if (!reading.ok) context.addIssue({ code: 'custom', path: [reading.field] });
});

const shapes: Shapes = {
  z: {
    array: z.array,
    boolean: z.boolean,
    enum: z.enum,
    lazy: z.lazy,
    literal: z.literal,
    number: z.number,
    record: z.record,
    strictObject: z.strictObject,
    string: z.string,
    tuple: z.tuple,
    union: z.union,
  },
  callId: z.string().refine(isCallId),
  number: z.string().max(maxNumberLength).refine(isDialable),
  command,
  fileField: z.enum(namesOfKind('file')),
  settingsDraft: settingsDraftSchema,
  settingsChanges: settingsChangesSchema,
  historyQuery: historyQuerySchema,
  historyRange: historyRangeSchema,
  historyMarks: historyMarksSchema,
};

const made = new Map<RequestChannel, z.ZodType<readonly unknown[]>>();

/** What a request's arguments must look like, all together. */
export function argumentsSchema(channel: RequestChannel): z.ZodType<readonly unknown[]> {
  const known = made.get(channel);
  if (known !== undefined) return known;
  const schema = z.tuple([...contract[channel].args(shapes)] as [z.ZodType]);
  made.set(channel, schema);
  return schema;
}
