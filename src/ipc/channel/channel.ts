import type { z } from 'zod';
import type { CtiCommand } from '../../cti/command.ts';
import type { HistoryMarks, HistoryQuery, HistoryRange } from '../../history/query.ts';
import type { Settings, SettingsChanges } from '../../settings/schema.ts';
import type { NameOfKind } from '../../settings/table/fields.ts';
import type { Page } from './pages.ts';

/** What of zod the areas use. Not its namespace: that has the messages of forty languages, and more that would all be loaded. */
export type Zod = Pick<
  typeof z,
  | 'array'
  | 'boolean'
  | 'enum'
  | 'lazy'
  | 'literal'
  | 'number'
  | 'record'
  | 'strictObject'
  | 'string'
  | 'tuple'
  | 'union'
>;

/** What arguments are checked with. Handed in when the first request comes: neither a start nor a page waits for zod to be loaded. */
export interface Shapes {
  readonly z: Zod;
  readonly callId: z.ZodType<string>;
  /** `isDialable` */
  readonly number: z.ZodType<string>;
  readonly command: z.ZodType<CtiCommand>;
  readonly fileField: z.ZodType<NameOfKind<'file'>>;
  /** Of the right shape; what the fields hold may be wrong, for the form to point at. */
  readonly settingsDraft: z.ZodType<Settings>;
  /** Some of them, of the right shape. */
  readonly settingsChanges: z.ZodType<SettingsChanges>;
  readonly historyQuery: z.ZodType<HistoryQuery>;
  readonly historyRange: z.ZodType<HistoryRange>;
  readonly historyMarks: z.ZodType<HistoryMarks>;
}

type Ask = (...args: never) => unknown;

/** One schema for each argument. */
type ShapesOf<Args extends readonly unknown[]> = {
  readonly [Index in keyof Args]: z.ZodType<Args[Index]>;
};

/** Something that a page may ask of the main process; the answer is a promise. */
export interface Request<Asked extends Ask = Ask> {
  readonly direction: 'request';
  /** Who may ask. */
  readonly pages: readonly Page[];
  readonly args: (shapes: Shapes) => ShapesOf<Parameters<Asked>>;
  /** Only for the type: never set. */
  readonly asked?: Asked;
}

/** Something that the main process tells without being asked. */
export interface Push<Value = unknown> {
  readonly direction: 'push';
  /** Who gets it. */
  readonly pages: readonly Page[];
  /** Only for the type: never set. */
  readonly value?: Value;
}

type ArgsShapes<Asked extends Ask> =
  Parameters<Asked> extends readonly [] ? [] : [args: (shapes: Shapes) => ShapesOf<Parameters<Asked>>];

/** @param args what each argument must look like */
export function request<Asked extends Ask>(
  pages: readonly Page[],
  ...args: ArgsShapes<Asked>
): Request<Asked> {
  const none = (): readonly [] => [];
  return { direction: 'request', pages, args: (args[0] ?? none) as Request<Asked>['args'] };
}

export function push<Value>(pages: readonly Page[]): Push<Value> {
  return { direction: 'push', pages };
}
