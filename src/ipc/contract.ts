import type { Push, Request } from './channel/channel.ts';
import { abandonedChannels } from './abandoned.ts';
import { callNoteChannels } from './callNotes.ts';
import { directoryChannels } from './directory.ts';
import { favouritesChannels } from './favourites.ts';
import { historyChannels } from './history.ts';
import { hotkeyChannels } from './hotkeys.ts';
import { lineChannels } from './line.ts';
import { messagingChannels } from './messaging.ts';
import { paletteChannels } from './palette.ts';
import { panelChannels } from './panel.ts';
import { phoneChannels } from './phone.ts';
import { popChannels } from './pop.ts';
import { settingsChannels } from './settings.ts';
import { smallWindowChannels } from './smallWindow.ts';
import { supportChannels } from './support.ts';
import { systemChannels } from './system.ts';
import { updatesChannels } from './updates.ts';

/**
 * Everything that goes between a page and the main process. Each channel stands once, in the file of its area: which way it goes, which
 * pages it is for, its arguments with what they are checked by, and its answer. The types of both ends are made of it.
 */
export const contract = {
  ...lineChannels,
  ...smallWindowChannels,
  ...favouritesChannels,
  ...historyChannels,
  ...callNoteChannels,
  ...abandonedChannels,
  ...directoryChannels,
  ...settingsChannels,
  ...hotkeyChannels,
  ...messagingChannels,
  ...panelChannels,
  ...paletteChannels,
  ...phoneChannels,
  ...popChannels,
  ...systemChannels,
  ...supportChannels,
  ...updatesChannels,
};

type Contract = typeof contract;

/** What a page may ask. */
export type Requests = {
  [
    Channel in keyof Contract as Contract[Channel] extends Request ? Channel : never
  ]: Contract[Channel] extends Request<infer Asked> ? Asked : never;
};

/** What the main process tells without being asked. */
export type Pushes = {
  [
    Channel in keyof Contract as Contract[Channel] extends Push ? Channel : never
  ]: Contract[Channel] extends Push<infer Value> ? Value : never;
};

export type RequestChannel = keyof Requests;
export type PushChannel = keyof Pushes;

export function isRequestChannel(name: string): name is RequestChannel {
  return isChannel(name) && contract[name].direction === 'request';
}

export function isPushChannel(name: string): name is PushChannel {
  return isChannel(name) && contract[name].direction === 'push';
}

function isChannel(name: string): name is keyof Contract {
  return Object.hasOwn(contract, name);
}

export const requestChannels: readonly RequestChannel[] = Object.keys(contract).filter(isRequestChannel);

/** The one object that the preload script puts into the page. */
export interface OffhookBridge {
  request<Channel extends RequestChannel>(
    channel: Channel,
    ...args: Parameters<Requests[Channel]>
  ): Promise<ReturnType<Requests[Channel]>>;
  /** @returns a function that ends the subscription */
  on<Channel extends PushChannel>(channel: Channel, listener: (value: Pushes[Channel]) => void): () => void;
}
