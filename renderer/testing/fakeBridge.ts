import { vi } from 'vitest';
import type { CommandResult, CtiCommand } from '../../src/cti/command.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { reduce } from '../../src/cti/line.ts';
import type { OffhookBridge, Pushes, Requests } from '../../src/ipc/contract.ts';
import type { HotkeyStates } from '../../src/ipc/hotkeys.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import type { SettingsView } from '../../src/ipc/settings.ts';

type Answers = {
  [Channel in keyof Requests]?: (
    ...args: Parameters<Requests[Channel]>
  ) => ReturnType<Requests[Channel]> | Promise<ReturnType<Requests[Channel]>>;
};

/**
 * The other end of the bridge: a main process that holds the line and tells it as the real one does, with revisions that rise by one.
 * What it answers, and when, a test may change.
 */
export class FakeBridge implements OffhookBridge {
  readonly sent: (readonly [channel: keyof Requests, ...args: unknown[]])[] = [];
  snapshot: LineSnapshot;
  readonly answers: Answers;
  readonly #listeners = new Map<keyof Pushes, Set<(value: never) => void>>();

  constructor(snapshot: LineSnapshot, settings?: SettingsView) {
    this.snapshot = snapshot;
    this.answers = {
      'line:snapshot': () => this.snapshot,
      'line:command': () => ({ status: 'done' }),
      'practice:numbers': () => [{ number: '201', behaviour: 'answers' }],
      'line:connectNow': () => undefined,
      'line:networkChanged': () => undefined,
      'settings:open': () => undefined,
      'directory:search': () => ({ status: 'ok', contacts: [] }),
      'directory:sources': () => [],
      'settings:keep': () => undefined,
      'app:copy': () => undefined,
      'desk:take': () => null,
      'abandoned:state': () => ({ open: 0, isShown: false }),
      'abandoned:list': () => ({ status: 'ok', value: [] }),
      'abandoned:wanted': () => false,
      'callNotes:state': () => ({ rule: 'never', dispositions: [], owed: [] }),
      'callNotes:read': () => ({ status: 'ok', value: {} }),
      'callNotes:save': () => ({ status: 'ok', value: null }),
      'callNotes:leave': () => undefined,
      'favourites:watch': () => ({ favourites: [], isLocked: false }),
      'messaging:read': () => ({ service: { state: 'off' }, questions: [], decided: [], dialled: [] }),
      'updates:read': () => ({ state: { phase: 'none' }, way: 'here', onlyTold: false, inCall: false }),
      'system:read': () => ({ startsAtLogin: null, links: null, claim: 'here' }),
      'hotkeys:pause': () => undefined,
      'hotkeys:probe': (keys) => {
        const states = Object.entries(keys).map(([name, wished]) => [
          name,
          wished === '' ? { state: 'none' } : { state: 'works', keys: wished },
        ]);
        return Object.fromEntries(states) as HotkeyStates;
      },
      ...(settings === undefined ? {} : { 'settings:read': () => settings }),
    };
  }

  request = async <Channel extends keyof Requests>(
    channel: Channel,
    ...args: Parameters<Requests[Channel]>
  ): Promise<ReturnType<Requests[Channel]>> => {
    this.sent.push([channel, ...args]);
    const answer = this.answers[channel] as
      ((...args: Parameters<Requests[Channel]>) => Promise<ReturnType<Requests[Channel]>>) | undefined;
    if (answer === undefined) throw new Error(`${channel} has no answer in this test`);
    return answer(...args);
  };

  on = <Channel extends keyof Pushes>(
    channel: Channel,
    listener: (value: Pushes[Channel]) => void,
  ): (() => void) => {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  push<Channel extends keyof Pushes>(channel: Channel, value: Pushes[Channel]): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(value as never);
  }

  listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  /** Something happened on the line: it is taken into the snapshot and told as a delta. */
  happen(event: CtiEvent): void {
    const revision = this.forget(event);
    this.push('line:delta', { revision, monoMs: event.at.monoMs, events: [event] });
  }

  /** The same, but the message is lost on its way. */
  forget(event: CtiEvent): number {
    const { revision, line } = this.snapshot;
    this.snapshot = { ...this.snapshot, revision: revision + 1, line: reduce(line, event) };
    return revision + 1;
  }

  commands(): readonly CtiCommand[] {
    return this.sent.flatMap(([channel, command]) =>
      channel === 'line:command' ? [command as CtiCommand] : [],
    );
  }

  count(channel: keyof Requests): number {
    return this.sent.filter(([sent]) => sent === channel).length;
  }

  /** The next command is answered when the test says so. */
  holdCommand(): (result: CommandResult) => void {
    let settle: (result: CommandResult) => void = vi.fn();
    const held = new Promise<CommandResult>((resolve) => {
      settle = resolve;
    });
    this.answers['line:command'] = () => held;
    return settle;
  }
}
