import type { TextKind } from './texts.ts';

/**
 * Who reads a setting. `line`: the line reconnects when it changes. `panel`: only the panel, the desktop or the service for CRM pages
 * reads it, and the line goes on.
 */
export type Scope = 'line' | 'panel';

/** Sections of the settings window that are drawn from the table alone, in its order; the others have an outline of their own. */
export type PlainSection = 'calls' | 'queues' | 'colleagues' | 'window' | 'advanced';

interface Common {
  readonly scope: Scope;
  readonly section?: PlainSection;
  /** Only an administrator decides it, in a policy; an agent's file has no effect. */
  readonly policyOnly?: true;
}

/** The kind of value that a setting has, its bounds, and its default (`initial`). Plain data: no code of any library. */
export type Field = Common &
  (
    | { readonly kind: 'switch'; readonly initial: boolean }
    /** A whole number, typed in digits. */
    | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly initial: number }
    /** 0 to 100, set by a slider. */
    | { readonly kind: 'percent'; readonly initial: number }
    | { readonly kind: 'choice'; readonly of: readonly string[]; readonly initial: string }
    /** Any of these words. */
    | { readonly kind: 'selection'; readonly of: readonly string[]; readonly initial: readonly string[] }
    | { readonly kind: TextKind; readonly max: number; readonly initial: string }
    | {
        readonly kind: 'list';
        readonly of: TextKind;
        /** Characters of an entry. */
        readonly max: number;
        readonly entries: number;
        readonly initial: readonly string[];
      }
    /** Names of packet fields, typed in one line. */
    | { readonly kind: 'names'; readonly entries: number; readonly initial: readonly string[] }
    /** The absolute path of a program and its arguments; each may be empty and keeps its spaces. */
    | {
        readonly kind: 'command';
        readonly max: number;
        readonly entries: number;
        readonly initial: readonly string[];
      }
  );

export type Kind = Field['kind'];

/** The value that a field of this kind has. */
export type ValueOf<Of extends Field> = Of extends { readonly kind: 'switch' }
  ? boolean
  : Of extends { readonly kind: 'number' | 'percent' }
    ? number
    : Of extends { readonly kind: 'choice'; readonly of: readonly (infer Word)[] }
      ? Word
      : Of extends { readonly kind: 'selection'; readonly of: readonly (infer Word)[] }
        ? Word[]
        : Of extends { readonly kind: 'list' | 'names' | 'command' }
          ? string[]
          : string;
