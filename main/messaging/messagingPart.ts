import type { messagingChannels } from '../../src/ipc/messaging.ts';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { Secrets } from '../keyring/secrets.ts';
import type { LineHost } from '../line/lineHost.ts';
import { MessagingHost } from './messagingHost.ts';

export interface MessagingPart extends Configured, Stopping {
  readonly handlers: HandlersOf<typeof messagingChannels>;
}

export interface MessagingPartOptions {
  readonly line: LineHost;
  readonly token: Secrets;
}

/** The service for CRM pages. */
export async function createMessaging(
  { edges, files, push, readFile, t, userData, windows }: Base,
  { line, token }: MessagingPartOptions,
): Promise<MessagingPart> {
  const host = await MessagingHost.open({
    edges,
    files,
    readFile,
    decisionsPath: userData('origins.json'),
    token,
    line: {
      line: () => line.line(),
      execute: (command) => line.execute(command),
      onEvent: (listener) => line.onEvent(listener),
    },
    explain: (code) => t(`refusal.${code}`),
    onView: (view) => push('messaging:changed', view),
    onQuestion: () => windows.drawAttention(),
  });
  return {
    configure: (settings) => host.configure(settings),
    stop: () => host.stop(),
    handlers: {
      'messaging:read': () => host.view(),
      'messaging:decide': (origin, decision) => host.decide(origin, decision),
      'messaging:revoke': (origin) => host.revoke(origin),
      'messaging:answerDial': (id, mayDial) => host.answerDial(id, mayDial),
      'messaging:token': (wish) => host.token(wish),
    },
  };
}
