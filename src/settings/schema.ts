import { z } from 'zod';
import type { SettingsFieldCode } from './table/code.ts';
import type { Field } from './table/field.ts';
import { fieldOf, type SettingName, settingNames, type Settings } from './table/fields.ts';
import { type Value, valueError } from './table/rules.ts';
import { trimmed } from './table/texts.ts';

export type { SettingsFieldCode } from './table/code.ts';
export type { Settings } from './table/fields.ts';

export interface SettingsFieldError {
  /** Name of the field, or `secret`. */
  readonly path: string;
  readonly code: SettingsFieldCode;
}

/** Settings that are accepted but not obeyed, or obeyed with a warning. */
export type SettingsWarning =
  | 'asyncOriginateNotObeyed'
  | 'replayingFile'
  | 'plainTextConnection'
  /** The file has settings that this version does not know; they are kept and have no effect. */
  | 'unknownSettingsKept';

/** The value's type as zod checks it; its rules are the table's. */
function typeOf(field: Field): z.ZodType<Value> {
  switch (field.kind) {
    case 'switch':
      return z.boolean();
    case 'number':
    case 'percent':
      return z.number();
    case 'choice':
      return z.enum(field.of);
    case 'selection':
      return z.array(z.enum(field.of)).max(field.of.length);
    case 'list':
      return z.array(z.string().transform((text) => trimmed(field.of, text)));
    case 'names':
    case 'command':
      return z.array(z.string());
    default:
      return z.string().transform((text) => trimmed(field.kind, text));
  }
}

function strictly(field: Field): z.ZodType {
  return typeOf(field).superRefine((value, context) => {
    const code = valueError(field, value);
    if (code !== undefined) context.addIssue({ code: 'custom', params: { code } });
  });
}

const draftText = z.string().max(8192);
const draftList = z.array(draftText).max(1024);

/** Of its type and of a bearable size. */
function roughly(field: Field): z.ZodType {
  switch (field.kind) {
    case 'switch':
    case 'choice':
    case 'selection':
      return typeOf(field);
    case 'number':
    case 'percent':
      return z.union([z.number(), z.nan()]);
    case 'list':
    case 'names':
    case 'command':
      return draftList;
    default:
      return draftText;
  }
}

type Shape = { readonly [Name in SettingName]: z.ZodType<Settings[Name]> };

/** One schema for each setting. `ValueOf` derives the same types from the table. */
function shapeOf(ofField: (field: Field) => z.ZodType): Shape {
  return Object.fromEntries(settingNames.map((name) => [name, ofField(fieldOf(name))])) as unknown as Shape;
}

/** What may stand in the settings file, one setting at a time. */
export const settingSchemas: Shape = shapeOf(strictly);

/** The settings file; what is left out has its default. */
export const settingsSchema: z.ZodType<Settings> = z.strictObject({
  version: z.literal(1).default(1),
  ...shapeOf((field) => strictly(field).default(structuredClone(field.initial))),
});

export const defaultSettings: Settings = settingsSchema.parse({});

export const settingsKeys: readonly (keyof Settings)[] = ['version', ...settingNames];

export function deviceOf(settings: Pick<Settings, 'device' | 'protocol' | 'extension'>): string {
  const technology = settings.protocol === 'computer' ? 'PJSIP/' : settings.protocol;
  return settings.device === '' ? `${technology}${settings.extension}` : settings.device;
}

/**
 * What the form hands over: every field of its type and of a bearable size, right or wrong. `validateFields` reports what is wrong
 * in a field, so that the form can point at it.
 */
export const settingsDraftSchema: z.ZodType<Settings> = z.strictObject({
  version: z.literal(1),
  ...shapeOf(roughly),
});

/** Some settings, right or wrong: those of a form that differ from what is saved. */
export const settingsChangesSchema = z.strictObject(shapeOf(roughly)).partial();

export type SettingsChanges = z.infer<typeof settingsChangesSchema>;
