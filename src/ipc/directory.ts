import type { FoundContact } from '../directory/found.ts';
import type { SourceStatus } from '../directory/sources.ts';
import { push, request } from './channel/channel.ts';
import { panel, settingsWindow } from './channel/pages.ts';

export type { FoundContact, SourceStatus };

/** The longest text that is looked for. */
const maxSearchText = 100;

/** What became of looking for a name. */
export type DirectoryAnswer =
  { readonly status: 'ok'; readonly contacts: readonly FoundContact[] } | { readonly status: 'failed' };

/** What became of a password. */
export type PasswordAnswer = 'kept' | 'failed';

/** The contacts of the settings' sources. */
export const directoryChannels = {
  /** Whose name begins like that, lately used ones first. */
  'directory:search': request<(text: string) => DirectoryAnswer>(panel, ({ z }) => [
    z.string().max(maxSearchText),
  ]),
  /** Of several who have a number the agent says who it is. */
  'directory:choose': request<(number: string, source: string, id: string) => void>(panel, ({ z }) => [
    z.string().max(256),
    z.string().max(1000),
    z.string().max(256),
  ]),
  /** Others can be found by their names than before. */
  'directory:changed': push<null>(panel),
  'directory:sources': request<() => readonly SourceStatus[]>(settingsWindow),
  /** The password of a directory that the settings have; it never comes back. */
  'directory:setPassword': request<(source: string, password: string) => PasswordAnswer>(
    settingsWindow,
    ({ z }) => [z.string().max(1000), z.string().min(1).max(200)],
  ),
  'directory:sourcesChanged': push<readonly SourceStatus[]>(settingsWindow),
};
