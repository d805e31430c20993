import type { ComponentType } from 'react';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import type { PlainName } from './kinds.ts';
import type { FormValues } from './values.ts';

/** A place of the form that the search finds and goes to: a setting, or something else that can be seen or done there. */
export interface Place {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The setting's name in its file and in the policy. */
  readonly key?: string | undefined;
  /** Further words that it is found by, such as what can be chosen. */
  readonly also?: readonly string[];
}

export type Entry =
  | {
      readonly kind: 'field';
      readonly name: PlainName;
      /** Otherwise it is not shown. */
      readonly when?: (values: FormValues, view: SettingsView) => boolean;
    }
  /** Side by side where there is room. */
  | { readonly kind: 'beside'; readonly how: 'pair' | 'hostAndPort'; readonly entries: readonly Entry[] }
  /** A row that draws itself, and the places in it. */
  | { readonly kind: 'own'; readonly Row: ComponentType; readonly places: readonly Place[] }
  /** Out of sight until it is opened. */
  | {
      readonly kind: 'fold';
      readonly id: string;
      readonly title: string;
      readonly entries: readonly Entry[];
    };

export type GroupName = 'you' | 'administrator';

export interface Section {
  readonly id: string;
  readonly group: GroupName;
  readonly title: string;
  readonly about?: string;
  readonly entries: readonly Entry[];
}
