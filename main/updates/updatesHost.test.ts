import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import type { Clock, LogEntry } from '../../src/world/edges.ts';
import type { UpdatesView, UpdateWay } from '../../src/ipc/updates.ts';
import { UpdateFault } from './fault.ts';
import type { UpdatePlan, Updater } from './updater.ts';
import { afterCallMs, type UpdateSettings, UpdatesHost } from './updatesHost.ts';

const settings: UpdateSettings = {
  updates: 'install',
  updateChannel: 'latest',
  updateVersion: '',
  updateFeed: '',
};
const build = { key: 'key', feed: 'https://updates.example' };
const minuteMs = 60_000;

/** Answers as the feed would, and remembers what was asked. */
class FakeUpdater implements Updater {
  checks = 0;
  downloads = 0;
  installed: boolean[] = [];
  quits = 0;
  available: string | undefined | Error = '1.3.0';
  /** What becomes of the download that is under way. */
  settle: { done: () => void; fail: (error: Error) => void; percent: (percent: number) => void } | undefined;
  installation: Error | undefined;

  check(): Promise<string | undefined> {
    this.checks += 1;
    return this.available instanceof Error ? Promise.reject(this.available) : Promise.resolve(this.available);
  }

  download(onPercent: (percent: number) => void): { done: Promise<boolean>; cancel: () => void } {
    this.downloads += 1;
    let cancel = (): void => undefined;
    const done = new Promise<boolean>((resolve, reject) => {
      cancel = () => resolve(false);
      this.settle = { done: () => resolve(true), fail: reject, percent: onPercent };
    });
    return { done, cancel };
  }

  quit(): void {
    this.quits += 1;
  }

  install(restart: boolean): void {
    if (this.installation !== undefined) throw this.installation;
    this.installed.push(restart);
  }
}

let timers: FakeClock;
let clock: Clock;
let updater: FakeUpdater;
let plans: UpdatePlan[];
let views: UpdatesView[];
let log: LogEntry[];

beforeEach(() => {
  timers = new FakeClock();
  clock = {
    now: () => ({ monoMs: timers.now(), wallMs: timers.now() }),
    setTimeout: (callback, delayMs) => timers.setTimeout(callback, delayMs),
    clearTimeout: (timer) => timers.clearTimeout(timer),
  };
  updater = new FakeUpdater();
  plans = [];
  views = [];
  log = [];
});

function open(more: Partial<UpdateSettings> = {}, way: UpdateWay = 'here', of = build): UpdatesHost {
  const host = new UpdatesHost({
    edges: { clock, random: () => 0.5, log: (entry) => log.push(entry) },
    way,
    build: of,
    updaterFor: (plan) => {
      plans.push(plan);
      return Promise.resolve(updater);
    },
    onView: (view) => views.push(view),
  });
  host.configure({ ...settings, ...more });
  return host;
}

/** Lets what was promised come true. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pass = async (ms: number): Promise<void> => {
  timers.advance(ms);
  await settled();
};
const downloaded = async (host: UpdatesHost): Promise<void> => {
  await pass(5 * minuteMs);
  updater.settle?.done();
  await settled();
  expect(host.view().state).toEqual({ phase: 'ready', version: '1.3.0' });
};

describe('when it looks', () => {
  it('is a few minutes after the start, then every few hours, and nothing of it is loaded before', async () => {
    updater.available = undefined;
    const host = open();
    await pass(2 * minuteMs);
    expect(plans).toEqual([]);
    await pass(3 * minuteMs);
    expect(updater.checks).toBe(1);
    expect(host.view().state).toMatchObject({ phase: 'none', checkedAtMs: clock.now().wallMs });
    await pass(3 * 60 * minuteMs);
    expect(updater.checks).toBe(1);
    await pass(61 * minuteMs);
    expect(updater.checks).toBe(2);
    expect(plans).toEqual([{ key: 'key', feed: build.feed, channel: 'latest', version: '' }]);
  });

  it('is not during a call, but after it', async () => {
    const host = open();
    host.calls(true);
    await pass(60 * minuteMs);
    await host.check();
    expect(updater.checks).toBe(0);
    host.calls(false);
    await pass(10 * minuteMs);
    expect(updater.checks).toBe(1);
  });

  it('is sooner after a failure, which is reported with a code and logged', async () => {
    updater.available = new UpdateFault('updateWrongSignature', 'not of our key');
    const host = open();
    await pass(5 * minuteMs);
    expect(host.view().state).toEqual({
      phase: 'failed',
      code: 'updateWrongSignature',
      detail: 'not of our key',
    });
    expect(log).toContainEqual(expect.objectContaining({ level: 'warn', code: 'updateWrongSignature' }));
    updater.available = undefined;
    await pass(46 * minuteMs);
    expect(host.view().state.phase).toBe('none');
  });

  it.each<[string, Partial<UpdateSettings>, typeof build]>([
    ['noKey', {}, { ...build, key: '' }],
    ['noFeed', {}, { ...build, feed: '' }],
    ['settings', { updates: 'off' }, build],
  ])('is never where there is a reason (%s)', async (why, more, of) => {
    const host = open(more, 'here', of);
    await pass(24 * 60 * minuteMs);
    await host.check();
    expect(host.view().state).toEqual({ phase: 'off', why });
    expect(plans).toEqual([]);
  });

  it('goes by other settings at once: feed, channel and version', async () => {
    const host = open();
    await downloaded(host);
    const other = { updateChannel: 'beta', updateVersion: '1.2', updateFeed: 'https://own.example' } as const;
    host.configure({ ...settings, ...other });
    expect(host.view().state).toEqual({ phase: 'none' });
    updater.available = undefined;
    await pass(6_000);
    expect(plans.at(-1)).toEqual({
      key: 'key',
      feed: 'https://own.example',
      channel: 'beta',
      version: '1.2',
    });
    host.finish();
    expect(updater.installed).toEqual([]);
  });
});

describe('what is found', () => {
  it('is fetched, with how far it has come, and is ready', async () => {
    const host = open();
    await pass(5 * minuteMs);
    updater.settle?.percent(41.7);
    expect(views.at(-1)?.state).toEqual({ phase: 'downloading', version: '1.3.0', percent: 41 });
    updater.settle?.done();
    await settled();
    expect(host.view()).toEqual({
      state: { phase: 'ready', version: '1.3.0' },
      way: 'here',
      onlyTold: false,
      inCall: false,
    });
  });

  it('is put off by a call, and fetched after it', async () => {
    const host = open();
    await pass(5 * minuteMs);
    host.calls(true);
    await settled();
    expect(host.view()).toMatchObject({ state: { phase: 'found' }, inCall: true });
    await pass(20 * minuteMs);
    expect(updater.downloads).toBe(1);
    host.calls(false);
    await pass(afterCallMs - 1);
    expect(updater.downloads).toBe(1);
    await pass(1);
    expect(updater.downloads).toBe(2);
    updater.settle?.done();
    await settled();
    expect(host.view().state.phase).toBe('ready');
  });

  it('goes on after a call that was over before anything had noticed', async () => {
    const host = open();
    await pass(5 * minuteMs);
    host.calls(true);
    host.calls(false);
    await settled();
    await pass(afterCallMs);
    expect(updater.downloads).toBe(2);
    expect(host.view().state.phase).toBe('downloading');
  });

  it('is not fetched when a call begins while it is looked for', async () => {
    const host = open();
    timers.advance(5 * minuteMs);
    host.calls(true);
    await settled();
    expect(updater.downloads).toBe(0);
    host.calls(false);
    await pass(afterCallMs);
    expect(updater.downloads).toBe(1);
  });

  it.each<[string, Partial<UpdateSettings>, UpdateWay]>([
    ['the settings say so', { updates: 'tell' }, 'here'],
    ['a package manager does it', {}, 'packageManager'],
    ['it cannot be put in place', {}, 'byHand'],
  ])('is only told where %s', async (_why, more, way) => {
    const host = open(more, way);
    await pass(5 * minuteMs);
    expect(host.view()).toMatchObject({ state: { phase: 'found', version: '1.3.0' }, way, onlyTold: true });
    expect(updater.downloads).toBe(0);
    await host.check();
    expect(updater.downloads).toBe(0);
  });

  it('and was only told, is fetched when the person asks for it', async () => {
    const host = open({ updates: 'tell' });
    await pass(5 * minuteMs);
    void host.fetch();
    await settled();
    expect(updater.downloads).toBe(1);
    updater.settle?.done();
    await settled();
    host.finish();
    expect(updater.installed).toEqual([false]);
  });

  it('and breaks, is reported, and is tried again', async () => {
    const host = open();
    await pass(5 * minuteMs);
    updater.settle?.fail(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await settled();
    expect(host.view().state).toMatchObject({ phase: 'failed', code: 'updateDiskFull' });
    host.finish();
    expect(updater.installed).toEqual([]);
  });

  it('is not listened to any more once the settings are others', async () => {
    const host = open();
    await pass(5 * minuteMs);
    const old = updater.settle;
    host.configure({ ...settings, updates: 'off' });
    old?.done();
    await settled();
    expect(host.view().state).toEqual({ phase: 'off', why: 'settings' });
  });
});

describe('what is ready', () => {
  it('is installed at the end, once', async () => {
    const host = open();
    await downloaded(host);
    host.finish();
    host.finish();
    expect(updater.installed).toEqual([false]);
  });

  it('is not installed, nor Offhook restarted, while a call is on', async () => {
    const host = open();
    await downloaded(host);
    host.calls(true);
    host.restart();
    host.finish();
    expect([updater.quits, updater.installed]).toEqual([0, []]);
  });

  it('is installed by a restart, unless that is called off', async () => {
    const host = open();
    await downloaded(host);
    host.restart();
    expect(updater.quits).toBe(1);
    host.stay();
    host.finish();
    expect(updater.installed).toEqual([false]);
  });

  it('starts again where the person wished a restart', async () => {
    const host = open();
    await downloaded(host);
    host.restart();
    host.finish();
    expect(updater.installed).toEqual([true]);
  });

  it('stays so when the next look fails, and goes when the release was withdrawn', async () => {
    const host = open();
    await downloaded(host);
    updater.available = new Error('net::ERR_INTERNET_DISCONNECTED');
    await host.check();
    expect(host.view().state.phase).toBe('ready');
    updater.available = undefined;
    await host.check();
    expect(host.view().state.phase).toBe('none');
    host.finish();
    expect(updater.installed).toEqual([]);
  });

  it('gives way to what is newer still', async () => {
    const host = open();
    await downloaded(host);
    updater.available = '1.4.0';
    void host.check();
    await settled();
    expect(host.view().state).toEqual({ phase: 'downloading', version: '1.4.0', percent: 0 });
  });

  it('and cannot be installed, is logged; the end comes all the same', async () => {
    const host = open();
    await downloaded(host);
    updater.installation = Object.assign(new Error('no'), { code: 'EROFS' });
    host.finish();
    expect(log.at(-1)).toMatchObject({ what: 'update not installed', code: 'updateNotWritable' });
  });
});
