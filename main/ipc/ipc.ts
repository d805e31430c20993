import { ipcMain, type WebContents } from 'electron';
import type { LogEntry } from '../../src/world/edges.ts';
import {
  contract,
  type PushChannel,
  type Pushes,
  requestChannels,
  type Requests,
} from '../../src/ipc/contract.ts';
import type { Page } from '../../src/ipc/channel/pages.ts';
import type { judgeArguments } from './ipcArguments.ts';
import { judgeSender } from './ipcSender.ts';
import type { Pages } from '../windows/pages.ts';

/** One handler per request of the contract; a missing one does not compile. */
export type Handlers = {
  readonly [Channel in keyof Requests]: (
    ...args: Parameters<Requests[Channel]>
  ) => ReturnType<Requests[Channel]> | Promise<ReturnType<Requests[Channel]>>;
};

/** The handlers of an area of the contract. */
export type HandlersOf<Area> = Pick<Handlers, keyof Area & keyof Handlers>;

export interface IpcOptions {
  readonly pages: Pages;
  /** The page that one of our own windows was opened on. */
  readonly pageOf: (contents: WebContents) => Page | undefined;
  readonly log: (entry: LogEntry) => void;
}

/**
 * Answers the pages' requests, each call checked for who asks and what with.
 * @param handlers a page may ask before they are there: it waits
 */
export function serve(handlers: Promise<Handlers>, { pages, pageOf, log }: IpcOptions): void {
  for (const channel of requestChannels) {
    ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      const sender = judgeSender(channel, event.senderFrame, pageOf(event.sender), pages);
      const verdict = sender.ok ? await judgedArguments(channel, args) : sender;
      if (!verdict.ok) {
        const { code, detail } = verdict;
        log({ level: 'error', what: 'ipc refused', channel, code, detail });
        throw new Error(`refused: ${code}`);
      }
      try {
        const handler = (await handlers)[channel] as (...args: readonly unknown[]) => unknown;
        return await handler(...verdict.args);
      } catch (error) {
        log({ level: 'error', what: 'ipc failed', channel, error });
        // What exactly went wrong is for the log, not for the page.
        throw new Error('failed: internal');
      }
    });
  }
}

/** The schemas are loaded when the first call comes: the window is not to wait for them. */
async function judgedArguments(
  ...call: Parameters<typeof judgeArguments>
): Promise<ReturnType<typeof judgeArguments>> {
  const checks = await import('./ipcArguments.ts');
  return checks.judgeArguments(...call);
}

/** Gives a value to every window on a page that the push is for. */
export type PushToPages = <Channel extends PushChannel>(channel: Channel, value: Pushes[Channel]) => void;

export function pushTo(windows: Iterable<readonly [Page, WebContents]>): PushToPages {
  return (channel, value) => {
    for (const [page, contents] of windows) {
      if (contract[channel].pages.includes(page) && !contents.isDestroyed()) contents.send(channel, value);
    }
  };
}
